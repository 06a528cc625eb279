//! Chapter 3: predictions within the range of the ratings.
//!
//! `cargo grade 03_sigmoid_range` grades your answers, and `cargo grade sigmoid_range --hint` helps.

// ANCHOR: sigmoid_range
/// Squeezes a number into the range from `low` to `high`: `low + (high - low) * sigmoid(x)`, with
/// `sigmoid(x) = 1 / (1 + e^-x)`.
///
/// `sigmoid_range(0.0, 0.0, 5.5)` is the middle, `2.75`. Numbers far from 0, and a hundred is far,
/// come as close to an end as `f32` can.
pub fn sigmoid_range(x: f32, low: f32, high: f32) -> f32 {
    todo!("03_sigmoid_range sigmoid_range: read book/src/03_sigmoid_range.md")
}
// ANCHOR_END: sigmoid_range

// ANCHOR: sigmoid_range_gradient
/// The slope of `sigmoid_range` at `x`: how fast the prediction rises with the score.
///
/// The sigmoid's own slope is `s * (1 - s)`, where `s` is its value at `x`.
///
/// `sigmoid_range_gradient(0.0, 0.0, 5.5)` is `5.5 * 0.5 * 0.5`, which makes `1.375`. Far from 0,
/// where the curve is flat, it is close to 0.
pub fn sigmoid_range_gradient(x: f32, low: f32, high: f32) -> f32 {
    todo!("03_sigmoid_range sigmoid_range_gradient: read book/src/03_sigmoid_range.md")
}
// ANCHOR_END: sigmoid_range_gradient

// ANCHOR: inverse_sigmoid_range
/// The inverse: the score that `sigmoid_range` takes to `y`, or `None` if no score does. The ends
/// are approached and never reached.
///
/// In the range from 0 to 5.5, a rating of 2.75 comes from a score of 0, a rating of 5.0 from
/// `ln(10)`, about `2.303`, and a rating of 5.5 from no score at all.
pub fn inverse_sigmoid_range(y: f32, low: f32, high: f32) -> Option<f32> {
    todo!("03_sigmoid_range inverse_sigmoid_range: read book/src/03_sigmoid_range.md")
}
// ANCHOR_END: inverse_sigmoid_range
