//! What is known of the films, or of the users, in place of what others rated.

use super::{Baseline, Ridge};
use crate::data::Ratings;
use nalgebra::{DMatrix, DVector};

/// For each user a ridge regression from the features of films, such as genres and years, to what the
/// [`Baseline`] leaves of the user's ratings: how much more or less than others this user likes Westerns.
/// No one else's ratings play a part beyond the baseline.
///
/// With ratings and baseline [mirrored](Ratings::mirrored), it is for each film a regression from the
/// features of users.
#[derive(Clone, Debug)]
pub struct Content {
    baseline: Baseline,
    /// Shape `(n_columns, features)`.
    features: DMatrix<f64>,
    /// Shape `(features, n_rows)`.
    weights: DMatrix<f64>,
}

impl Content {
    /// Fits a regression for each row. `features` has a row for each column of the ratings, and `ridge`,
    /// above 0, is the price of a weight, in units of the ratings squared.
    ///
    /// # Panics
    /// If a row is not in the baseline, or a column not in `features`.
    pub fn fit(train: &Ratings, baseline: &Baseline, features: DMatrix<f64>, ridge: f64) -> Self {
        let mut of_row = vec![Vec::new(); baseline.user_offsets.len()];
        for rating in train.iter() {
            let residual = f64::from(rating.value) - baseline.predict(rating.user, rating.item);
            of_row[rating.user].push((rating.item, residual));
        }
        let n = features.ncols();
        let mut weights = DMatrix::zeros(n, of_row.len());
        for (row, rated) in of_row.into_iter().enumerate() {
            let (columns, residuals): (Vec<usize>, Vec<f64>) = rated.into_iter().unzip();
            let inputs = features.select_rows(&columns);
            let penalty = DMatrix::from_diagonal_element(n, n, ridge);
            let fitted = Ridge::fit(&inputs, &DVector::from_vec(residuals), penalty);
            weights.set_column(row, &fitted.weights);
        }
        Self { baseline: baseline.clone(), features, weights }
    }

    /// The prediction of each pair, in their order.
    ///
    /// # Panics
    /// If a row or column does not exist.
    pub fn predict(&self, pairs: &Ratings) -> Vec<f64> {
        let predict = |(row, column)| {
            let moved = self.features.row(column).tr_dot(&self.weights.column(row));
            self.baseline.predict(row, column) + moved
        };
        pairs.pairs().map(predict).collect()
    }
}
