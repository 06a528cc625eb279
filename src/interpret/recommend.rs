//! The best items that a user has not seen.

use super::{Learned, Taste};
use crate::data::Ratings;
use std::collections::HashSet;

/// An item with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    /// The item's row.
    pub item: usize,
    /// What it was chosen by: the predicted rating, if a model of ratings recommends.
    pub score: f64,
}

// ANCHOR: best_unseen
/// The `n` items with the highest predicted ratings that are not in `seen`. Row 0, the unknown item, is
/// never among them. Among equals, the lower row comes first.
pub fn best_unseen(
    model: &Learned,
    taste: &Taste,
    seen: &HashSet<usize>,
    n: usize,
) -> Vec<Recommendation> {
    let ratings = (1..model.n_items()).map(|item| (item, model.predict(taste, item)));
    top(ratings.filter(|(item, _)| !seen.contains(item)), n)
}
// ANCHOR_END: best_unseen

/// The `n` best unseen items of every user, by row; all predictions come from one matrix product. The
/// list of row 0, the unknown user, holds what a user without a history would get.
pub fn top_lists(model: &Learned, ratings: &Ratings, n: usize) -> Vec<Vec<Recommendation>> {
    let seen = seen_by_user(ratings, model.n_users());
    let predictions = model.predict_all();
    (predictions.row_iter().zip(&seen))
        .map(|(row, seen)| {
            let ratings = row.iter().copied().enumerate().skip(1);
            top(ratings.filter(|(item, _)| !seen.contains(item)), n)
        })
        .collect()
}

/// The items that each user has rated, by row.
///
/// # Panics
/// If a user's row is not below `n_users`.
pub fn seen_by_user(ratings: &Ratings, n_users: usize) -> Vec<HashSet<usize>> {
    let mut seen = vec![HashSet::new(); n_users];
    for (&user, &item) in ratings.users.iter().zip(&ratings.items) {
        seen[user].insert(item);
    }
    seen
}

/// The `n` items with the highest scores that are not among `seen`. Row 0, the unknown item, is never
/// among them. Among equals, the lower row comes first.
pub fn highest(scores: &[f64], seen: &[usize], n: usize) -> Vec<Recommendation> {
    let seen: HashSet<usize> = seen.iter().copied().collect();
    let scores = scores.iter().copied().enumerate().skip(1);
    top(scores.filter(|(item, _)| !seen.contains(item)), n)
}

fn top(scores: impl Iterator<Item = (usize, f64)>, n: usize) -> Vec<Recommendation> {
    let mut all: Vec<Recommendation> =
        scores.map(|(item, score)| Recommendation { item, score }).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
    all.truncate(n);
    all
}
