//! A trained model's tables, copied from the device as matrices.

use crate::data::{Rating, Ratings, STARS};
use crate::models::DotProductBias;
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeSet;
use std::ops::Range;

/// The tables of a trained [`DotProductBias`], in float64.
#[derive(Clone, Debug)]
pub struct Learned {
    /// Shape `(n_users, factors)`.
    pub user_factors: DMatrix<f64>,
    /// Shape `(n_items, factors)`.
    pub item_factors: DMatrix<f64>,
    /// Shape `(n_users,)`.
    pub user_bias: DVector<f64>,
    /// Shape `(n_items,)`.
    pub item_bias: DVector<f64>,
    /// The range of the predictions.
    pub y_range: Range<f64>,
}

/// What a model knows about one user: a row of the user tables, or a row made for a newcomer. In a
/// [mirrored](Learned::mirrored) model the same of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Taste {
    /// Shape `(factors,)`.
    pub factors: DVector<f64>,
    /// The user's bias, which counts for every item alike.
    pub bias: f64,
}

impl Learned {
    /// Copies the tables of a model.
    pub fn from_model(model: &DotProductBias) -> Self {
        let user_bias = vector(model.user_bias.weight.as_vec());
        let item_bias = vector(model.item_bias.weight.as_vec());
        Self {
            user_factors: matrix(model.user_factors.weight.as_vec(), user_bias.len()),
            item_factors: matrix(model.item_factors.weight.as_vec(), item_bias.len()),
            user_bias,
            item_bias,
            y_range: f64::from(model.y_range.start)..f64::from(model.y_range.end),
        }
    }

    // ANCHOR: mirrored
    /// The same model with users and items in each other's place. Its predictions stay what they are,
    /// because a dot product has no first and second: the "taste" of row 7 is now that of item 7, and
    /// the "items" to rate are the users. So whatever makes a taste makes an item's row on the
    /// mirrored model.
    pub fn mirrored(&self) -> Self {
        Self {
            user_factors: self.item_factors.clone(),
            item_factors: self.user_factors.clone(),
            user_bias: self.item_bias.clone(),
            item_bias: self.user_bias.clone(),
            y_range: self.y_range.clone(),
        }
    }
    // ANCHOR_END: mirrored

    /// Number of rows of the user tables.
    pub fn n_users(&self) -> usize {
        self.user_bias.len()
    }

    /// Number of rows of the item tables.
    pub fn n_items(&self) -> usize {
        self.item_bias.len()
    }

    /// The taste of a user.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn taste(&self, user: usize) -> Taste {
        Taste { factors: self.user_factors.row(user).transpose(), bias: self.user_bias[user] }
    }

    /// Replaces the taste of a user.
    ///
    /// # Panics
    /// If there is no such row, or the taste has another number of factors.
    pub fn set_taste(&mut self, user: usize, taste: &Taste) {
        self.user_factors.row_mut(user).tr_copy_from(&taste.factors);
        self.user_bias[user] = taste.bias;
    }

    /// The mean of the tastes of some users; NaN if there are none. No single user need be like it.
    ///
    /// # Panics
    /// If a row does not exist.
    pub fn mean_taste(&self, users: &[usize]) -> Taste {
        let n = users.len() as f64;
        Taste {
            factors: self.user_factors.select_rows(users).row_sum_tr() / n,
            bias: users.iter().map(|&user| self.user_bias[user]).sum::<f64>() / n,
        }
    }

    /// The mean of the tastes of all users who have given these ratings; NaN if there are none.
    ///
    /// # Panics
    /// If a user does not exist.
    pub fn mean_taste_in(&self, ratings: &Ratings) -> Taste {
        let users: BTreeSet<usize> = ratings.pairs().map(|(user, _)| user).collect();
        self.mean_taste(&users.into_iter().collect::<Vec<_>>())
    }

    /// The prediction before `sigmoid_range`: factors times factors plus both biases.
    ///
    /// # Panics
    /// If there is no such item.
    pub fn score(&self, taste: &Taste, item: usize) -> f64 {
        let affinity = self.item_factors.row(item).tr_dot(&taste.factors);
        affinity + taste.bias + self.item_bias[item]
    }

    /// The predicted rating of an item.
    ///
    /// # Panics
    /// If there is no such item.
    pub fn predict(&self, taste: &Taste, item: usize) -> f64 {
        self.squeeze(self.score(taste, item))
    }

    /// The mean squared error of the predictions of these ratings; NaN if there are none.
    ///
    /// # Panics
    /// If a user or an item does not exist.
    pub fn mse(&self, ratings: &Ratings) -> f64 {
        let square = |rating: Rating| {
            let prediction = self.predict(&self.taste(rating.user), rating.item);
            (prediction - f64::from(rating.value)).powi(2)
        };
        ratings.iter().map(square).sum::<f64>() / ratings.len() as f64
    }

    /// The [scores](Self::score) of every item for each of these users, shape `(n_items, users)`: one
    /// matrix product.
    ///
    /// # Panics
    /// If there is no such user.
    pub fn scores(&self, users: Range<usize>) -> DMatrix<f64> {
        let factors = self.user_factors.rows(users.start, users.len());
        let mut scores = &self.item_factors * factors.transpose();
        for (mut of_user, user) in scores.column_iter_mut().zip(users) {
            of_user += &self.item_bias;
            of_user.add_scalar_mut(self.user_bias[user]);
        }
        scores
    }

    /// The unit for differences between ratings, which is one star for ratings from 1 to 5.
    pub fn unit(&self) -> f64 {
        (self.y_range.end - self.y_range.start) / f64::from(STARS.end - STARS.start)
    }

    /// `sigmoid_range` of a score: the predicted rating.
    pub fn squeeze(&self, score: f64) -> f64 {
        let Range { start, end } = self.y_range;
        start + (end - start) / (1.0 + (-score).exp())
    }

    /// The derivative of a prediction with respect to its score.
    pub(super) fn slope(&self, prediction: f64) -> f64 {
        let Range { start, end } = self.y_range;
        (prediction - start) * (end - prediction) / (end - start)
    }
}

fn matrix(values: Vec<f32>, rows: usize) -> DMatrix<f64> {
    let columns = values.len() / rows;
    DMatrix::from_row_iterator(rows, columns, values.into_iter().map(f64::from))
}

fn vector(values: Vec<f32>) -> DVector<f64> {
    DVector::from_iterator(values.len(), values.into_iter().map(f64::from))
}
