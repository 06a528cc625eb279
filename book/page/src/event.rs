//! What a page hears while it waits for an answer.

use crate::{Film, Frame, Round};
use serde::Serialize;

/// What a page hears while it waits for its answer.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// Some steps of a training are done, over all epochs.
    Step {
        /// Steps so far.
        done: usize,
        /// Steps of the whole training.
        of: usize,
    },
    /// An epoch of a training is done.
    Epoch {
        /// The epoch, counted from 0.
        epoch: usize,
        /// Mean loss of its batches.
        train_loss: f64,
        /// Mean squared error, or cross entropy, of the validation ratings.
        valid_loss: f64,
    },
    /// The films on the map, whose positions the events of kind `map` have.
    Films {
        /// The most rated first.
        films: Vec<Film>,
    },
    /// Where the films on the map stood at some step of the training.
    Map(Frame),
    /// A round of a feedback loop is done; the first is how it stands before all rounds.
    Round(Round),
}
