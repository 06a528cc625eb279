//! The settings of a training by hand.

use crate::Suspect;
use serde::{Deserialize, Serialize};

/// How to train by hand. Every rating is a step of its own, so there is no batch size.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Settings {
    /// Passes over the training ratings.
    pub epochs: usize,
    /// The rate of the steps before they shorten. They do so in two ways: with a row's own gradients so far,
    /// and steadily over the training, down to nothing.
    pub lr: f64,
    /// Every step shrinks the weights of its two rows by the row's rate times `weight_decay`.
    pub weight_decay: f64,
    /// Seed of the order of the ratings. The initial weights come with the model.
    pub seed: u64,
}

// ANCHOR: settings
impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 10, lr: 0.05, weight_decay: 0.1, seed: 0 }
    }
}
// ANCHOR_END: settings

impl Settings {
    /// What to suspect if a training goes astray: a decay that turns weights around and lengthens them, or
    /// steps that are too long.
    pub(super) fn suspect(&self) -> Suspect {
        let is_decay = self.lr * self.weight_decay > 2.0 && self.lr <= 1.0;
        if is_decay { Suspect::WeightDecay } else { Suspect::LearningRate }
    }
}
