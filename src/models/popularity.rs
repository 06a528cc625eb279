//! The ranking to beat: what everyone watches.

use crate::data::Ratings;

/// Scores an item by how many users have touched it, for everyone alike.
#[derive(Clone, Debug)]
pub struct Popularity {
    /// Shape `(n_items,)`.
    pub counts: Vec<f64>,
}

impl Popularity {
    /// Counts the interactions of each item.
    pub fn fit(interactions: &Ratings, n_items: usize) -> Self {
        let mut counts = vec![0.0; n_items];
        for &item in &interactions.items {
            counts[item as usize] += 1.0;
        }
        Self { counts }
    }

    /// The score of every item, shape `(n_items,)`.
    pub fn scores(&self) -> Vec<f64> {
        self.counts.clone()
    }
}
