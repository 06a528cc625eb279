//! A user or an item in memory, and the step that a rating makes its two rows take.

use super::Curve;
use std::array;

/// Eight numbers, of which the processor handles several at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(32))]
pub(super) struct Lanes(pub [f32; 8]);

/// A row's factors, eight to a group and filled up with zeros, which stay zero. In the last group is
/// everything else that a step needs of the row, so that it lies beside the factors in memory.
pub(super) type Row = [Lanes];

/// Places within the last group: the bias, …
pub(super) const BIAS: usize = 0;
/// … the sum of the factors' squared gradients so far, as a mean over the factors, …
pub(super) const FACTOR_SQUARES: usize = 1;
/// … and that of the bias.
pub(super) const BIAS_SQUARES: usize = 2;

/// Where both sums start, so that no rate exceeds that of the round.
pub(super) const FIRST_SQUARES: f32 = 1.0;

/// The groups of a row with this many factors.
pub(super) fn groups(factors: usize) -> usize {
    factors.div_ceil(8) + 1
}

/// What all steps of a round have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stride {
    pub(super) curve: Curve,
    /// The learning rate, before a row's own gradients shorten it.
    pub(super) rate: f32,
    pub(super) weight_decay: f32,
    /// Factors of a row.
    pub(super) factors: f32,
}

impl Stride {
    // ANCHOR: step
    /// Moves the rows of a user and an item one step against the gradient of a rating's squared error.
    /// Returns the error before the step.
    ///
    /// Each row has one rate for all its factors, which shortens with the root of the sum of their squared
    /// gradients (Chin et al., 2015, <https://www.csie.ntu.edu.tw/~cjlin/papers/libmf/mf_adaptive_pakdd.pdf>).
    /// The gradient of one side's factors is the slope times the other side's factors.
    #[inline]
    pub(super) fn step(&self, user: &mut Row, item: &mut Row, rating: f32) -> f32 {
        let (user, a) = split_mut(user);
        let (item, b) = split_mut(item);
        let score = dot(user, item) + a[BIAS] + b[BIAS];
        let (error, slope) = self.curve.error_and_slope(score, rating);

        // From the gradients before this one, so that the processor need not wait for the slope.
        let rate_a = self.rate / a[FACTOR_SQUARES].sqrt();
        let rate_b = self.rate / b[FACTOR_SQUARES].sqrt();
        let (keep_a, keep_b) = (1.0 - rate_a * self.weight_decay, 1.0 - rate_b * self.weight_decay);
        let (step_a, step_b) = (rate_a * slope, rate_b * slope);
        let (mut user_square, mut item_square) = ([0.0; 8], [0.0; 8]);
        for (Lanes(p), Lanes(q)) in user.iter_mut().zip(item) {
            for lane in 0..8 {
                let (x, y) = (p[lane], q[lane]);
                user_square[lane] += x * x;
                item_square[lane] += y * y;
                p[lane] = keep_a * x - step_a * y;
                q[lane] = keep_b * y - step_b * x;
            }
        }
        a[FACTOR_SQUARES] += slope * slope * sum(item_square) / self.factors;
        b[FACTOR_SQUARES] += slope * slope * sum(user_square) / self.factors;

        // A bias has a long way to go at first, and its own gradient keeps it from going too far.
        for rest in [a, b] {
            rest[BIAS_SQUARES] += slope * slope;
            let rate = self.rate / rest[BIAS_SQUARES].sqrt();
            rest[BIAS] -= rate * (slope + self.weight_decay * rest[BIAS]);
        }
        error
    }
    // ANCHOR_END: step

    /// The error of the prediction for a user and an item.
    #[inline]
    pub(super) fn error(&self, user: &Row, item: &Row, rating: f32) -> f32 {
        let (user, a) = split(user);
        let (item, b) = split(item);
        self.curve.predict(dot(user, item) + a[BIAS] + b[BIAS]) - rating
    }
}

/// The factors of a row, and the rest.
#[inline]
fn split(row: &Row) -> (&[Lanes], &[f32; 8]) {
    let (rest, factors) = row.split_last().expect("a row has a last group");
    (factors, &rest.0)
}

/// The factors of a row, and the rest, to be changed.
#[inline]
fn split_mut(row: &mut Row) -> (&mut [Lanes], &mut [f32; 8]) {
    let (rest, factors) = row.split_last_mut().expect("a row has a last group");
    (factors, &mut rest.0)
}

/// The dot product of two rows' factors.
#[inline]
fn dot(user: &[Lanes], item: &[Lanes]) -> f32 {
    let mut sums = [0.0; 8];
    for (Lanes(p), Lanes(q)) in user.iter().zip(item) {
        for lane in 0..8 {
            sums[lane] += p[lane] * q[lane];
        }
    }
    sum(sums)
}

/// The sum of eight numbers, in an order that suits a processor.
#[inline]
fn sum(x: [f32; 8]) -> f32 {
    let halves: [f32; 4] = array::from_fn(|lane| x[lane] + x[lane + 4]);
    (halves[0] + halves[2]) + (halves[1] + halves[3])
}
