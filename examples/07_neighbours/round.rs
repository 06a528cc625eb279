//! A round: ratings held out, predicted by every method, and mixed.

use crate::fitted::Fitted;
use crate::method::Method;
use lab::{ModelOptions, Result};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use workbook::data::{Dataset, Ratings, SPLIT_SEED, Split, VALID_SHARE};
use workbook::models::Mix;

/// The price of a weight in the mix, in units of the ratings squared. With thousands of ratings for a few
/// weights it hardly matters, but it settles the weights of methods that agree everywhere.
const RIDGE: f64 = 1.0;

/// What every method says of the same ratings, none of which it has learned from.
pub struct Round {
    pub fitted: Fitted,
    pub train: Ratings,
    pub valid: Ratings,
    /// The predictions of each method that the data have what is needed for.
    pub predictions: Vec<(Method, Vec<f64>)>,
    /// Which half of the validation ratings each belongs to.
    in_second_half: Vec<bool>,
    ridge: f64,
}

/// The first round is on the split of the options; every further seed holds out another random fifth.
pub fn all(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    first: Fitted,
) -> Result<Vec<Round>> {
    let seeds: Vec<u64> = options.experiment.all_seeds().collect();
    let mut rounds = vec![Round::new(first, data, split.clone(), seeds[0])];
    for (place, &seed) in (1..).zip(&seeds[1..]) {
        let split = data.split_random(VALID_SHARE, SPLIT_SEED + place)?;
        rounds.push(Round::new(fit(options, data, &split, seed)?, data, split, seed));
    }
    Ok(rounds)
}

/// Trains the dot product, and fits the others to the same ratings.
pub fn fit(options: &ModelOptions, data: &Dataset, split: &Split, seed: u64) -> Result<Fitted> {
    let model = options.train(data, (&split.train, &split.valid), data.n_users(), seed)?;
    Ok(Fitted::new(model, data, &split.train))
}

impl Round {
    pub fn new(fitted: Fitted, data: &Dataset, split: Split, seed: u64) -> Self {
        let Split { train, valid, .. } = split;
        let predictions = (fitted.available(&Method::ALL).into_iter())
            .map(|method| (method, fitted.predict(method, &valid)))
            .collect();
        let mut in_second_half: Vec<bool> = (0..valid.len()).map(|i| i % 2 == 1).collect();
        in_second_half.shuffle(&mut StdRng::seed_from_u64(seed));
        let ridge = RIDGE * data.scale().unit().powi(2);
        Self { fitted, train, valid, predictions, in_second_half, ridge }
    }

    /// What a method predicts.
    ///
    /// # Panics
    /// If the data lack what the method needs.
    pub fn of(&self, method: Method) -> &[f64] {
        let of = self.predictions.iter().find(|(other, _)| *other == method);
        &of.expect("the method is available").1
    }

    /// The mean squared error of some predictions.
    pub fn error(&self, predictions: &[f64]) -> f64 {
        squared_errors(predictions, &self.valid).sum::<f64>() / self.valid.len() as f64
    }

    // ANCHOR: cross_fit
    /// Mixes some methods. The weights are found twice, on either half of the validation ratings, and
    /// each half is predicted with the weights of the other. Returns the predictions, and the mean of the
    /// two sets of weights.
    pub fn mix(&self, methods: &[Method]) -> (Vec<f64>, Vec<f64>) {
        let base = self.of(Method::Baseline);
        let steps: Vec<Vec<f64>> =
            methods.iter().map(|&method| minus(self.of(method), base)).collect();
        let mixes =
            [true, false].map(|second| self.weights(methods, |i| self.in_second_half[i] == second));
        let [of_second, of_first] = [0, 1].map(|half| mixes[half].steps(&steps));
        let step = |i: usize| if self.in_second_half[i] { of_first[i] } else { of_second[i] };
        let predictions = (0..base.len()).map(|i| base[i] + step(i));
        let [second, first] = &mixes;
        let mean = |(a, b): (&f64, &f64)| (a + b) / 2.0;
        let weights = first.weights.iter().zip(&second.weights).map(mean);
        (predictions.collect(), weights.collect())
    }

    /// The weights that fit some of the validation ratings best.
    pub fn weights(&self, methods: &[Method], includes: impl Fn(usize) -> bool) -> Mix {
        let included: Vec<usize> = (0..self.valid.len()).filter(|&i| includes(i)).collect();
        let pick = |values: &[f64]| -> Vec<f64> { included.iter().map(|&i| values[i]).collect() };
        let base = self.of(Method::Baseline);
        let steps = methods.iter().map(|&method| pick(&minus(self.of(method), base)));
        let ratings: Vec<f64> = self.valid.values.iter().copied().map(f64::from).collect();
        Mix::fit(&steps.collect::<Vec<_>>(), &pick(&minus(&ratings, base)), self.ridge)
    }
    // ANCHOR_END: cross_fit
}

/// How far each value lies from the one of `base`.
pub fn minus(values: &[f64], base: &[f64]) -> Vec<f64> {
    values.iter().zip(base).map(|(value, base)| value - base).collect()
}

/// The squared error of each prediction.
pub fn squared_errors(predictions: &[f64], ratings: &Ratings) -> impl Iterator<Item = f64> {
    predictions.iter().zip(&ratings.values).map(|(p, &rating)| (f64::from(rating) - p).powi(2))
}
