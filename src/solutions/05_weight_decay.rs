//! Chapter 5: weights kept small.

// ANCHOR: l2_penalty
/// What weight decay adds to the loss: `wd` times the sum of the squared weights.
///
/// `weights` has shape `(n,)`. Without any weight the penalty is 0.
///
/// `l2_penalty(&[1.0, -2.0], 0.1)` is `0.1 * (1.0 + 4.0)`, which makes `0.5`.
///
/// # Hints
/// 1. Does it matter whether a weight is 2 or -2? Does it matter how many others there are?
/// 2. Square every weight, add the squares up, and multiply by `wd` at the end.
/// 3. Iterators do this with `map` and `sum::<f32>()`, which is 0 if there is nothing to add.
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
/// 1. Look at one weight only: the squares of the others don't depend on it.
/// 2. What is the derivative of `wd * w * w` with respect to `w`? The same holds for every weight.
/// 3. `map` turns each weight into its slope, and `collect` makes a list of them. Where does the 2
///    of the square go?
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
/// rate included. `lr` and `wd` are 0 or above, and their product may be above 1.
///
/// With `lr = 0.5` and `wd = 0.2`, the weight `2.0` and its step `0.3` give `2.0 * 0.9 - 0.3`,
/// which makes `1.5`.
///
/// # Hints
/// 1. Nothing is returned: the weights themselves change, each on its own.
/// 2. Two things happen to each weight, the shrinking first, and then the step comes off. The
///    learning rate comes up in the first only.
/// 3. Walk through both lists with `weights.iter_mut().zip(steps)`. Each weight is a reference
///    there, so read and write it as `*weight`.
pub fn decoupled_step(weights: &mut [f32], steps: &[f32], lr: f32, wd: f32) {
    // The decay never meets the gradient, so Adam cannot rescale it.
    for (weight, step) in weights.iter_mut().zip(steps) {
        *weight = *weight * (1.0 - lr * wd) - step;
    }
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
///
/// # Hints
/// 1. The four points are four lines, for each weight on its own. The means must be up to date
///    before the weight takes its step.
/// 2. The two corrections are the same for all weights, so compute `1 - 0.9^step` and
///    `1 - 0.99^step` once. Divide by them on the way, and leave the means themselves alone.
/// 3. Four lists side by side are easiest with an index. A power with a whole exponent is `powi`,
///    and `step as i32` fits it. The root belongs to the corrected square alone, and `1e-5` is
///    added after it.
pub fn adam_step(
    weights: &mut [f32],
    gradients: &[f32],
    means: &mut [f32],
    squares: &mut [f32],
    step: usize,
    lr: f32,
    wd: f32,
) {
    // Early means are mostly the 0 they began with; dividing by these shares takes it out.
    let step = step as i32;
    let (mean_share, square_share) = (1.0 - 0.9f32.powi(step), 1.0 - 0.99f32.powi(step));
    for i in 0..weights.len() {
        means[i] = 0.9 * means[i] + 0.1 * gradients[i];
        squares[i] = 0.99 * squares[i] + 0.01 * gradients[i] * gradients[i];
        let (mean, square) = (means[i] / mean_share, squares[i] / square_share);
        weights[i] = weights[i] * (1.0 - lr * wd) - lr * mean / (square.sqrt() + 1e-5);
    }
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
///
/// # Hints
/// 1. Compare row by row: a row that was not looked up, one that was looked up once, one that was
///    looked up twice. Which come out right?
/// 2. Count how often each of these rows shrinks.
/// 3. The shrinking sits in a loop over the ids. Over what should it go, and should it be done
///    before the first gradient or between them?
pub fn mend_decayed_step(
    table: &mut [Vec<f32>],
    ids: &[usize],
    gradients: &[Vec<f32>],
    lr: f32,
    wd: f32,
) {
    for weight in table.iter_mut().flatten() {
        *weight *= 1.0 - lr * wd;
    }
    for (&id, gradient) in ids.iter().zip(gradients) {
        for (weight, slope) in table[id].iter_mut().zip(gradient) {
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
///
/// # Hints
/// 1. Begin with the share of the training that is done. Is it below a quarter?
/// 2. Both parts are the same half wave with a different start, end and `t`. In the rise `t` is the
///    share done as a part of 0.25, in the fall what is done beyond 0.25 as a part of 0.75.
/// 3. `let (a, b, t) = if done < 0.25 { … } else { … };` chooses the three, and one formula with
///    `std::f64::consts::PI` and `.cos()` serves both. Convert with `as f64` before you divide.
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
/// `losses` has shape `(seeds,)` with at least one seed, and may be large, or close together. The
/// deviation is the square root of this: the squared distances from the mean, added up and divided
/// by one less than their number. For equal losses it is 0.
///
/// `mean_and_sd(&[0.8, 0.9])` is about `(0.85, Some(0.0707))`: both distances are 0.05, and the
/// root of `(0.0025 + 0.0025) / 1.0` is 0.0707.
///
/// # Page
///
/// 05_error_bars
///
/// # Hints
/// 1. The mean comes first, and the deviation is measured from it. What would the formula give
///    for a single loss?
/// 2. Add up the squares of `loss - mean`, divide by one less than the number of losses, and take
///    the root. The mean of the squares minus the square of the mean is the same on paper, but
///    loses its digits where the losses are large.
/// 3. Convert `losses.len()` with `as f32` to divide by it; `powi(2)` squares, `sqrt` takes the
///    root. `(losses.len() > 1).then(|| …)` gives `None` for a single loss.
pub fn mean_and_sd(losses: &[f32]) -> (f32, Option<f32>) {
    // One seed says nothing about how much seeds differ.
    let n = losses.len() as f32;
    let mean = losses.iter().sum::<f32>() / n;
    let squares: f32 = losses.iter().map(|loss| (loss - mean).powi(2)).sum();
    (mean, (losses.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
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
///
/// # Page
///
/// 05_error_bars
///
/// # Hints
/// 1. Two lists become one: what a seed makes hard is hard both before and after, and drops out of
///    the difference.
/// 2. Make a list of the gains, in the order of the seeds. The rest is the mean of that list and
///    its deviation, which you have written already.
/// 3. `mean_and_sd` in this file gives both. `map` on an `Option` changes what is inside and leaves
///    `None` alone, so it can divide by the root of the number of seeds.
pub fn paired_gain(before: &[f32], after: &[f32]) -> (f32, Option<f32>) {
    // What a seed does to both losses drops out of their difference.
    let gains: Vec<f32> = before.iter().zip(after).map(|(before, after)| before - after).collect();
    let (mean, sd) = mean_and_sd(&gains);
    (mean, sd.map(|sd| sd / (gains.len() as f32).sqrt()))
}
// ANCHOR_END: paired_gain
