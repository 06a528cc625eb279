//! One factor's numbers for the features of a party.

use super::draw::{mean_and_precision, normal};
use super::{Feature, Party};
use rand::Rng;

/// A number for each feature of a party, and their sums.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    groups: Vec<Vec<f64>>,
    /// The sum of each row's features, each times its number.
    pub(super) sums: Vec<f64>,
}

impl Numbers {
    /// Random numbers with standard deviation `std`.
    pub(super) fn new(party: &Party, std: f64, rng: &mut impl Rng) -> Self {
        let mut sums = vec![0.0; party.n_rows];
        let mut initial = |feature: &Feature| {
            let number = std * normal(rng);
            for (row, amount) in feature.iter() {
                sums[row] += number * f64::from(amount);
            }
            number
        };
        let groups =
            party.groups.iter().map(|group| group.iter().map(&mut initial).collect()).collect();
        Self { groups, sums }
    }

    /// Draws every number anew, given the others. The prediction of a rating moves with the sum of its
    /// row by some slope. For each row, `slope_squares` is the sum of its ratings' squared slopes, and
    /// `pulls` the sum of the slopes times the errors; the pulls follow every step.
    pub(super) fn draw(
        &mut self,
        features: &[Vec<Feature>],
        noise_precision: f64,
        slope_squares: &[f64],
        pulls: &mut [f64],
        rng: &mut impl Rng,
    ) {
        for (group, numbers) in features.iter().zip(&mut self.groups) {
            let (group_mean, group_precision) = mean_and_precision(numbers, rng);
            for (feature, number) in group.iter().zip(numbers) {
                let mut squares = 0.0;
                let mut pull = 0.0;
                for (row, amount) in feature.iter() {
                    let amount = f64::from(amount);
                    squares += amount * amount * slope_squares[row];
                    pull += amount * pulls[row];
                }
                // ANCHOR: draw
                // The group suggests one value and the ratings another. Each counts by its precision.
                let precision = group_precision + noise_precision * squares;
                let wish =
                    group_precision * group_mean + noise_precision * (pull + *number * squares);
                let drawn = wish / precision + normal(rng) / precision.sqrt();
                // ANCHOR_END: draw
                let step = drawn - *number;
                *number = drawn;
                for (row, amount) in feature.iter() {
                    let step = step * f64::from(amount);
                    self.sums[row] += step;
                    pulls[row] -= step * slope_squares[row];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;
    use rand::{SeedableRng, rngs::StdRng};

    /// If the ratings are precise, draws scatter around the least-squares solution with the standard
    /// deviation that theory gives.
    #[test]
    fn draws_follow_the_bell_curve_of_the_ratings() {
        let rng = &mut StdRng::seed_from_u64(0);
        let party = Party {
            n_rows: 2,
            train: Vec::new(),
            valid: Vec::new(),
            groups: vec![vec![Feature::from_iter([(0, 1.0), (1, 2.0)])]],
        };
        let noise_precision = 1e4;
        let slope_squares = [3.0, 4.0];
        let squares = 3.0 + 2.0 * 2.0 * 4.0;
        let n = 4_000;
        let drawn: Vec<f64> = (0..n)
            .map(|_| {
                let mut numbers = Numbers::new(&party, 0.1, rng);
                let before = numbers.sums[0];
                // Errors for which the best number is 0.7.
                let mut pulls = [3.0 * (0.7 - before), 2.0 * 4.0 * (0.7 - before)];
                numbers.draw(&party.groups, noise_precision, &slope_squares, &mut pulls, rng);
                let after = numbers.sums[0];
                assert_relative_eq!(numbers.sums[1], 2.0 * after, epsilon = 1e-12);
                assert_relative_eq!(pulls[0], 3.0 * (0.7 - after), epsilon = 1e-12);
                assert_relative_eq!(pulls[1], 8.0 * (0.7 - after), epsilon = 1e-12);
                after
            })
            .collect();
        let mean = drawn.iter().sum::<f64>() / f64::from(n);
        let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
        assert_relative_eq!(mean, 0.7, epsilon = 1e-3);
        assert_relative_eq!(variance, 1.0 / (noise_precision * squares), max_relative = 0.1);
    }
}
