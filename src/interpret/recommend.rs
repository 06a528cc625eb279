//! The best items that a user has not seen.

use super::{Learned, Taste};
use crate::data::{Ratings, Touched};
use std::ops::Range;

/// How many scores [`top_lists`] works out at once: those of as many users as fit in 16 MB.
const SCORES_AT_ONCE: usize = 1 << 21;

/// An item with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    /// The item's row.
    pub item: usize,
    /// What it was chosen by: the predicted rating, if a model of ratings recommends.
    pub score: f64,
}

/// The items that may be recommended: a model has learned something of them, and the user has not seen
/// them.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Whether each item has a training rating.
    is_trained: Vec<bool>,
    /// What each user has seen.
    pub seen: Touched,
}

impl Catalogue {
    /// The items in `train`, the ratings that a model has learned from, and what each user has seen.
    ///
    /// # Panics
    /// If an item in `train` does not exist.
    pub fn new(train: &Ratings, seen: Touched) -> Self {
        let mut is_trained = vec![false; seen.n_items()];
        for &item in &train.items {
            is_trained[item as usize] = true;
        }
        // Row 0, the unknown item, cannot be recommended.
        is_trained[0] = false;
        Self { is_trained, seen }
    }

    /// Whether each item may be recommended to someone who has seen these.
    ///
    /// # Panics
    /// If an item does not exist.
    pub fn without(&self, seen: impl IntoIterator<Item = usize>) -> Vec<bool> {
        let mut eligible = self.is_trained.clone();
        seen.into_iter().for_each(|item| eligible[item] = false);
        eligible
    }

    /// Whether each item may be recommended to a user.
    ///
    /// # Panics
    /// If there is no such user.
    pub fn unseen_by(&self, user: usize) -> Vec<bool> {
        self.without(self.seen.by(user).iter().map(|&item| item as usize))
    }
}

// ANCHOR: best_unseen
/// The `n` items with the highest predicted ratings among those that may be recommended.
/// Among equals, the lower row comes first.
pub fn best_unseen(
    model: &Learned,
    taste: &Taste,
    eligible: &[bool],
    n: usize,
) -> Vec<Recommendation> {
    let items = (0..model.n_items()).filter(|&item| eligible[item]);
    top(items.map(|item| (item, model.predict(taste, item))), n)
}
// ANCHOR_END: best_unseen

/// The `n` best unseen items of each of these users, in their order. All scores are one product of
/// matrices, of which only a few users' part is there at a time. An item with a higher score has a higher
/// predicted rating, so that only those of the lists need to be worked out.
pub fn top_lists<'a>(
    model: &'a Learned,
    users: Range<usize>,
    catalogue: &'a Catalogue,
    n: usize,
) -> impl Iterator<Item = Vec<Recommendation>> + 'a {
    let at_once = (SCORES_AT_ONCE / model.n_items()).max(1);
    users.clone().step_by(at_once).flat_map(move |first| {
        let users = first..users.end.min(first + at_once);
        let scores = model.scores(users.clone());
        let list = |(user, scores): (usize, &[f64])| {
            let eligible = catalogue.unseen_by(user);
            let scores = scores.iter().copied().enumerate();
            let mut list = top(scores.filter(|(item, _)| eligible[*item]), n);
            list.iter_mut().for_each(|best| best.score = model.squeeze(best.score));
            list
        };
        let of_users = scores.as_slice().chunks_exact(model.n_items());
        users.zip(of_users).map(list).collect::<Vec<_>>()
    })
}

/// The `n` items with the highest scores that are not among `seen`. Row 0, the unknown item, is never
/// among them. Among equals, the lower row comes first.
///
/// # Panics
/// If a seen item does not exist.
pub fn highest(scores: &[f64], seen: &[u32], n: usize) -> Vec<Recommendation> {
    let mut eligible = vec![true; scores.len()];
    eligible[0] = false;
    seen.iter().for_each(|&item| eligible[item as usize] = false);
    let scores = scores.iter().copied().enumerate();
    top(scores.filter(|(item, _)| eligible[*item]), n)
}

/// The first `n` in the order of their scores, which are all that is kept at any time.
fn top(scores: impl Iterator<Item = (usize, f64)>, n: usize) -> Vec<Recommendation> {
    let mut best: Vec<Recommendation> = Vec::new();
    for (item, score) in scores {
        let comes_first = |other: &Recommendation| {
            other.score.total_cmp(&score).then(item.cmp(&other.item)).is_gt()
        };
        if best.len() == n && best.last().is_none_or(comes_first) {
            continue;
        }
        best.insert(best.partition_point(comes_first), Recommendation { item, score });
        best.truncate(n);
    }
    best
}
