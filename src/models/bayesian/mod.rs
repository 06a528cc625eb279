//! Factors that are drawn at random many times, in proportion to how well they explain the ratings,
//! instead of being fitted once.

mod draw;
mod feature;
mod mean_of_draws;
mod numbers;
mod parties;

pub use feature::Feature;
pub use mean_of_draws::MeanOfDraws;
pub use parties::{Knowledge, Parties, Party};

use crate::data::RatingScale;
use draw::{normal, precision};
use numbers::Numbers;
use rand::{SeedableRng, rngs::StdRng};

/// Standard deviation of the initial factors of users and items, whatever is known of them. Factors
/// that start too small stay small, because the ratings say nothing about one side while the other is
/// close to zero.
const INITIAL_STD: f64 = 0.25;

// ANCHOR: model
/// Predicts a rating as the mean, plus two biases, plus a dot product:
///
/// ```text
/// rating = mean + bias(user) + bias(item) + sum over the factors f of user_f * item_f + noise
/// ```
///
/// where `user_f` is the sum of a number for each feature of the user's side (being this user, having
/// rated that film, being 30 years old, …), and `item_f` is the same for the item's side. So what is
/// known of a user is part of every factor and of the bias.
///
/// Nothing is fitted. Given all other numbers, the ratings and the noise make some values of a number
/// more likely than others; the likelihoods form a bell curve. [`sweep`](Self::sweep) draws every
/// number anew from its curve (Gibbs sampling). The mean prediction over many sweeps allows for what
/// the ratings leave open. It needs no weight decay, because the scale of each group is drawn as well
/// (Salakhutdinov and Mnih, 2008, <https://doi.org/10.1145/1390156.1390267>; with features,
/// Rendle, 2012, <https://doi.org/10.1145/2168752.2168771>).
#[derive(Clone, Debug)]
pub struct BayesianFactors<'a> {
    sides: [&'a [Party]; 2],
    /// One for each factor, and the biases last.
    factors: Vec<[Vec<Numbers>; 2]>,
    mean: f64,
    /// How much of a rating is 1 in the numbers here: a star, or what is a star on another scale.
    unit: f64,
    /// What the current numbers leave unexplained of each training rating.
    errors: Vec<f64>,
    rng: StdRng,
}

impl<'a> BayesianFactors<'a> {
    /// Draws every number once, given all others.
    pub fn sweep(&mut self) {
        let n = self.errors.len() as f64;
        let squares = self.errors.iter().map(|e| e * e).sum();
        let precision = precision(squares, n, &mut self.rng);
        let error = self.errors.iter().sum::<f64>() / n;
        let step = error + normal(&mut self.rng) / (precision * n).sqrt();
        self.mean += step;
        self.errors.iter_mut().for_each(|e| *e -= step);
        for factor in (0..self.factors.len()).rev() {
            for side in [0, 1] {
                self.sweep_side(factor, side, precision);
            }
        }
    }
}
// ANCHOR_END: model

impl<'a> BayesianFactors<'a> {
    /// Draws the numbers of one factor on one side. The slope of a rating's prediction is the factor of
    /// the other side.
    fn sweep_side(&mut self, factor: usize, side: usize, precision: f64) {
        let slopes = if factor == self.biases() {
            vec![1.0; self.errors.len()]
        } else {
            self.sums(factor, 1 - side, |party| &party.train)
        };
        for (party, numbers) in self.sides[side].iter().zip(&mut self.factors[factor][side]) {
            let mut slope_squares = vec![0.0; party.n_rows];
            let mut pulls = vec![0.0; party.n_rows];
            for ((&row, slope), error) in party.train.iter().zip(&slopes).zip(&self.errors) {
                slope_squares[row as usize] += slope * slope;
                pulls[row as usize] += slope * error;
            }
            let before = numbers.sums.clone();
            numbers.draw(&party.groups, precision, &slope_squares, &mut pulls, &mut self.rng);
            let steps: Vec<f64> = numbers.sums.iter().zip(before).map(|(a, b)| a - b).collect();
            for ((&row, slope), error) in party.train.iter().zip(&slopes).zip(&mut self.errors) {
                *error -= slope * steps[row as usize];
            }
        }
    }

    /// The current predictions of the validation ratings.
    pub fn predict(&self) -> Vec<f64> {
        let stars = self.predict_rows(|party| &party.valid);
        stars.into_iter().map(|prediction| prediction * self.unit).collect()
    }

    /// Mean squared error of the current predictions of the training ratings.
    pub fn mean_squared_error(&self) -> f64 {
        let squares = self.errors.iter().map(|e| e * e).sum::<f64>();
        squares / self.errors.len() as f64 * self.unit.powi(2)
    }

    /// How far the dot products of users and items scatter at the moment, in stars: the root of the sum
    /// over the factors of the mean squares of both sides, without the times.
    pub fn scatter(&self) -> f64 {
        let mean_square = |factor: &[Vec<Numbers>; 2], side: usize| {
            let sums = &factor[side][0].sums;
            sums.iter().map(|number| number * number).sum::<f64>() / sums.len() as f64
        };
        let factors = self.factors[..self.biases()].iter();
        let squares = factors.map(|factor| mean_square(factor, 0) * mean_square(factor, 1));
        squares.sum::<f64>().sqrt() * self.unit
    }

    /// A sampler before its first sweep. `values` are the training ratings of `parties`. Their scale makes
    /// no difference, because everything is measured in its [unit](RatingScale::unit).
    ///
    /// # Panics
    /// If there are none.
    pub fn new(parties: &'a Parties, values: &[f32], factors: usize, seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let sides = [&parties.users[..], &parties.items[..]];
        let mut initial = |side: &[Party]| -> Vec<Numbers> {
            let groups: usize = side.iter().map(|party| party.groups.len()).sum();
            let std = INITIAL_STD / (groups as f64).sqrt();
            side.iter().map(|party| Numbers::new(party, std, &mut rng)).collect()
        };
        let factors = (0..=factors).map(|_| sides.map(&mut initial)).collect();
        let unit = RatingScale::new(values).unit();
        let stars: Vec<f64> = values.iter().map(|&rating| f64::from(rating) / unit).collect();
        let mean = stars.iter().sum::<f64>() / stars.len() as f64;
        let mut model = Self { sides, factors, mean, unit, errors: Vec::new(), rng };
        let predictions = model.predict_rows(|party| &party.train);
        model.errors = stars.iter().zip(predictions).map(|(r, p)| r - p).collect();
        model
    }

    fn biases(&self) -> usize {
        self.factors.len() - 1
    }

    /// One factor of one side, for each rating.
    fn sums(&self, factor: usize, side: usize, rows: fn(&Party) -> &Vec<u32>) -> Vec<f64> {
        let mut sums = vec![0.0; rows(&self.sides[side][0]).len()];
        for (party, numbers) in self.sides[side].iter().zip(&self.factors[factor][side]) {
            for (sum, &row) in sums.iter_mut().zip(rows(party)) {
                *sum += numbers.sums[row as usize];
            }
        }
        sums
    }

    fn predict_rows(&self, rows: fn(&Party) -> &Vec<u32>) -> Vec<f64> {
        let biases = self.biases();
        let mut predictions = self.sums(biases, 0, rows);
        for (prediction, bias) in predictions.iter_mut().zip(self.sums(biases, 1, rows)) {
            *prediction += self.mean + bias;
        }
        for factor in 0..biases {
            let users = self.sums(factor, 0, rows);
            let items = self.sums(factor, 1, rows);
            for ((prediction, user), item) in predictions.iter_mut().zip(users).zip(items) {
                *prediction += user * item;
            }
        }
        predictions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::builtin;

    #[test]
    fn scatter_starts_where_the_initial_numbers_have_it() {
        let data = builtin::dataset();
        let split = data.split_random(0.2, 42).unwrap();
        let parties = Parties::new(&data, &split, &[]);
        let mut model = BayesianFactors::new(&parties, &split.train.values, 5, 0);
        let expected = (5.0 * INITIAL_STD.powi(4)).sqrt();
        assert!((model.scatter() / expected - 1.0).abs() < 0.1, "{} {expected}", model.scatter());
        // The biases are none of the factors.
        let biases = model.biases();
        model.factors[biases][0][0].sums.fill(100.0);
        assert!(model.scatter() < 1.0);
    }

    /// The errors follow every step of every number. If a step were forgotten they would drift away.
    #[test]
    fn errors_stay_what_predictions_leave() {
        let mut data = builtin::dataset();
        data.ratings = data.ratings.select(0..3_000);
        let split = data.split_random(0.2, 42).unwrap();
        let all = [Knowledge::WhoRatedWhat, Knowledge::Records, Knowledge::Time];
        let parties = Parties::new(&data, &split, &all);
        let mut model = BayesianFactors::new(&parties, &split.train.values, 3, 0);
        for _ in 0..5 {
            model.sweep();
        }
        let predictions = model.predict_rows(|party| &party.train);
        for ((&rating, prediction), error) in
            split.train.values.iter().zip(predictions).zip(&model.errors)
        {
            assert!((f64::from(rating) - prediction - error).abs() < 1e-9);
        }
    }
}
