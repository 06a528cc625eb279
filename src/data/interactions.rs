//! Ratings as interactions: who touched what, and when, whatever the stars.

use super::{Dataset, Ratings};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use std::collections::HashSet;

impl Dataset {
    /// Every rating as an interaction. A user who rated an item several times touched it when they did so
    /// first, and the other ratings are left out. The stars stay, but they no longer matter.
    pub fn interactions(&self) -> Ratings {
        let ratings = &self.ratings;
        let mut order: Vec<usize> = (0..ratings.len()).collect();
        if let Some(times) = &ratings.timestamps {
            order.sort_by_key(|&i| times[i]);
        }
        let mut met = HashSet::with_capacity(ratings.len());
        order.retain(|&i| met.insert((ratings.users[i], ratings.items[i])));
        order.sort_unstable();
        ratings.select(order)
    }

    /// Leaves out all users but a random share, the same ones for the same seed; at least one stays.
    /// Every row keeps its number.
    ///
    /// # Panics
    /// If `share` is above 1.
    pub fn sample_users(&mut self, share: f64, seed: u64) {
        let counts = self.ratings_per_user();
        let mut users: Vec<usize> = (0..self.n_users()).filter(|&user| counts[user] > 0).collect();
        users.shuffle(&mut StdRng::seed_from_u64(seed));
        let kept = (users.len() as f64 * share).round().max(1.0) as usize;
        let mut stays = vec![false; self.n_users()];
        for &user in &users[..kept] {
            stays[user] = true;
        }
        let ratings = &self.ratings;
        let rows: Vec<usize> =
            (0..ratings.len()).filter(|&i| stays[ratings.users[i] as usize]).collect();
        self.ratings = ratings.select(rows);
    }
}
