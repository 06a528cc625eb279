//! Functions with a planted bug, for chapter 3.

// ANCHOR: mend_score_gradients
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
        gradient.push(2.0 * error * slope_at(prediction) / scores.len() as f32);
    }
    gradient
}
// ANCHOR_END: mend_score_gradients
