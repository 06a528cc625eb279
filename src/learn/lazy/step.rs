//! One step of Adam, with and without a gradient.

use crate::learn::Adam;
use dfdx::prelude::Cpu;

const SQUARE_MOMENTUM: f64 = Adam::<Cpu>::SQUARE_MOMENTUM;

/// What all rows have in common in one step:
///
/// ```text
/// p *= 1 - lr * wd
/// p -= lr * (m / (1 - momentum^t)) / (sqrt(v / (1 - square_momentum^t)) + epsilon)
/// ```
///
/// for weights `p` and running means `m` and `v`. Here the second line reads `p -= rate * m / (r +
/// epsilon)`, with the root `r = sqrt(v)` and the corrections in `rate` and `epsilon`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    momentum: f64,
    decay: f32,
    rate: f64,
    epsilon: f64,
}

/// A row of a table, on its way through the steps.
pub(super) struct Row<'a> {
    pub(super) weights: &'a mut [f32],
    /// Running means of the gradients.
    pub(super) means: &'a mut [f32],
    /// Roots of the running means of their squares.
    pub(super) roots: &'a mut [f32],
}

impl Step {
    /// Step `t`, counted from 1.
    pub(super) fn new(t: usize, lr: f64, momentum: f64, weight_decay: f64) -> Self {
        let t = i32::try_from(t).expect("dfdx counts steps as i32 too");
        let root_correction = (1.0 - SQUARE_MOMENTUM.powi(t)).sqrt();
        Self {
            momentum,
            decay: (1.0 - lr * weight_decay) as f32,
            rate: lr * root_correction / (1.0 - momentum.powi(t)),
            epsilon: Adam::<Cpu>::EPSILON * root_correction,
        }
    }

    // ANCHOR: take
    /// Moves a row with a gradient.
    pub(super) fn take(&self, row: Row, gradient: &[f32]) {
        let (keep, add) = (self.momentum as f32, (1.0 - self.momentum) as f32);
        let (keep_square, add_square) = (SQUARE_MOMENTUM as f32, (1.0 - SQUARE_MOMENTUM) as f32);
        let (rate, epsilon) = (self.rate as f32, self.epsilon as f32);
        for (((p, m), r), g) in row.weights.iter_mut().zip(row.means).zip(row.roots).zip(gradient) {
            *m = keep * *m + add * g;
            *r = (keep_square * *r * *r + add_square * g * g).sqrt();
            *p = *p * self.decay - rate * *m / (*r + epsilon);
        }
    }
    // ANCHOR_END: take
}

/// Moves a row through steps in which its gradient is zero. Its means only shrink, all by the same
/// factors; so it is enough to keep the factors, and to shrink the means at the end.
pub(super) fn coast(row: Row, steps: &[Step]) {
    let (mut mean_left, mut root_left) = (1.0, 1.0);
    for step in steps {
        mean_left *= step.momentum;
        root_left *= SQUARE_MOMENTUM.sqrt();
        let rate = (step.rate * mean_left / root_left) as f32;
        let epsilon = (step.epsilon / root_left) as f32;
        for ((p, m), r) in row.weights.iter_mut().zip(&*row.means).zip(&*row.roots) {
            *p = *p * step.decay - rate * m / (r + epsilon);
        }
    }
    row.means.iter_mut().for_each(|m| *m *= mean_left as f32);
    row.roots.iter_mut().for_each(|r| *r *= root_left as f32);
}
