//! Wrong answers to the exercises of chapter 5.

use super::{WrongAnswer, wrong};
use grade::graders::_05_weight_decay as graders;
use std::f64::consts::PI;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(l2_penalty: "this is the mean", |w, wd| wd * squares(w) / w.len() as f32),
        wrong!(l2_penalty: "`wd` is left out", |w, _| squares(w)),
        wrong!(l2_penalty: "not squared", |w, wd| wd * w.iter().sum::<f32>()),
        wrong!(l2_penalty: "the square of the sum", |w, wd| wd * w.iter().sum::<f32>().powi(2)),
        wrong!(l2_penalty: "L1", |w, wd| wd * w.iter().map(|w| w.abs()).sum::<f32>()),
        wrong!(l2_penalty: "leave out the square root", |w, wd| wd * squares(w).sqrt()),
        wrong!(l2_penalty: "no factor 1/2", |w, wd| 0.5 * wd * squares(w)),
        wrong!(l2_penalty: "belongs to the gradient", |w, wd| 2.0 * wd * squares(w)),
        wrong!(l2_penalty: "square only the weights", |w, wd| {
            w.iter().map(|w| (wd * w).powi(2)).sum()
        }),
        wrong!(l2_penalty: "must be positive", |w, wd| -wd * squares(w)),
        wrong!(l2_gradient: "the factor 2 is left out", |w, wd| each(w, |w| wd * w)),
        wrong!(l2_gradient: "`wd` is left out", |w, _| each(w, |w| 2.0 * w)),
        wrong!(l2_gradient: "rises away from 0", |w, wd| each(w, |w| -2.0 * wd * w)),
        wrong!(l2_gradient: "take the derivative", |w, wd| each(w, |w| wd * w * w)),
        wrong!(l2_gradient: "still squared", |w, wd| each(w, |w| 2.0 * wd * w * w)),
        wrong!(l2_gradient: "a sum, not a mean", |w, wd| {
            each(w, |weight| 2.0 * wd * weight / w.len() as f32)
        }),
        wrong!(l2_gradient: "a negative slope", |w, wd| each(w, |w| 2.0 * wd * w.abs())),
        wrong!(l2_gradient: "the whole penalty", |w, wd| vec![wd * squares(w); w.len()]),
        wrong!(l2_gradient: "the same number", |w, wd| {
            vec![2.0 * wd * w.iter().sum::<f32>(); w.len()]
        }),
        wrong!(l2_gradient: "return only the gradient", |w, wd| {
            each(w, |w| w - 2.0 * wd * w)
        }),
        wrong!(decoupled_step: "did not change", |weights, steps, lr, wd| {
            let mut weights = weights.to_vec();
            change(&mut weights, steps, |w, step| w * (1.0 - lr * wd) - step);
        }),
        wrong!(decoupled_step: "the decay is left out", |weights, steps, _, _| {
            change(weights, steps, |w, step| w - step);
        }),
        wrong!(decoupled_step: "the steps are left out", |weights, steps, lr, wd| {
            change(weights, steps, |w, _| w - w * lr * wd);
        }),
        wrong!(decoupled_step: "the learning rate is left out", |weights, steps, _, wd| {
            change(weights, steps, |w, step| w * (1.0 - wd) - step);
        }),
        wrong!(decoupled_step: "`wd` is left out", |weights, steps, lr, _| {
            change(weights, steps, |w, step| w * (1.0 - lr) - step);
        }),
        wrong!(decoupled_step: "the step shrinks too", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| (w - step) * (1.0 - lr * wd));
        }),
        wrong!(decoupled_step: "the weights grow", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 + lr * wd) - step);
        }),
        wrong!(decoupled_step: "already includes", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd) - lr * step);
        }),
        wrong!(decoupled_step: "subtract it", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * (1.0 - lr * wd) + step);
        }),
        wrong!(decoupled_step: "decoupled decay has none", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w - lr * 2.0 * wd * w - step);
        }),
        wrong!(decoupled_step: "lose that share", |weights, steps, lr, wd| {
            change(weights, steps, |w, step| w * lr * wd - step);
        }),
        wrong!(one_cycle: "straight lines", |step, n, lr| along(step, n, lr, |t| t)),
        wrong!(one_cycle: "rises from 0", |step, n, lr| cycle(step, n, 0.25, [0.0, lr, lr / 1e5])),
        wrong!(one_cycle: "over half of the steps", |step, n, lr| {
            cycle(step, n, 0.5, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "over three quarters", |step, n, lr| {
            cycle(step, n, 0.75, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "stays high", |step, n, lr| cycle(step, n, 0.25, [lr / 25.0, lr, lr])),
        wrong!(one_cycle: "only falls to lr_max / 25", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 25.0, lr, lr / 25.0])
        }),
        wrong!(one_cycle: "falls to 0", |step, n, lr| cycle(step, n, 0.25, [lr / 25.0, lr, 0.0])),
        wrong!(one_cycle: "starts from lr_max / 1e5", |step, n, lr| {
            cycle(step, n, 0.25, [lr / 1e5, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "upside down", |step, n, lr| {
            along(step, n, lr, |t| (1.0 + (PI * t).cos()) / 2.0)
        }),
        wrong!(one_cycle: "halve it", |step, n, lr| along(step, n, lr, |t| 1.0 - (PI * t).cos())),
        wrong!(one_cycle: "a whole wave", |step, n, lr| {
            along(step, n, lr, |t| (1.0 - (2.0 * PI * t).cos()) / 2.0)
        }),
        wrong!(one_cycle: "the π is missing", |step, n, lr| {
            along(step, n, lr, |t| (1.0 - t.cos()) / 2.0)
        }),
        wrong!(one_cycle: "the first is step 0", |step, n, lr| {
            cycle(step + 1, n, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "not by n_steps - 1", |step, n, lr| {
            cycle(step, n.max(2) - 1, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "convert to f64 first", |step, n, lr| {
            cycle(step / n, 1, 0.25, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "the quarter is rounded", |step, n, lr| {
            cycle(step, n, (n / 4) as f64 / n as f64, [lr / 25.0, lr, lr / 1e5])
        }),
        wrong!(one_cycle: "the fall begins there", |step, n, lr| {
            let done = step as f64 / n as f64;
            lr / 25.0 + (lr - lr / 25.0) * (1.0 - (PI * done / 0.25).cos()) / 2.0
        }),
        wrong!(mean_and_sd: "a single loss", |losses| {
            let (mean, variance) = mean_and_variance(losses);
            (mean, Some(variance.max(0.0).sqrt()))
        }),
        wrong!(mean_and_sd: "several losses", |losses| (mean_and_variance(losses).0, None)),
        wrong!(mean_and_sd: "for a sample", |losses| {
            let n = losses.len() as f32;
            with(losses, |variance| (variance * (n - 1.0) / n).sqrt())
        }),
        wrong!(mean_and_sd: "this is the variance; take", |losses| with(losses, |variance| variance)),
        wrong!(mean_and_sd: "this is the variance, divided by n", |losses| {
            let n = losses.len() as f32;
            with(losses, |variance| variance * (n - 1.0) / n)
        }),
        wrong!(mean_and_sd: "not divided by n - 1", |losses| {
            with(losses, |variance| (variance * (losses.len() - 1) as f32).sqrt())
        }),
        wrong!(mean_and_sd: "the standard error", |losses| {
            with(losses, |variance| (variance / losses.len() as f32).sqrt())
        }),
        wrong!(mean_and_sd: "the mean distance", |losses| {
            let (mean, _) = mean_and_variance(losses);
            let distances: f32 = losses.iter().map(|loss| (loss - mean).abs()).sum();
            with(losses, |_| distances / losses.len() as f32)
        }),
        wrong!(mean_and_sd: "the mean comes first", |losses| {
            let (mean, variance) = mean_and_variance(losses);
            (variance.sqrt(), Some(mean))
        }),
    ]
}

fn squares(weights: &[f32]) -> f32 {
    weights.iter().map(|weight| weight * weight).sum()
}

fn each(weights: &[f32], f: impl Fn(f32) -> f32) -> Vec<f32> {
    weights.iter().map(|&weight| f(weight)).collect()
}

fn change(weights: &mut [f32], steps: &[f32], f: impl Fn(f32, f32) -> f32) {
    for (weight, &step) in weights.iter_mut().zip(steps) {
        *weight = f(*weight, step);
    }
}

/// A cosine up from the first rate to the second for a share of the steps, and down to the third.
fn cycle(step: usize, n_steps: usize, rise: f64, rates: [f64; 3]) -> f64 {
    curved(step, n_steps, rise, rates, |t| (1.0 - (PI * t).cos()) / 2.0)
}

/// The right shares and rates along a different curve.
fn along(step: usize, n_steps: usize, lr_max: f64, curve: impl Fn(f64) -> f64) -> f64 {
    curved(step, n_steps, 0.25, [lr_max / 25.0, lr_max, lr_max / 1e5], curve)
}

fn curved(
    step: usize,
    n_steps: usize,
    rise: f64,
    [first, highest, last]: [f64; 3],
    curve: impl Fn(f64) -> f64,
) -> f64 {
    let done = step as f64 / n_steps as f64;
    if done < rise {
        first + (highest - first) * curve(done / rise)
    } else {
        highest + (last - highest) * curve((done - rise) / (1.0 - rise))
    }
}

/// The variance is NaN for a single loss.
fn mean_and_variance(losses: &[f32]) -> (f32, f32) {
    let n = losses.len() as f32;
    let mean = losses.iter().sum::<f32>() / n;
    (mean, losses.iter().map(|loss| (loss - mean).powi(2)).sum::<f32>() / (n - 1.0))
}

/// The right mean, and a deviation computed from the variance where there are several losses.
fn with(losses: &[f32], deviation: impl Fn(f32) -> f32) -> (f32, Option<f32>) {
    let (mean, variance) = mean_and_variance(losses);
    (mean, (losses.len() > 1).then(|| deviation(variance)))
}
