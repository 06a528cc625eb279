//! Random draws of numbers and of their scatter.

use rand::Rng;
use rand_distr::{Distribution, Gamma, StandardNormal};

/// The prior for the scatter: one imaginary number, 0.1 off the mean, of which this is the square. A
/// larger one would keep the numbers of small groups, such as the two genders, from being small.
const PRIOR_SQUARE: f64 = 0.01;

/// A draw from the normal distribution with mean 0 and standard deviation 1.
pub(super) fn normal(rng: &mut impl Rng) -> f64 {
    StandardNormal.sample(rng)
}

/// A draw of the precision (one over the variance) of `n` numbers, given the sum of their squares.
pub(super) fn precision(squares: f64, n: f64, rng: &mut impl Rng) -> f64 {
    let shape = (1.0 + n) / 2.0;
    let rate = (PRIOR_SQUARE + squares) / 2.0;
    Gamma::new(shape, 1.0 / rate).expect("shape and scale are above 0").sample(rng)
}

/// A draw of the mean and the precision of a group, given its numbers and one imaginary number at 0,
/// which keeps the means of small groups close to 0.
pub(super) fn mean_and_precision(numbers: &[f64], rng: &mut impl Rng) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / (n + 1.0);
    let squares: f64 = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() + mean * mean;
    let precision = precision(squares, n, rng);
    (mean + normal(rng) / (precision * (n + 1.0)).sqrt(), precision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use rand::{SeedableRng, rngs::StdRng};

    #[test]
    fn mean_and_precision_are_those_of_the_numbers() {
        let rng = &mut StdRng::seed_from_u64(0);
        let numbers: Vec<f64> = (0..1_000).map(|_| 0.5 + 0.2 * normal(rng)).collect();
        let draws: Vec<_> = (0..1_000).map(|_| mean_and_precision(&numbers, rng)).collect();
        let mean = draws.iter().map(|(mean, _)| mean).sum::<f64>() / 1_000.0;
        let precision = draws.iter().map(|(_, precision)| precision).sum::<f64>() / 1_000.0;
        assert_relative_eq!(mean, 0.5, epsilon = 0.02);
        assert_relative_eq!(precision, 1.0 / (0.2 * 0.2), max_relative = 0.1);
    }

    #[test]
    fn a_single_small_number_rarely_suggests_a_wide_group() {
        let rng = &mut StdRng::seed_from_u64(0);
        let wide = (0..1_000).filter(|_| mean_and_precision(&[0.01], rng).1 < 1.0).count();
        assert!(wide < 100, "{wide} of 1000 draws have a variance above 1");
    }
}
