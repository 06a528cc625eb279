//! Chapter 7: the cold start, and the feedback of recommendations on themselves.

use super::counted;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::interpret::cold_start::Method;
use workbook::interpret::feedback::Standing;
use workbook::learn::Spread;

/// Horizontal distance between the methods, in ratings.
const DODGE: f64 = 0.08;

/// Error of each method after `given` ratings of a newcomer, with error bars over the seeds.
pub fn cold_start(errors: &[(Method, Vec<Spread>)], given: &[usize]) -> Drawing {
    let figure = Figure::new(
        "07_cold_start",
        "The cold start",
        "Mean squared error on newcomers' ratings against the number of ratings they have given, for \
         each method. Those that look at ratings improve with each; the others stay level.",
    );
    let mut panel = Panel::new(Axis::linear("ratings given"), Axis::linear("mean squared error"));
    // The global mean is so far above the others that it would flatten them; the table lists it.
    let shown = errors.iter().filter(|(method, _)| *method != Method::GlobalMean);
    for (colour, (method, errors)) in shown.enumerate() {
        // The methods stand a little beside each other, so that their error bars stay apart.
        let aside = DODGE * (colour as f64 - Method::ALL.len() as f64 / 2.0);
        let points = given.iter().zip(errors).map(|(&n, error)| (n as f64 + aside, error.mean));
        let reach: Vec<f64> = errors.iter().filter_map(|error| error.sd).collect();
        let series = Series::new(method.name(), colour, points).error_bars(reach);
        let learns = matches!(method, Method::FoldIn | Method::FoldInFromSignUp);
        panel = panel.series(if learns { series.marked() } else { series.dashed() });
    }
    line_chart(&figure, &[panel])
}

/// A genre's share of everyone's lists against the number of its fans.
pub fn fans(genre: &str, shares: &[(usize, f64)]) -> Drawing {
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
    line_chart(&figure, &[panel])
}

/// The feedback loop when the best films are shown, and when random ones are.
pub fn feedback(best: &[Standing], random: &[Standing]) -> Drawing {
    let figure = Figure::new(
        "07_feedback",
        "The feedback loop",
        "Two panels by round. Above, the share of the ratings that the most rated tenth of the films \
         has: it stays high or rises when users rate the best films, and falls when they rate random \
         ones. Below, the number of distinct films in everyone's top ten.",
    );
    let panel = |label: &str, value: fn(&Standing) -> f64| {
        let line = |standings: &[Standing]| counted(0, standings.iter().map(value));
        Panel::new(Axis::linear("round"), Axis::linear(label))
            .series(Series::new("the best are shown", 0, line(best)).marked())
            .series(Series::new("random films are shown", 1, line(random)).marked().dashed())
    };
    let share = panel("share of ratings, %", |s| 100.0 * s.top_tenth)
        .title("ratings of the most rated tenth of the films");
    let distinct =
        panel("films", |s| s.distinct_items as f64).title("distinct films in everyone's top ten");
    line_chart(&figure, &[share, distinct])
}
