//! The prediction to beat: the user's and the item's biases, without any factors.

use crate::data::Ratings;

// ANCHOR: baseline
/// Predicts the mean rating plus the user's offset and the item's, each estimated in one pass.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// Mean of all ratings.
    pub mean: f64,
    /// How far each item's ratings lie above the mean, shape `(n_items,)`.
    pub item_offsets: Vec<f64>,
    /// How far each user's ratings lie above what the items explain, shape `(n_users,)`.
    pub user_offsets: Vec<f64>,
}

impl Baseline {
    /// The number of imaginary average ratings added to each user and item, so that one rating alone
    /// does not make an item the best of all (shrinkage; Koren, 2010, section 2.1,
    /// <https://doi.org/10.1145/1644873.1644874>).
    pub const SHRINKAGE: f64 = 5.0;

    /// Estimates the offsets: items first, then users on what is left.
    pub fn fit(train: &Ratings, n_users: usize, n_items: usize) -> Self {
        let mean = train.mean();
        let above = |i: usize| f64::from(train.values[i]) - mean;
        let item_offsets = shrunk_means(&train.items, n_items, above);
        let left = |i: usize| above(i) - item_offsets[train.items[i]];
        let user_offsets = shrunk_means(&train.users, n_users, left);
        Self { mean, item_offsets, user_offsets }
    }

    /// Mean squared error of the predictions of `ratings`. A row without training ratings has an
    /// offset of zero.
    pub fn mean_squared_error(&self, ratings: &Ratings) -> f64 {
        let squares = (0..ratings.len()).map(|i| {
            let user = ratings.users[i];
            let item = ratings.items[i];
            let prediction = self.mean + self.user_offsets[user] + self.item_offsets[item];
            (f64::from(ratings.values[i]) - prediction).powi(2)
        });
        squares.sum::<f64>() / ratings.len() as f64
    }
}

/// The mean of `value(i)` over the ratings of each row, pulled towards zero.
fn shrunk_means(rows: &[usize], n_rows: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; n_rows];
    let mut counts = vec![Baseline::SHRINKAGE; n_rows];
    for (i, &row) in rows.iter().enumerate() {
        sums[row] += value(i);
        counts[row] += 1.0;
    }
    sums.iter().zip(counts).map(|(sum, count)| sum / count).collect()
}
// ANCHOR_END: baseline
