//! A record of a training, epoch by epoch.

use serde::{Deserialize, Serialize};

/// One epoch of a training.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct EpochRecord {
    /// The epoch, counted from 0.
    pub epoch: usize,
    /// Mean of the batches' training losses while the epoch ran, in the units of the
    /// [`Loss`](super::Loss).
    pub train_loss: f64,
    /// Mean loss on what is held out for validation, after the epoch.
    pub valid_loss: f64,
    /// Time the epoch took, validation included, in seconds.
    pub seconds: f64,
}

/// The epochs of a training, in order; never empty.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(transparent)]
pub struct History {
    /// The epochs.
    pub epochs: Vec<EpochRecord>,
}

impl History {
    /// The last epoch.
    pub fn last(&self) -> &EpochRecord {
        self.epochs.last().expect("a training has an epoch")
    }

    // ANCHOR: best
    /// The epoch with the lowest validation loss, the first one of equals.
    pub fn best(&self) -> &EpochRecord {
        (self.epochs.iter())
            .min_by(|a, b| a.valid_loss.total_cmp(&b.valid_loss))
            .expect("a training has an epoch")
    }

    /// How far the last validation loss lies above the best: 0 if it was lowest at the end.
    pub fn overfit(&self) -> f64 {
        self.last().valid_loss - self.best().valid_loss
    }
    // ANCHOR_END: best
}
