//! Chapter 7: the cold start, and the feedback of recommendations on themselves.

use super::counted;
use super::losses::HIGH;
use crate::ColdStart;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::interpret::cold_start::Method;
use workbook::interpret::feedback::Standing;

/// Error of each method after `given` ratings of a newcomer, as means over the seeds.
///
/// There are no error bars, because each seed holds out different users: most of its spread is how hard
/// those are to predict, which is the same for all methods. What the methods differ by has to be taken
/// seed by seed.
pub fn cold_start(measured: &ColdStart) -> Drawing {
    let figure = Figure::new(
        "07_cold_start",
        "The cold start",
        "Mean squared error on newcomers' ratings against the number of ratings they have given, for \
         each method. Those that look at ratings improve with each; the others stay level.",
    );
    line_chart(&figure, &[cold_start_panel(measured, "ratings given")])
}

/// A line for each method.
pub(super) fn cold_start_panel(measured: &ColdStart, x: &str) -> Panel {
    let given: Vec<f64> = measured.given().iter().map(|&n| n as f64).collect();
    let x = Axis::linear(x).ticks(given.clone());
    let mut panel = Panel::new(x, Axis::linear("mean squared error")).height(HIGH).labels_at_ends();
    // The global mean is so far above the others that it would flatten them; the table lists it.
    let errors = measured.errors().into_iter();
    let shown = errors.filter(|(method, _)| *method != Method::GlobalMean);
    for (place, (method, errors)) in shown.enumerate() {
        let points = given.iter().zip(errors).map(|(&n, error)| (n, error.mean));
        let series = |colour| Series::new(measured.name(method), colour, points);
        // The strongest colours are for those that learn.
        panel = panel.series(match method {
            Method::FoldIn => series(0).marked(),
            Method::FoldInFromSignUp => series(1).marked(),
            _ => series(2 + place).dashed(),
        });
    }
    panel
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
        Axis::linear("fans who rate every film").ticks(shares.iter().map(|(fans, _)| *fans as f64)),
        Axis::linear("share of the top tens, %").starting_at(0.0),
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
