//! Chapter 5: weights kept small.

// ANCHOR: l2_penalty
/// What weight decay adds to the loss: `wd` times the sum of the squared weights.
///
/// `weights` has shape `(n,)`.
///
/// `l2_penalty(&[1.0, -2.0], 0.1)` is `0.1 * (1.0 + 4.0)`, which makes `0.5`.
///
/// # Hints
/// 1. Square every weight, add up, and multiply by `wd` at the end.
/// 2. `weights.iter().map(|w| w * w).sum::<f32>()` is the sum of the squares, and 0 if there are
///    none.
pub fn l2_penalty(weights: &[f32], wd: f32) -> f32 {
    // Squares make large weights expensive, whatever their sign.
    wd * weights.iter().map(|weight| weight * weight).sum::<f32>()
}
// ANCHOR_END: l2_penalty

// ANCHOR: l2_gradient
/// What weight decay adds to the gradient: the derivative of `l2_penalty` with respect to every
/// weight.
///
/// `weights` and the result have shape `(n,)`.
///
/// `l2_gradient(&[1.0, -2.0], 0.1)` is `[0.2, -0.4]`.
///
/// # Hints
/// 1. Look at one weight only: the squares of the others don't depend on it. What is the derivative
///    of `wd * w * w` with respect to `w`?
/// 2. It is `2.0 * wd * w`. Do this for every weight, with `.map(…).collect()`.
pub fn l2_gradient(weights: &[f32], wd: f32) -> Vec<f32> {
    // The derivative of `wd * w²` is `2 * wd * w`; the squares of the other weights don't depend on
    // `w`.
    weights.iter().map(|weight| 2.0 * wd * weight).collect()
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
///
/// # Hints
/// 1. Change the weights in place: `for (weight, step) in
///    weights.iter_mut().zip(steps)`.
/// 2. Two things happen to each weight, the shrinking first: `*weight` times `1.0 - lr * wd`, and
///    then minus the step. The learning rate comes up in the first only.
pub fn decoupled_step(weights: &mut [f32], steps: &[f32], lr: f32, wd: f32) {
    // The decay never meets the gradient, so Adam cannot rescale it.
    for (weight, step) in weights.iter_mut().zip(steps) {
        *weight = *weight * (1.0 - lr * wd) - step;
    }
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
///
/// # Hints
/// 1. Begin with the share of the training that is done: `step as f64 / n_steps as f64`. Is it
///    below a quarter?
/// 2. Both parts are the same half wave with a different start, end and `t`: in the rise
///    `t = done / 0.25`, in the fall `t = (done - 0.25) / 0.75`.
/// 3. `let (a, b, t) = if done < 0.25 { … } else { … };` chooses the three, and one formula with
///    `std::f64::consts::PI` and `.cos()` serves both.
pub fn one_cycle(step: usize, n_steps: usize, lr_max: f64) -> f64 {
    // The share of the training that is done says on which wave the step lies, and where.
    let done = step as f64 / n_steps as f64;
    let (start, end, t) = if done < 0.25 {
        (lr_max / 25.0, lr_max, done / 0.25)
    } else {
        (lr_max, lr_max / 1e5, (done - 0.25) / 0.75)
    };
    start + (end - start) * (1.0 - (std::f64::consts::PI * t).cos()) / 2.0
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
///
/// # Page
///
/// 05_error_bars
///
/// # Hints
/// 1. The mean comes first; the deviation is measured from it. Convert `losses.len()` with `as f32`
///    to divide by it.
/// 2. Add up `(loss - mean).powi(2)`, divide by `n - 1.0`, take `.sqrt()`.
/// 3. With one loss this would be 0 divided by 0. `(losses.len() > 1).then(|| …)` gives `None`
///    there.
pub fn mean_and_sd(losses: &[f32]) -> (f32, Option<f32>) {
    // One seed says nothing about how much seeds differ.
    let n = losses.len() as f32;
    let mean = losses.iter().sum::<f32>() / n;
    let squares: f32 = losses.iter().map(|loss| (loss - mean).powi(2)).sum();
    (mean, (losses.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
}
// ANCHOR_END: mean_and_sd
