//! How wrong predictions are.

use crate::nn::{Column, Device};
use dfdx::prelude::*;

/// What a training minimises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The square of the difference between the prediction and the rating, in squared rating units.
    SquaredError,
    /// The binary cross entropy, in nats: the negative logarithm of the probability that the model gives
    /// to what happened. Predictions are logits, and the value to predict is 0 or 1.
    CrossEntropy,
}

// ANCHOR: loss
impl Loss {
    /// The mean loss of a batch, with the tape of the predictions.
    pub fn mean<T: Tape<f32, Device>>(
        self,
        predictions: Column<T>,
        values: Column,
    ) -> Tensor<(), f32, Device, T> {
        match self {
            Self::SquaredError => mse_loss(predictions, values),
            Self::CrossEntropy => binary_cross_entropy_with_logits_loss(predictions, values),
        }
    }

    /// The loss of one prediction.
    pub fn of_one(self, prediction: f64, value: f64) -> f64 {
        match self {
            Self::SquaredError => (prediction - value).powi(2),
            // ln(1 + exp(x)) - value * x, written such that no exponential overflows.
            Self::CrossEntropy => {
                prediction.max(0.0) - value * prediction + (-prediction.abs()).exp().ln_1p()
            }
        }
    }
}
// ANCHOR_END: loss
