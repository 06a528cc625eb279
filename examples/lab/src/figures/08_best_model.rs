//! Chapter 8: why many draws are averaged.

use super::counted;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};

/// Losses of single draws of a model and of the mean of all draws so far.
pub fn averaging(losses: &[[f64; 2]]) -> Drawing {
    let figure = Figure::new(
        "08_averaging",
        "One draw is poor, the mean of many is good",
        "Mean squared error on the ratings held back against the number of draws. That of single draws \
         stays high; that of the mean of all draws so far falls, fast at first.",
    );
    let points = |which: usize| counted(1, losses.iter().map(|losses| losses[which]));
    let panel = Panel::new(Axis::linear("draws"), Axis::linear("mean squared error"))
        .series(Series::new("each draw", 0, points(0)).scattered())
        .series(Series::new("mean so far", 1, points(1)));
    line_chart(&figure, &[panel])
}
