//! The prediction to beat: the user's and the item's biases, without any factors.

use crate::data::{Rating, Ratings};

// ANCHOR: baseline
/// Predicts the mean rating plus the user's offset and the item's, each of them found in one pass.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Mean of all ratings.
    pub mean: f64,
    /// How far the ratings of each item lie above the mean, shape `(n_items,)`.
    pub item_offsets: Vec<f64>,
    /// How far each user's ratings lie above what the items explain, shape `(n_users,)`.
    pub user_offsets: Vec<f64>,
}

impl Baseline {
    /// How many invented ratings of exactly the mean each user and item gets, so that a single rating
    /// cannot make an item the best of all. This is called shrinkage.
    pub const SHRINKAGE: f64 = 5.0;

    /// Estimates the offsets of the items first, and then those of the users from what is left.
    pub fn fit(train: &Ratings, n_users: usize, n_items: usize) -> Self {
        let mean = train.mean();
        let above = |rating: Rating| f64::from(rating.value) - mean;
        let of_items = train.iter().map(|rating| (rating.item, above(rating)));
        let item_offsets = shrunk_means(of_items, n_items);
        let left = |rating: Rating| above(rating) - item_offsets[rating.item];
        let of_users = train.iter().map(|rating| (rating.user, left(rating)));
        let user_offsets = shrunk_means(of_users, n_users);
        Self { mean, item_offsets, user_offsets }
    }

    /// The predicted rating. A row without any training rating has an offset of zero.
    ///
    /// # Panics
    /// If there is no such user or item.
    pub fn predict(&self, user: usize, item: usize) -> f64 {
        self.mean + self.user_offsets[user] + self.item_offsets[item]
    }

    /// The predictions of `ratings`, in their order.
    pub fn predictions(&self, ratings: &Ratings) -> Vec<f64> {
        ratings.pairs().map(|(user, item)| self.predict(user, item)).collect()
    }

    /// The mean squared error of the predictions of `ratings`.
    pub fn mean_squared_error(&self, ratings: &Ratings) -> f64 {
        let predictions = self.predictions(ratings).into_iter().zip(&ratings.values);
        let squares = predictions.map(|(prediction, &r)| (f64::from(r) - prediction).powi(2));
        squares.sum::<f64>() / ratings.len() as f64
    }
}

/// The mean of the values of each row, pulled towards zero.
fn shrunk_means(values: impl Iterator<Item = (usize, f64)>, n_rows: usize) -> Vec<f64> {
    let mut sums = vec![0.0; n_rows];
    let mut counts = vec![Baseline::SHRINKAGE; n_rows];
    for (row, value) in values {
        sums[row] += value;
        counts[row] += 1.0;
    }
    sums.iter().zip(counts).map(|(sum, count)| sum / count).collect()
}
// ANCHOR_END: baseline

impl Baseline {
    /// The same baseline for ratings whose users and items have [changed places](Ratings::mirrored).
    pub fn mirrored(&self) -> Self {
        let Self { mean, item_offsets, user_offsets } = self.clone();
        Self { mean, item_offsets: user_offsets, user_offsets: item_offsets }
    }
}
