//! The settings of a training, in one place.

use crate::Suspect;
#[cfg(feature = "clap")]
use clap::builder::RangedU64ValueParser as Range;
use serde::{Deserialize, Serialize};

/// How to train a model. The defaults are the recipe of fastai's chapter. [`Learner`](super::Learner)
/// follows it, a saved model records it, and with the feature `clap` the command line sets it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "clap", derive(clap::Args), command(next_help_heading = "Training"))]
pub struct Recipe {
    /// Passes over the training ratings.
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = Self::default().epochs))]
    #[cfg_attr(feature = "clap", arg(value_parser = Range::<usize>::new().range(1..=1000)))]
    pub epochs: usize,
    /// Highest learning rate of the cycle.
    #[cfg_attr(feature = "clap", arg(long, value_name = "X", default_value_t = Self::default().lr))]
    #[cfg_attr(feature = "clap", arg(value_parser = above_zero))]
    pub lr: f64,
    /// Factors of each user and item.
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = Self::default().factors))]
    #[cfg_attr(feature = "clap", arg(value_parser = Range::<usize>::new().range(1..=4096)))]
    pub factors: usize,
    /// Ratings in a batch.
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = Self::default().batch_size))]
    #[cfg_attr(feature = "clap", arg(value_parser = Range::<usize>::new().range(1..=1 << 24)))]
    pub batch_size: usize,
    /// Decoupled weight decay: every step shrinks every weight by `lr * weight_decay` of itself.
    /// Each example declares its own option for it.
    #[cfg_attr(feature = "clap", arg(skip = Self::default().weight_decay))]
    pub weight_decay: f64,
    /// Seed of the initial weights and of the shuffle.
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = Self::default().seed))]
    #[cfg_attr(feature = "clap", arg(value_parser = Range::<u64>::new().range(..=u64::from(u32::MAX))))]
    pub seed: u64,
}

impl Recipe {
    /// The weight decay that chapter 5 finds best; the chapters after it start from there.
    pub const BEST_WEIGHT_DECAY: f64 = 0.1;

    // ANCHOR: batch_size
    /// A batch size that suits so many training ratings: the largest power of two with which an epoch still has
    /// 300 steps, but never below 64, the default, nor above 8,192, because larger ones hardly make a rating
    /// cheaper.
    pub fn batch_size_for(ratings: usize) -> usize {
        const STEPS: usize = 300;
        let most = (ratings / STEPS).clamp(Self::default().batch_size, 8_192);
        1 << most.ilog2()
    }
    // ANCHOR_END: batch_size

    /// What to suspect if a training by this recipe goes astray. Every step multiplies every weight by
    /// `1 - lr * weight_decay`, which below -1 makes it larger.
    pub(super) fn suspect(&self) -> Suspect {
        // No training can do with a learning rate above 1, however weak the decay.
        let is_decay = self.lr <= 1.0 && self.lr * self.weight_decay > 2.0;
        if is_decay { Suspect::WeightDecay } else { Suspect::LearningRate }
    }
}

// ANCHOR: recipe
impl Default for Recipe {
    fn default() -> Self {
        Self { epochs: 5, lr: 5e-3, factors: 50, batch_size: 64, weight_decay: 0.01, seed: 0 }
    }
}
// ANCHOR_END: recipe

#[cfg(feature = "clap")]
fn above_zero(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(x) if x.is_finite() && x > 0.0 => Ok(x),
        _ => Err("expected a number above 0".to_owned()),
    }
}
