//! Chapter 3: the S-shaped curve, and where predictions lie with and without it.

use charts::{Axis, Drawing, Figure, Panel, Series, histogram, line_chart};
use dfdx::prelude::TensorFromVec;
use std::ops::Range;
use workbook::data::RatingScale;
use workbook::nn::{Device, sigmoid_range};

/// The curve of `sigmoid_range`, between the ends that it never reaches.
pub fn curve(scale: &RatingScale) -> Drawing {
    let figure = Figure::new(
        "03_sigmoid_range",
        "sigmoid_range",
        "An S-shaped curve that rises from the lower end of the range to the upper and is flat near \
         both.",
    );
    let x: Vec<f32> = (-60..=60).map(|x| x as f32 / 10.0).collect();
    let column = Device::default().tensor_from_vec(x.clone(), (x.len(),));
    let y = sigmoid_range(column, scale.y_range()).as_vec();
    let Range { start, end } = scale.rounded(scale.y_range());
    let points = x.into_iter().zip(y).map(|(x, y)| (f64::from(x), f64::from(y)));
    let panel = Panel::new(Axis::linear("x"), Axis::linear("prediction"))
        .series(Series::new("sigmoid_range(x)", 0, points))
        .reference(format!("{end} is never reached"), end)
        .reference(format!("nor is {start}"), start);
    line_chart(&figure, &[panel])
}

/// Histogram of predictions without a range and with `y_range`.
pub fn predictions(without: &[f32], with: &[f32], y_range: &Range<f32>) -> Drawing {
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
    let edges: Vec<f64> = (0..=bins).map(|i| lowest + i as f64 * width).collect();
    let shares = |predictions: &[f32]| {
        let mut shares = vec![0.0; bins];
        for &prediction in predictions {
            // The few beyond the outermost bins are counted in them.
            let bin = ((f64::from(prediction) - lowest) / width).clamp(0.0, bins as f64 - 1.0);
            shares[bin as usize] += 100.0 / predictions.len() as f64;
        }
        shares
    };
    let series = [("dot product", shares(without)), ("with y_range", shares(with))];
    histogram(&figure, "prediction", &edges, "share of predictions, %", &series)
}
