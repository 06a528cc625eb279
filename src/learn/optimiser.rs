//! The optimiser of a training: tables that step as a whole, or row by row.

use super::lazy::LazyAdam;
use super::{Adam, WeightDecay};
use crate::data::Ratings;
use crate::nn::Parameters;
use dfdx::prelude::{Cpu, Device, Gradients};
use std::any::TypeId;

/// Adam in one of two ways, which differ by rounding only.
pub(super) enum Optimiser<D: Device<f32>> {
    /// Every row of every table in every step.
    Eager(Adam<D>),
    /// A row when it is looked up.
    Lazy(LazyAdam<D>),
}

impl<D: Device<f32>> Optimiser<D> {
    /// An optimiser of `model` that has not stepped yet.
    pub(super) fn new(model: &mut impl Parameters<D>, weight_decay: WeightDecay) -> Self {
        // From a GPU, the rows would have to travel to the host and back in every step. With L2 the
        // gradient of a row is never zero, so that there is nothing to save.
        let on_cpu = TypeId::of::<D>() == TypeId::of::<Cpu>();
        match weight_decay {
            WeightDecay::Decoupled(wd) if on_cpu => Self::Lazy(LazyAdam::new(model, wd)),
            _ => Self::Eager(Adam::new(weight_decay)),
        }
    }

    /// Readies the model for a batch, and the batch for the model.
    pub(super) fn look_up(&mut self, model: &mut impl Parameters<D>, batch: &mut Ratings) {
        if let Self::Lazy(adam) = self {
            adam.look_up(model, batch);
        }
    }

    /// Moves the parameters one step against their gradients.
    pub(super) fn step(
        &mut self,
        model: &mut impl Parameters<D>,
        gradients: &mut Gradients<f32, D>,
        lr: f64,
        momentum: f64,
    ) {
        match self {
            Self::Eager(adam) => adam.step(model, gradients, lr, momentum),
            Self::Lazy(adam) => adam.step(model, gradients, lr, momentum),
        }
    }

    /// Readies the model for everything else than a batch.
    pub(super) fn restore(&mut self, model: &mut impl Parameters<D>) {
        if let Self::Lazy(adam) = self {
            adam.restore(model);
        }
    }
}
