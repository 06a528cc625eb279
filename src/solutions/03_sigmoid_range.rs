//! Chapter 3: predictions within the range of the ratings.

// ANCHOR: sigmoid_range
/// Squeezes a number into the range from `low` to `high`: `low + (high - low) * sigmoid(x)`, with
/// `sigmoid(x) = 1 / (1 + e^-x)`.
///
/// `low` is below `high`, and both may be negative or large. `sigmoid_range(0.0, 0.0, 5.5)` is the
/// middle, `2.75`. Numbers far from 0, whether a hundred or a million, come as close to an end as
/// `f32` can.
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
/// The sigmoid's own slope is `s * (1 - s)`, where `s` is its value at `x`. As there, `low` is
/// below `high`, and all three numbers may be of any size.
///
/// `sigmoid_range_gradient(0.0, 0.0, 5.5)` is `5.5 * 0.5 * 0.5`, which makes `1.375`. Far from 0,
/// where the curve is flat, it is close to 0.
///
/// # Hints
/// 1. Adding `low` moves the whole curve up and changes no slope. Multiplying by the width
///    multiplies every slope.
/// 2. Compute the plain sigmoid of `x`, then its slope. What does stretching do to a slope?
/// 3. Keep the value of the sigmoid in a variable, since its slope needs it twice. Write it with
///    `(-x).exp()`: far from 0, other ways divide infinity by infinity.
pub fn sigmoid_range_gradient(x: f32, low: f32, high: f32) -> f32 {
    // The sigmoid's slope, stretched like the sigmoid. `low` moves the curve without tilting it.
    let s = 1.0 / (1.0 + (-x).exp());
    (high - low) * s * (1.0 - s)
}
// ANCHOR_END: sigmoid_range_gradient

// ANCHOR: inverse_sigmoid_range
/// The inverse: the score that `sigmoid_range` takes to `y`, or `None` if no score does. The ends
/// are approached and never reached, so a `y` at an end or past it comes from no score. Any `y`
/// strictly between them comes from one, even very close to an end.
///
/// `low` is below `high`. In the range from 0 to 5.5, a rating of 2.75 comes from a score of 0, a
/// rating of 5.0 from `ln(10)`, about `2.303`, and a rating of 5.5 from no score at all.
///
/// # Hints
/// 1. Undo the steps of `sigmoid_range` in reverse: subtract `low`, divide by the width, then solve
///    `s = 1 / (1 + e^-x)` for `x`.
/// 2. The solution is the natural logarithm of `s / (1 - s)`. That fraction is how far `y` is from
///    `low`, divided by how far it is from `high`. When does no `x` exist?
/// 3. Compute the fraction from the two distances, because near an end `1 - s` has few digits left.
///    `condition.then(|| value)` gives `Some(value)` or `None`.
pub fn inverse_sigmoid_range(y: f32, low: f32, high: f32) -> Option<f32> {
    // The logarithm of how far `y` is from one end, in proportion to the other.
    (low < y && y < high).then(|| ((y - low) / (high - y)).ln())
}
// ANCHOR_END: inverse_sigmoid_range

// ANCHOR: mend_score_gradients
/// The gradient of the mean squared error with respect to the scores, when the predictions are the
/// scores squeezed into the range from `low` to `high`.
///
/// `scores` and `ratings` have shape `(n,)`, and so has the result. A prediction is
/// `low + (high - low) * sigmoid(score)`. By the chain rule an entry is
/// `2 * (prediction - rating) / n` times the slope of that curve at the score. Scores and ratings
/// may be of any size, and without them the result is empty.
///
/// For `scores = [0.0]`, `ratings = [3.75]`, `low = 0.0` and `high = 5.5`, the prediction is 2.75
/// and the slope is 1.375. So the result is `[-2.75]`.
///
/// # Hints
/// 1. Which of its entries have the right sign, and which the right size? Compute the prediction,
///    the error and the slope of the example on paper, and print what the function has for each.
/// 2. The predictions are right. Look at the slope, and at what it is the slope of.
/// 3. `slope_at` computes a sigmoid itself, so it wants a number that has not been through one.
///    Look at what it is given.
pub fn mend_score_gradients(scores: &[f32], ratings: &[f32], low: f32, high: f32) -> Vec<f32> {
    let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
    let slope_at = |x: f32| {
        let s = sigmoid(x);
        (high - low) * s * (1.0 - s)
    };
    let mut gradient = Vec::new();
    for (&score, rating) in scores.iter().zip(ratings) {
        let prediction = low + (high - low) * sigmoid(score);
        let error = prediction - rating;
        gradient.push(2.0 * error * slope_at(score) / scores.len() as f32);
    }
    gradient
}
// ANCHOR_END: mend_score_gradients
