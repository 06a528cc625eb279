//! A taste for a newcomer from a handful of ratings; the model's tables stay fixed.
//!
//! Start from a prior taste, for example the mean of all users. It predicts `f(s)` for each item the
//! newcomer has rated, and a small step `d` of the taste changes that by about `f'(s) * (q, 1) . d`,
//! where `q` holds the item's factors. The best step is then a ridge regression, which minimises
//!
//! ```text
//! sum over the ratings of (rating - f(s) - x . d)²  +  ridge * |d|²       with x = f'(s) * (q, 1)
//! ```
//!
//! which [`Ridge`] solves.

use super::{Learned, Taste};
use crate::models::Ridge;
use nalgebra::{DMatrix, DVector};

/// A ridge that works well for tastes: the price of a step away from the prior, in stars squared, for a
/// model of ratings from 1 to 5.
const TASTE_RIDGE: f64 = 5.0;

impl Learned {
    /// The ridge that works well for tastes, on the scale of the model's ratings.
    pub fn taste_ridge(&self) -> f64 {
        TASTE_RIDGE * self.unit().powi(2)
    }
}

/// A newcomer's ratings, fitted to the tables of a model.
#[derive(Clone, Debug)]
pub struct FoldIn {
    /// The fitted taste.
    pub taste: Taste,
    /// One row `x` for each rating, shape `(ratings, factors + 1)`.
    inputs: DMatrix<f64>,
    /// What the prior leaves unexplained of each rating.
    residuals: DVector<f64>,
    step: Ridge,
}

impl FoldIn {
    // ANCHOR: fit
    /// Fits a taste to `ratings` of items, as a ridge regression around `prior`.
    ///
    /// # Panics
    /// If an item does not exist, or `ridge` is not above 0.
    pub fn fit(model: &Learned, ratings: &[(usize, f64)], prior: &Taste, ridge: f64) -> Self {
        assert!(ridge > 0.0, "without a ridge a few ratings do not determine a taste");
        let width = prior.factors.len() + 1;
        let mut inputs = DMatrix::zeros(ratings.len(), width);
        let mut residuals = DVector::zeros(ratings.len());
        for (i, &(item, rating)) in ratings.iter().enumerate() {
            inputs.row_mut(i).copy_from(&input(model, item, prior).transpose());
            residuals[i] = rating - model.predict(prior, item);
        }
        let penalty = DMatrix::from_diagonal_element(width, width, ridge);
        let step = Ridge::fit(&inputs, &residuals, penalty);
        let taste = Taste {
            factors: &prior.factors + step.weights.rows(0, width - 1),
            bias: prior.bias + step.weights[width - 1],
        };
        Self { taste, inputs, residuals, step }
    }
    // ANCHOR_END: fit

    /// What each rating adds to the score of an item, in the order of the ratings. Their sum is the
    /// difference from the prior's score.
    pub fn contributions(&self, model: &Learned, item: usize) -> Vec<f64> {
        let direction = score_gradient(model, item);
        self.step.shares(&self.inputs, &self.residuals, &direction).iter().copied().collect()
    }
}

// ANCHOR: input
/// `x`: how a prediction of the prior changes with the taste.
pub(super) fn input(model: &Learned, item: usize, prior: &Taste) -> DVector<f64> {
    score_gradient(model, item) * model.slope(model.predict(prior, item))
}
// ANCHOR_END: input

/// `(q, 1)`: how a score changes with the taste.
fn score_gradient(model: &Learned, item: usize) -> DVector<f64> {
    let factors = model.item_factors.row(item);
    DVector::from_iterator(factors.len() + 1, factors.iter().copied().chain([1.0]))
}
