//! Chapter 3: the S-shaped curve, and where predictions lie with and without it.

use super::{Drawing, lines};
use crate::nn::sigmoid_range;
use crate::plot::{Axis, Bars, Figure, Panel, PlotError, Series, bar_chart};
use dfdx::prelude::*;
use std::ops::Range;

/// The curve of `sigmoid_range`, between the ends that it never reaches.
pub fn curve(y_range: &Range<f32>) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "03_sigmoid_range",
        "sigmoid_range",
        "An S-shaped curve that rises from the lower end of the range to the upper and is flat near \
         both.",
    );
    let x: Vec<f32> = (-60..=60).map(|x| x as f32 / 10.0).collect();
    let column = Cpu::default().tensor_from_vec(x.clone(), (x.len(),));
    let y = sigmoid_range(column, y_range.clone()).as_vec();
    let points = x.into_iter().zip(y).map(|(x, y)| (f64::from(x), f64::from(y)));
    let panel = Panel::new(Axis::linear("x"), Axis::linear("prediction"))
        .series(Series::new("sigmoid_range(x)", 0, points))
        .reference(format!("{} is never reached", y_range.end), f64::from(y_range.end))
        .reference(format!("nor is {}", y_range.start), f64::from(y_range.start));
    lines(&figure, &[panel])
}

/// Histogram of predictions without a range and with `y_range`.
pub fn predictions(
    without: &[f32],
    with: &[f32],
    y_range: &Range<f32>,
) -> Result<Drawing, PlotError> {
    /// Bins across the range, and on either side of it.
    const INSIDE: usize = 22;
    const OUTSIDE: usize = 3;
    let figure = Figure::new(
        "03_predictions",
        "Where the predictions lie",
        "Histogram of the predicted ratings: without a range a few lie beyond its ends, with it none \
         do.",
    );
    let (start, end) = (f64::from(y_range.start), f64::from(y_range.end));
    let width = (end - start) / INSIDE as f64;
    let bins = INSIDE + 2 * OUTSIDE;
    let lowest = start - OUTSIDE as f64 * width;
    let edges = (0..=bins).map(|i| lowest + i as f64 * width);
    let shares = |predictions: &[f32]| {
        let mut shares = vec![0.0; bins];
        for &prediction in predictions {
            // The few beyond the outermost bins are counted in them.
            let bin = ((f64::from(prediction) - lowest) / width).clamp(0.0, bins as f64 - 1.0);
            shares[bin as usize] += 100.0 / predictions.len() as f64;
        }
        shares
    };
    let bars = Bars::histogram("prediction", edges, "share of predictions, %")
        .series("dot product", 0, shares(without))
        .series("with y_range", 1, shares(with));
    Ok(Drawing::new(&figure, bar_chart(&figure, &bars)?))
}
