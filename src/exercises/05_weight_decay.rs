//! Chapter 5: weights kept small.
//!
//! `cargo grade 05_weight_decay` grades your answers, and `cargo grade l2_penalty --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: l2_penalty
/// What weight decay adds to the loss: `wd` times the sum of the squared weights.
///
/// `weights` has shape `(n,)`. Without any weight the penalty is 0.
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
/// rate included. `lr` and `wd` are 0 or above, and their product may be above 1.
///
/// With `lr = 0.5` and `wd = 0.2`, the weight `2.0` and its step `0.3` give `2.0 * 0.9 - 0.3`,
/// which makes `1.5`.
pub fn decoupled_step(weights: &mut [f32], steps: &[f32], lr: f32, wd: f32) {
    todo!("05_weight_decay decoupled_step: read book/src/05_weight_decay.md")
}
// ANCHOR_END: decoupled_step

// ANCHOR: adam_step
/// One step of Adam with decoupled weight decay, which changes the weights and what Adam remembers.
///
/// `weights`, `gradients` and the running means `means` and `squares` have shape `(n,)`; both means
/// are 0 before the first step. `step` counts from 1. For each weight, in this order:
///
/// - `mean` becomes `0.9 * mean + 0.1 * gradient`;
/// - `square` becomes `0.99 * square + 0.01 * gradient²`;
/// - the weight becomes `1 - lr * wd` times itself;
/// - it loses `lr * m / (√s + 1e-5)`, where `m` is `mean / (1 - 0.9^step)` and `s` is
///   `square / (1 - 0.99^step)`. These make up for the start at 0, and are not kept.
///
/// In step 1 with `lr = 0.1` and `wd = 0.5`, the weight 2.0 with the gradient 3.0 shrinks to 1.9
/// and loses `0.1 * 3.0 / (3.0 + 1e-5)`, which leaves 1.8. Its `mean` is 0.3 and its `square` 0.09.
pub fn adam_step(
    weights: &mut [f32],
    gradients: &[f32],
    means: &mut [f32],
    squares: &mut [f32],
    step: usize,
    lr: f32,
    wd: f32,
) {
    todo!("05_weight_decay adam_step: read book/src/05_weight_decay.md")
}
// ANCHOR_END: adam_step

// ANCHOR: mend_decayed_step
/// One step of gradient descent for a table of which only some rows were looked up, with decoupled
/// weight decay.
///
/// `table` has shape `(rows, factors)`. First every row of the table shrinks once, to
/// `1 - lr * wd` times itself. Then each looked-up row loses `lr` times its gradient: row `ids[i]`
/// loses that of `gradients[i]`. An id may occur several times, and its gradients add up.
///
/// With `lr = 0.5` and `wd = 0.2`, the table `[[2.0], [4.0]]` shrinks to `[[1.8], [3.6]]`. If row 1
/// was looked up twice, with the gradients `[1.0]` and `[0.4]`, the table ends as `[[1.8], [2.9]]`.
///
/// This function compiles and nearly works. Find out where it goes wrong, and put it right.
pub fn mend_decayed_step(
    table: &mut [Vec<f32>],
    ids: &[usize],
    gradients: &[Vec<f32>],
    lr: f32,
    wd: f32,
) {
    for (&id, gradient) in ids.iter().zip(gradients) {
        for (weight, slope) in table[id].iter_mut().zip(gradient) {
            *weight *= 1.0 - lr * wd;
            *weight -= lr * slope;
        }
    }
}
// ANCHOR_END: mend_decayed_step

// ANCHOR: one_cycle
/// The learning rate of a step, counted from 0, in a training of `n_steps` steps. `step` is always
/// below `n_steps`, and the share `step / n_steps` of the training is done before it.
///
/// Over the first quarter of the training the rate rises from `lr_max / 25` to `lr_max`, over the
/// other three it falls to `lr_max / 1e5`, each time along half a cosine wave: from `a` to `b` that
/// is `a + (b - a) * (1 - cos(π t)) / 2`, as `t` goes from 0 to 1. In the rise `t` is 0 at the
/// start and 1 at the quarter; in the fall it is 0 at the quarter and 1 at the end of the training.
/// A step exactly at the quarter has `lr_max`, and the end comes just after the last step.
///
/// With `n_steps = 8` and `lr_max = 1.0`, step 0 has `0.04`, step 1 is halfway up at `0.52`, step 2
/// has the whole `1.0`, and step 5 is halfway down at `0.500005`.
pub fn one_cycle(step: usize, n_steps: usize, lr_max: f64) -> f64 {
    todo!("05_weight_decay one_cycle: read book/src/05_weight_decay.md")
}
// ANCHOR_END: one_cycle

// ANCHOR: mean_and_sd
/// A summary of several seeds: the mean of their losses and the sample standard deviation, the
/// length of the error bar. A single loss has no deviation: `None`.
///
/// `losses` has shape `(seeds,)` with at least one seed, and may be large, or close together. The
/// deviation is the square root of this: the squared distances from the mean, added up and divided
/// by one less than their number. For equal losses it is 0.
///
/// `mean_and_sd(&[0.8, 0.9])` is about `(0.85, Some(0.0707))`: both distances are 0.05, and the
/// root of `(0.0025 + 0.0025) / 1.0` is 0.0707.
pub fn mean_and_sd(losses: &[f32]) -> (f32, Option<f32>) {
    todo!("05_weight_decay mean_and_sd: read book/src/05_error_bars.md")
}
// ANCHOR_END: mean_and_sd

// ANCHOR: paired_gain
/// By how much `after` is better than `before`, seed by seed: the mean of the gains and its
/// standard error. A single seed has no standard error: `None`.
///
/// Both lists have shape `(seeds,)` with at least one seed, and the losses at the same place belong
/// to the same seed. The gain of a seed is its loss `before` minus its loss `after`, so it is
/// positive where `after` is lower. The standard error is the sample standard deviation of the
/// gains, as in `mean_and_sd`, divided by the square root of their number.
///
/// With `before = [0.90, 0.80]` and `after = [0.85, 0.77]` the gains are 0.05 and 0.03, so the mean
/// is 0.04. The deviation is 0.0141, and divided by `√2` it is a standard error of 0.01:
/// `(0.04, Some(0.01))`.
pub fn paired_gain(before: &[f32], after: &[f32]) -> (f32, Option<f32>) {
    todo!("05_weight_decay paired_gain: read book/src/05_error_bars.md")
}
// ANCHOR_END: paired_gain
