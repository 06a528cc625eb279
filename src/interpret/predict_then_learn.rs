//! Predictions as a service makes them: each from what its user rated before, and then one rating more is
//! known. Statistics calls a test of this kind *prequential* (Dawid 1984,
//! <https://doi.org/10.2307/2981683>).

use super::fold_in::input;
use super::{Learned, Taste};
use crate::data::{Rating, Ratings};
use nalgebra::{DMatrix, DVector};

// ANCHOR: predict_then_learn
/// Predicts every rating from what its user rated in earlier seconds; the predictions are in the order of
/// `ratings`. The model's tables stay fixed. The user's taste is fitted anew around `prior(user)` for
/// each second, as by a [`FoldIn`](super::FoldIn). Before the first one it is the prior.
///
/// # Panics
/// If the ratings have no times, or an item does not exist.
pub fn predict_then_learn(
    model: &Learned,
    ratings: &Ratings,
    prior: impl Fn(usize) -> Taste,
) -> Vec<f64> {
    let moments = ratings.moments();
    let mut predictions = vec![0.0; ratings.len()];
    for of_user in moments.chunk_by(|a, b| ratings.users[a[0]] == ratings.users[b[0]]) {
        let mut fit = Growing::new(model, prior(ratings.get(of_user[0][0]).user));
        for moment in of_user {
            for &i in moment {
                predictions[i] = model.predict(&fit.taste, ratings.get(i).item);
            }
            moment.iter().for_each(|&i| fit.learn(ratings.get(i)));
        }
    }
    predictions
}
// ANCHOR_END: predict_then_learn

/// A fold-in that ratings join one by one, each at the same cost, by recursive least squares (Plackett
/// 1950, <https://doi.org/10.2307/2332657>).
struct Growing<'a> {
    model: &'a Learned,
    prior: Taste,
    /// The prior and the steps so far.
    taste: Taste,
    /// `(XᵀX + ridge * I)⁻¹`, where `X` has a row for each rating so far; shape
    /// `(factors + 1, factors + 1)`.
    covariance: DMatrix<f64>,
}

impl<'a> Growing<'a> {
    /// Nothing is known but the prior.
    fn new(model: &'a Learned, prior: Taste) -> Self {
        let width = prior.factors.len() + 1;
        let covariance = DMatrix::from_diagonal_element(width, width, 1.0 / model.taste_ridge());
        Self { model, taste: prior.clone(), prior, covariance }
    }

    /// Adds a rating: a step towards what the steps so far have left unexplained of it.
    fn learn(&mut self, Rating { item, value, .. }: Rating) {
        let x = input(self.model, item, &self.prior);
        let reach = &self.covariance * &x;
        let gain = &reach / (1.0 + x.dot(&reach));
        let factors = self.prior.factors.len();
        let explained = x.rows(0, factors).dot(&(&self.taste.factors - &self.prior.factors))
            + x[factors] * (self.taste.bias - self.prior.bias);
        let left = f64::from(value) - self.model.predict(&self.prior, item) - explained;
        let step: DVector<f64> = &gain * left;
        self.taste.factors += step.rows(0, factors);
        self.taste.bias += step[factors];
        self.covariance -= gain * reach.transpose();
    }
}
