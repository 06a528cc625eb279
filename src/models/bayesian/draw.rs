//! Random draws of a number and of how far numbers scatter.

use rand::Rng;
use rand_distr::{Distribution, Gamma, StandardNormal};

/// What is thought of the scatter before any number is seen: as if one had been, this far off
/// (squared). Groups of numbers are far smaller than 0.1 on average, if the data do not need them.
const PRIOR_SQUARE: f64 = 0.01;

/// A draw from the bell curve around 0 with standard deviation 1.
pub(super) fn normal(rng: &mut impl Rng) -> f64 {
    StandardNormal.sample(rng)
}

/// A draw of the precision (one over the variance) of `n` numbers, given the sum of their squares.
pub(super) fn precision(squares: f64, n: f64, rng: &mut impl Rng) -> f64 {
    let (shape, rate) = ((1.0 + n) / 2.0, (PRIOR_SQUARE + squares) / 2.0);
    Gamma::new(shape, 1.0 / rate).expect("shape and scale are above 0").sample(rng)
}

/// A draw of the mean and the precision of a group, given its numbers. One more number, at 0, is
/// counted among them, so that a small group is not thought to lie far from 0.
pub(super) fn mean_and_precision(numbers: &[f64], rng: &mut impl Rng) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / (n + 1.0);
    let squares: f64 = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() + mean * mean;
    let precision = precision(squares, n, rng);
    (mean + normal(rng) / (precision * (n + 1.0)).sqrt(), precision)
}
