//! Chapter 5: weights kept small. The reference solutions.

use std::f64::consts::PI;

// ANCHOR: l2_penalty
/// Squares make large weights expensive, whatever their sign.
pub fn l2_penalty(weights: &[f32], wd: f32) -> f32 {
    wd * weights.iter().map(|weight| weight * weight).sum::<f32>()
}
// ANCHOR_END: l2_penalty

// ANCHOR: l2_gradient
/// The derivative of `wd * w²` is `2 * wd * w`; the other weights' squares stand still.
pub fn l2_gradient(weights: &[f32], wd: f32) -> Vec<f32> {
    weights.iter().map(|weight| 2.0 * wd * weight).collect()
}
// ANCHOR_END: l2_gradient

// ANCHOR: decoupled_step
/// The decay never meets the gradient, so Adam cannot rescale it.
pub fn decoupled_step(weights: &mut [f32], steps: &[f32], lr: f32, wd: f32) {
    for (weight, step) in weights.iter_mut().zip(steps) {
        *weight = *weight * (1.0 - lr * wd) - step;
    }
}
// ANCHOR_END: decoupled_step

// ANCHOR: one_cycle
/// How much of the training is done says on which wave the step lies, and where.
pub fn one_cycle(step: usize, n_steps: usize, lr_max: f64) -> f64 {
    let done = step as f64 / n_steps as f64;
    let (start, end, t) = if done < 0.25 {
        (lr_max / 25.0, lr_max, done / 0.25)
    } else {
        (lr_max, lr_max / 1e5, (done - 0.25) / 0.75)
    };
    start + (end - start) * (1.0 - (PI * t).cos()) / 2.0
}
// ANCHOR_END: one_cycle

// ANCHOR: mean_and_sd
/// One seed says nothing about how much seeds differ.
pub fn mean_and_sd(losses: &[f32]) -> (f32, Option<f32>) {
    let n = losses.len() as f32;
    let mean = losses.iter().sum::<f32>() / n;
    let squares: f32 = losses.iter().map(|loss| (loss - mean).powi(2)).sum();
    (mean, (losses.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
}
// ANCHOR_END: mean_and_sd
