//! The optimiser of a training, for the device at hand.

use super::lazy_adam::LazyAdam;
use super::{FusedAdam, WeightDecay};
use crate::data::Ratings;
use crate::models::{Batch, Model};
use crate::nn::Device;
use dfdx::prelude::Gradients;

/// Adam in one of two ways, whose results differ by rounding only.
pub(super) enum Optimiser {
    /// Steps every row of every table in every step. From a GPU, single rows would have to travel to
    /// the host and back.
    Fused(FusedAdam),
    /// Steps the rows of the batch, and lets the others wait.
    Lazy(LazyAdam),
}

impl Optimiser {
    /// An optimiser of `model` that has not stepped yet.
    pub(super) fn new(model: &mut impl Model, weight_decay: f64) -> Self {
        if cfg!(feature = "cuda") {
            Self::Fused(FusedAdam::new(WeightDecay::Decoupled(weight_decay)))
        } else {
            Self::Lazy(LazyAdam::new(model, weight_decay))
        }
    }

    /// Brings the rows that `ratings` look up to date, and returns the ratings as a batch for the
    /// model.
    pub(super) fn catch_up(&mut self, model: &mut impl Model, ratings: &Ratings) -> Batch {
        match self {
            Self::Fused(_) => Batch::new(ratings, model.device()),
            Self::Lazy(adam) => adam.catch_up(model, ratings),
        }
    }

    /// Moves the parameters one step against their gradients.
    pub(super) fn step(
        &mut self,
        model: &mut impl Model,
        gradients: &mut Gradients<f32, Device>,
        lr: f64,
        momentum: f64,
    ) {
        match self {
            Self::Fused(adam) => adam.step(model.parameters(), gradients, lr, momentum),
            Self::Lazy(adam) => adam.step(model, gradients, lr, momentum),
        }
    }

    /// Gives the model its whole tables back, so that it can be used outside training.
    pub(super) fn write_back(&mut self, model: &mut impl Model) {
        if let Self::Lazy(adam) = self {
            adam.write_back(model);
        }
    }
}
