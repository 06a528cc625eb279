//! The settings of the chapter, in one place. They are the defaults everywhere else.

/// Factors of an embedding.
pub const FACTORS: usize = 50;
/// Ratings in a batch.
pub const BATCH_SIZE: usize = 64;
/// Passes over the training ratings.
pub const EPOCHS: usize = 5;
/// The highest learning rate of the cycle.
pub const LR_MAX: f64 = 5e-3;
/// Decoupled weight decay.
pub const WEIGHT_DECAY: f64 = 0.01;
/// The weight decay that chapter 5 finds best; the chapters after it start from there.
pub const BEST_WEIGHT_DECAY: f64 = 0.1;
