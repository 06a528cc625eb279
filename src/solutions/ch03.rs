//! Chapter 3: predictions within the range of the ratings. The reference solutions.

// ANCHOR: sigmoid_range
/// The width of the range, divided as the sigmoid divides 1.
pub fn sigmoid_range(x: f32, low: f32, high: f32) -> f32 {
    low + (high - low) / (1.0 + (-x).exp())
}
// ANCHOR_END: sigmoid_range

// ANCHOR: sigmoid_range_gradient
/// The sigmoid's slope, stretched like the sigmoid. `low` moves the curve without tilting it.
pub fn sigmoid_range_gradient(x: f32, low: f32, high: f32) -> f32 {
    let s = 1.0 / (1.0 + (-x).exp());
    (high - low) * s * (1.0 - s)
}
// ANCHOR_END: sigmoid_range_gradient

// ANCHOR: inverse_sigmoid_range
/// The logarithm of how far `y` is from one end, in proportion to the other.
pub fn inverse_sigmoid_range(y: f32, low: f32, high: f32) -> Option<f32> {
    (low < y && y < high).then(|| ((y - low) / (high - y)).ln())
}
// ANCHOR_END: inverse_sigmoid_range
