//! EASE: a closed form that predicts each item from all the others.

use super::inverse::inverse;
use crate::data::Touched;
use crate::{Error, Result};
use nalgebra::DMatrix;

// ANCHOR: ease
/// Scores an item by a weighted sum over the items that the user has touched. The weights are those with
/// which a ridge regression predicts every column of the interactions from all other columns (EASE;
/// Steck, 2019, <https://arxiv.org/abs/1905.03375>).
#[derive(Clone, Debug)]
pub struct Ease {
    /// What having touched item `i` adds to the score of item `j` is at `(j, i)`. Shape
    /// `(n_items, n_items)`, with zeros on the diagonal.
    pub weights: DMatrix<f64>,
}

impl Ease {
    /// The most items, because the fit takes 16 bytes for every pair of them: 2.3 GB at this number.
    pub const MOST_ITEMS: usize = 12_000;

    /// Fits the weights. `lambda`, above 0, is the penalty on their squares. The memory that it takes
    /// grows with the square of the number of items; [`check`](Self::check) says whether it is too much.
    pub fn fit(touched: &Touched, lambda: f64) -> Self {
        // XᵀX counts the users that two items share.
        let mut gram = DMatrix::zeros(touched.n_items(), touched.n_items());
        for user in 0..touched.n_users() {
            for &i in touched.by(user) {
                for &j in touched.by(user) {
                    gram[(i as usize, j as usize)] += 1.0;
                }
            }
        }
        Self::from_gram(gram, lambda)
    }

    /// The weights `-P / diag(P)` with `P = (XᵀX + lambda I)⁻¹`.
    pub(super) fn from_gram(mut gram: DMatrix<f64>, lambda: f64) -> Self {
        for own in 0..gram.nrows() {
            gram[(own, own)] += lambda;
        }
        let mut weights = inverse(gram);
        // Row j of the inverse, divided by its own diagonal element, says how the others predict item j.
        for (j, mut row) in weights.row_iter_mut().enumerate() {
            row /= -row[j];
            row[j] = 0.0;
        }
        Self { weights }
    }

    /// The score of every item for someone who has touched these, shape `(n_items,)`.
    ///
    /// # Panics
    /// If an item does not exist.
    pub fn scores(&self, touched: &[u32]) -> Vec<f64> {
        self.weighted_scores(touched.iter().map(|&item| (item, 1.0)))
    }

    /// The same, where each item counts as much as the number beside it says.
    pub(super) fn weighted_scores(&self, touched: impl Iterator<Item = (u32, f64)>) -> Vec<f64> {
        let mut scores = vec![0.0; self.weights.nrows()];
        for (item, weight) in touched {
            let added = self.weights.column(item as usize);
            scores.iter_mut().zip(&added).for_each(|(score, added)| *score += weight * added);
        }
        scores
    }
}
// ANCHOR_END: ease

impl Ease {
    /// Checks the number of items before a fit.
    ///
    /// # Errors
    /// If there are more than [`MOST_ITEMS`](Self::MOST_ITEMS); the message says how much memory they
    /// would take.
    pub fn check(touched: &Touched) -> Result<()> {
        let n = touched.n_items() - 1;
        if n <= Self::MOST_ITEMS {
            return Ok(());
        }
        let gigabytes = 16.0 * (n as f64).powi(2) / 1e9;
        let message = format!(
            "EASE compares every item with every other, which takes {gigabytes:.1} GB for these {n}, and \
             more than {} are refused; leave rare items out of the data",
            Self::MOST_ITEMS
        );
        Err(Error::Settings(message))
    }
}
