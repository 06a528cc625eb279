//! The learning rate and momentum of every step of a training.

use std::f64::consts::PI;

/// The one-cycle schedule (Smith, 2018, <https://arxiv.org/abs/1803.09820>) as fastai anneals it:
/// the learning rate rises along a cosine for the first quarter of the steps and falls along
/// another for the rest, while the momentum does the opposite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneCycle {
    /// Number of steps in all.
    pub steps: usize,
    /// The highest learning rate.
    pub lr_max: f64,
}

impl OneCycle {
    /// Share of the steps during which the learning rate rises.
    const RISE: f64 = 0.25;
    /// The first learning rate is `lr_max` divided by this.
    const START_DIVISOR: f64 = 25.0;
    /// The last learning rate is `lr_max` divided by this.
    const END_DIVISOR: f64 = 1e5;
    /// Momentum at either end, when the learning rate is low.
    const HIGH_MOMENTUM: f64 = 0.95;
    /// Momentum where the learning rate is highest.
    const LOW_MOMENTUM: f64 = 0.85;

    /// Learning rate and momentum of a step, counted from 0.
    pub fn at(&self, step: usize) -> (f64, f64) {
        let done = step as f64 / self.steps as f64;
        if done <= Self::RISE {
            let t = done / Self::RISE;
            (
                cosine(self.lr_max / Self::START_DIVISOR, self.lr_max, t),
                cosine(Self::HIGH_MOMENTUM, Self::LOW_MOMENTUM, t),
            )
        } else {
            let t = (done - Self::RISE) / (1.0 - Self::RISE);
            (
                cosine(self.lr_max, self.lr_max / Self::END_DIVISOR, t),
                cosine(Self::LOW_MOMENTUM, Self::HIGH_MOMENTUM, t),
            )
        }
    }
}

/// Half a cosine wave from `start` to `end`, as `t` goes from 0 to 1.
fn cosine(start: f64, end: f64, t: f64) -> f64 {
    start + (1.0 - (PI * t).cos()) / 2.0 * (end - start)
}
