//! Chapter 3: predictions within the range of the ratings.

// ANCHOR: sigmoid_range
/// Squeezes a number into the range from `low` to `high`: `low + (high - low) * sigmoid(x)`, with
/// `sigmoid(x) = 1 / (1 + e^-x)`.
///
/// `sigmoid_range(0.0, 0.0, 5.5)` is the middle, `2.75`. Numbers far from 0, and a hundred is far,
/// come as close to an end as `f32` can.
///
/// # Hints
/// 1. Two steps: the sigmoid maps any number to between 0 and 1, then a product and a sum map that
///    to between `low` and `high`.
/// 2. `(-x).exp()` is e to the power of -x, and the sigmoid is 1 divided by 1 plus that.
/// 3. The width of the range is `high - low`: a sigmoid of 0 must give `low`, a sigmoid of 1 must
///    give `high`.
pub fn sigmoid_range(x: f32, low: f32, high: f32) -> f32 {
    // The width of the range, divided as the sigmoid divides 1.
    low + (high - low) / (1.0 + (-x).exp())
}
// ANCHOR_END: sigmoid_range

// ANCHOR: sigmoid_range_gradient
/// The slope of `sigmoid_range` at `x`: how fast the prediction rises with the score.
///
/// The sigmoid's own slope is `s * (1 - s)`, where `s` is its value at `x`.
///
/// `sigmoid_range_gradient(0.0, 0.0, 5.5)` is `5.5 * 0.5 * 0.5`, which makes `1.375`. Far from 0,
/// where the curve is flat, it is close to 0.
///
/// # Hints
/// 1. Adding `low` moves the whole curve up and changes no slope. Multiplying by the width
///    multiplies every slope.
/// 2. Compute `s`, the plain sigmoid of `x`. Its slope is `s * (1.0 - s)`. What does stretching
///    do to it?
pub fn sigmoid_range_gradient(x: f32, low: f32, high: f32) -> f32 {
    // The sigmoid's slope, stretched like the sigmoid. `low` moves the curve without tilting it.
    let s = 1.0 / (1.0 + (-x).exp());
    (high - low) * s * (1.0 - s)
}
// ANCHOR_END: sigmoid_range_gradient

// ANCHOR: inverse_sigmoid_range
/// The inverse: the score that `sigmoid_range` takes to `y`, or `None` if no score does. The ends
/// are approached and never reached.
///
/// In the range from 0 to 5.5, a rating of 2.75 comes from a score of 0, a rating of 5.0 from
/// `ln(10)`, about `2.303`, and a rating of 5.5 from no score at all.
///
/// # Hints
/// 1. Undo the steps of `sigmoid_range` in reverse: subtract `low`, divide by the width, then solve
///    `s = 1 / (1 + e^-x)` for `x`.
/// 2. The result is `x = ln(s / (1 - s))`, and `s / (1 - s)` is the same as `(y - low) / (high -
///    y)`.
/// 3. Such an `x` exists only for `low < y && y < high`. `condition.then(|| value)` gives
///    `Some(value)` or `None`.
pub fn inverse_sigmoid_range(y: f32, low: f32, high: f32) -> Option<f32> {
    // The logarithm of how far `y` is from one end, in proportion to the other.
    (low < y && y < high).then(|| ((y - low) / (high - y)).ln())
}
// ANCHOR_END: inverse_sigmoid_range
