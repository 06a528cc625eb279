//! Chapter 7: the cold start, and what recommendations do to themselves.

use super::{Drawing, lines};
use crate::interpret::cold_start::Method;
use crate::interpret::feedback::Standing;
use crate::learn::Spread;
use crate::plot::{Axis, Figure, Panel, PlotError, Series};

/// How far the methods stand beside each other, in ratings.
const DODGE: f64 = 0.08;

/// Error of each method after `given` ratings of a newcomer, with error bars over the seeds.
pub fn cold_start(errors: &[(Method, Vec<Spread>)], given: &[usize]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "07_cold_start",
        "The cold start",
        "Mean squared error on newcomers' ratings against the number of ratings they have given, for \
         each method. Those that look at ratings improve with each; the others stay level.",
    );
    let mut panel = Panel::new(Axis::linear("ratings given"), Axis::linear("mean squared error"));
    // The global mean is so far above the others that it would press them together; it has its row in
    // the table.
    let shown = errors.iter().filter(|(method, _)| *method != Method::GlobalMean);
    for (colour, (method, errors)) in shown.enumerate() {
        // Each method stands a little beside its neighbours, so that no error bar hides another.
        let aside = DODGE * (colour as f64 - Method::ALL.len() as f64 / 2.0);
        let points = given.iter().zip(errors).map(|(&n, error)| (n as f64 + aside, error.mean));
        let reach: Vec<f64> = errors.iter().filter_map(|error| error.sd).collect();
        let series = Series::new(method.name(), colour, points).error_bars(reach);
        let learns = matches!(method, Method::FoldIn | Method::FoldInFromSignUp);
        panel = panel.series(if learns { series.marked() } else { series.dashed() });
    }
    lines(&figure, &[panel])
}

/// A genre's share of everyone's lists against the number of its fans.
pub fn fans(genre: &str, shares: &[(usize, f64)]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "07_fans",
        format!("A few fans of the genre {genre}"),
        "The share of one genre in everyone else's top ten rises with every fan who rates the whole \
         catalogue.",
    );
    let points = shares.iter().map(|&(fans, share)| (fans as f64, 100.0 * share));
    let panel = Panel::new(
        Axis::linear("fans who rate every film"),
        Axis::linear("share of the top tens, %"),
    )
    .series(Series::new(genre, 0, points).marked());
    lines(&figure, &[panel])
}

/// The loop with the best films shown and with random ones.
pub fn feedback(best: &[Standing], random: &[Standing]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "07_feedback",
        "The feedback loop",
        "Two panels by round. Above, the share of the ratings that the most rated tenth of the films \
         has: it stays high or rises when users rate the best films, and falls when they rate random \
         ones. Below, the number of distinct films in everyone's top ten.",
    );
    let panel = |label: &str, value: &dyn Fn(&Standing) -> f64| {
        let line = |standings: &[Standing]| -> Vec<(f64, f64)> {
            (standings.iter().enumerate()).map(|(i, s)| (i as f64, value(s))).collect()
        };
        Panel::new(Axis::linear("round"), Axis::linear(label))
            .series(Series::new("the best are shown", 0, line(best)).marked())
            .series(Series::new("random films are shown", 1, line(random)).marked().dashed())
    };
    let share = panel("share of ratings, %", &|s| 100.0 * s.top_tenth)
        .title("ratings of the most rated tenth of the films");
    let distinct =
        panel("films", &|s| s.distinct_films as f64).title("distinct films in everyone's top ten");
    lines(&figure, &[share, distinct])
}
