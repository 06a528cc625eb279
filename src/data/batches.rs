//! Mini-batches, freshly shuffled for every epoch.

use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// Deals the training ratings out in batches. Every epoch is a new permutation, so that each rating
/// comes up at most once an epoch. A short last batch is dropped, as in fastai.
#[derive(Clone, Debug)]
pub struct Batches {
    order: Vec<usize>,
    size: usize,
    rng: StdRng,
}

impl Batches {
    /// Prepares batches of `size` out of `n` ratings; the same seed deals the same batches.
    ///
    /// # Panics
    /// If `size` is 0.
    pub fn new(n: usize, size: usize, seed: u64) -> Self {
        assert!(size > 0, "a batch holds at least one rating");
        Self { order: (0..n).collect(), size, rng: StdRng::seed_from_u64(seed) }
    }

    /// Number of batches in an epoch.
    pub fn per_epoch(&self) -> usize {
        self.order.len() / self.size
    }

    /// Shuffles, and deals the batches of one epoch as indices into the training ratings.
    pub fn epoch(&mut self) -> impl Iterator<Item = &[usize]> {
        self.order.shuffle(&mut self.rng);
        self.order.chunks_exact(self.size)
    }
}
