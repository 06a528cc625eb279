//! EASE, aware of the order in which a user touched things.

use super::Ease;
use nalgebra::DMatrix;

/// The settings of [`SequentialEase`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderSettings {
    /// The penalty on the squares of the weights.
    pub lambda: f64,
    /// The penalty on the squares of an item's weights, for each user who has touched it.
    pub lambda_per_user: f64,
    /// How much less two items of a user have to do with each other, for each step between them.
    pub nearness: f64,
    /// What two items of the same user have to do with each other at any distance.
    pub anywhere: f64,
    /// How much less an item counts in a user's list, for each step that it lies back.
    pub recency: f64,
    /// What an item counts however long ago it was touched.
    pub ever: f64,
}

/// Those that were chosen on MovieLens 100K's validation interactions.
impl Default for OrderSettings {
    fn default() -> Self {
        Self {
            lambda: 100.0,
            lambda_per_user: 2.0,
            nearness: 0.9,
            anywhere: 0.2,
            recency: 0.8,
            ever: 0.05,
        }
    }
}

// ANCHOR: sequential
/// EASE with two changes. The more steps lie between two items of a user, the less they count as a pair.
/// And a user's latest items count most.
#[derive(Clone, Debug)]
pub struct SequentialEase {
    /// The weights of the items on each other.
    pub ease: Ease,
    settings: OrderSettings,
}

impl SequentialEase {
    /// Fits the weights to the items that each user has touched, the earliest first.
    pub fn fit(sequences: &[Vec<u32>], n_items: usize, settings: OrderSettings) -> Self {
        let OrderSettings { lambda, lambda_per_user, nearness, anywhere, .. } = settings;
        let longest = sequences.iter().map(Vec::len).max().unwrap_or(0);
        let by_distance: Vec<f64> = (0..longest)
            .map(|steps| anywhere + (1.0 - anywhere) * nearness.powi(steps as i32))
            .collect();
        let mut gram = DMatrix::zeros(n_items, n_items);
        for sequence in sequences {
            let items = || sequence.iter().map(|&item| item as usize).enumerate();
            for (at, i) in items() {
                for (place, j) in items() {
                    gram[(i, j)] += by_distance[at.abs_diff(place)];
                }
                gram[(i, i)] += lambda_per_user;
            }
        }
        Self { ease: Ease::from_gram(gram, lambda), settings }
    }

    /// The score of every item for someone who has touched these, the earliest first; shape
    /// `(n_items,)`.
    ///
    /// # Panics
    /// If an item does not exist.
    pub fn scores(&self, sequence: &[u32]) -> Vec<f64> {
        let OrderSettings { recency, ever, .. } = self.settings;
        let latest_first = sequence.iter().rev().enumerate();
        self.ease.weighted_scores(
            latest_first.map(|(back, &item)| (item, recency.powi(back as i32) + ever)),
        )
    }
}
// ANCHOR_END: sequential
