//! Chapter 8: why many draws are averaged.

use super::{Drawing, lines};
use crate::plot::{Axis, Figure, Panel, PlotError, Series};

/// Losses of single draws of a model and of the mean of all draws so far.
pub fn averaging(losses: &[[f64; 2]]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "08_averaging",
        "One draw is poor, the mean of many is good",
        "Mean squared error on the ratings held back against the number of draws. That of single draws \
         stays high; that of the mean of all draws so far falls, fast at first.",
    );
    let points = |which: usize| {
        (1..).zip(losses).map(move |(draws, losses)| (f64::from(draws), losses[which]))
    };
    let panel = Panel::new(Axis::linear("draws"), Axis::linear("mean squared error"))
        .series(Series::new("each draw", 0, points(0)).dashed())
        .series(Series::new("mean so far", 1, points(1)));
    lines(&figure, &[panel])
}
