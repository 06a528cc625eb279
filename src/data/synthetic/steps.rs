//! What all steps of the generator share: the random numbers.

use rand::{SeedableRng, rngs::StdRng};

/// The seed of the built-in set.
pub const SEED: u64 = 1_682_943;

/// The steps that draw random numbers. Each has a stream of its own, so that a change in one step
/// leaves the draws of the others as they were.
#[derive(Clone, Copy)]
pub enum Step {
    /// Age, gender, occupation, zip code.
    People,
    /// Genres and release dates.
    Films,
    /// Titles.
    Titles,
    /// Biases and factors.
    Tastes,
    /// Who rates what.
    Viewing,
    /// When.
    Times,
    /// How many stars, and the order of the rows.
    Ratings,
}

impl Step {
    /// The random numbers of this step, for the set with this seed.
    pub fn random(self, seed: u64) -> StdRng {
        StdRng::seed_from_u64(seed.wrapping_add(self as u64))
    }
}
