//! Chapter 5: weights kept small.
//!
//! `cargo grade 05_weight_decay` grades your answers, and `cargo grade l2_penalty --hint` helps.

// ANCHOR: l2_penalty
/// What weight decay adds to the loss: `wd` times the sum of the squared weights.
///
/// `weights` has shape `(n,)`.
///
/// `l2_penalty(&[1.0, -2.0], 0.1)` is `0.1 * (1.0 + 4.0)`, which makes `0.5`.
pub fn l2_penalty(weights: &[f32], wd: f32) -> f32 {
    todo!("05_weight_decay l2_penalty: read book/src/05_weight_decay.md")
}
// ANCHOR_END: l2_penalty

// ANCHOR: l2_gradient
/// What weight decay adds to the gradient: the derivative of `l2_penalty` with respect to every
/// weight.
///
/// `weights` and the result have shape `(n,)`.
///
/// `l2_gradient(&[1.0, -2.0], 0.1)` is `[0.2, -0.4]`.
pub fn l2_gradient(weights: &[f32], wd: f32) -> Vec<f32> {
    todo!("05_weight_decay l2_gradient: read book/src/05_weight_decay.md")
}
// ANCHOR_END: l2_gradient

// ANCHOR: decoupled_step
/// One step of an optimiser with decoupled weight decay: changes every weight, which first shrinks
/// to `1 - lr * wd` times itself and then loses its step.
///
/// `weights` and `steps` have shape `(n,)`. A step is what Adam has made of a gradient, learning
/// rate included.
///
/// With `lr = 0.5` and `wd = 0.2`, the weight `2.0` and its step `0.3` give `2.0 * 0.9 - 0.3`,
/// which makes `1.5`.
pub fn decoupled_step(weights: &mut [f32], steps: &[f32], lr: f32, wd: f32) {
    todo!("05_weight_decay decoupled_step: read book/src/05_weight_decay.md")
}
// ANCHOR_END: decoupled_step

// ANCHOR: one_cycle
/// The learning rate of a step, counted from 0, in a training of `n_steps` steps.
///
/// Over the first quarter of the training it rises from `lr_max / 25` to `lr_max`, over the rest it
/// falls to `lr_max / 1e5`, each time along half a cosine wave: from `a` to `b` that is
/// `a + (b - a) * (1 - cos(π t)) / 2`, as `t` goes from 0 to 1.
///
/// With `n_steps = 8` and `lr_max = 1.0`, step 0 has `0.04`, step 1 is halfway up at `0.52`, and
/// step 2 has the whole `1.0`.
pub fn one_cycle(step: usize, n_steps: usize, lr_max: f64) -> f64 {
    todo!("05_weight_decay one_cycle: read book/src/05_weight_decay.md")
}
// ANCHOR_END: one_cycle

// ANCHOR: mean_and_sd
/// A summary of several seeds: the mean of their losses and the sample standard deviation, the
/// length of the error bar. A single loss has no deviation: `None`.
///
/// `losses` has shape `(seeds,)` with at least one seed. The deviation is the square root of this:
/// the squared distances from the mean, added up and divided by one less than their number.
///
/// `mean_and_sd(&[0.8, 0.9])` is about `(0.85, Some(0.0707))`: both distances are 0.05, and the
/// root of `(0.0025 + 0.0025) / 1.0` is 0.0707.
pub fn mean_and_sd(losses: &[f32]) -> (f32, Option<f32>) {
    todo!("05_weight_decay mean_and_sd: read book/src/05_error_bars.md")
}
// ANCHOR_END: mean_and_sd
