//! The models of the chapters; each reads like its equation.

mod baseline;
mod batch;
mod bayesian;
mod collab_nn;
mod dot_product;
mod dot_product_bias;

pub use baseline::Baseline;
pub use batch::Batch;
pub use bayesian::{BayesianFactors, Feature, Knowledge, MeanOfDraws, Parties, Party};
pub use collab_nn::{CollabNn, CollabNnConfig, embedding_size};
pub use dot_product::DotProduct;
pub use dot_product_bias::DotProductBias;

use crate::nn::{Column, Device, Parameter};
use dfdx::prelude::*;

/// A model that predicts the ratings of user-item pairs.
pub trait Model {
    /// Predicted ratings of a batch of pairs, shape `(batch,)`. With an `OwnedTape` it records what
    /// the gradients need; with a `NoneTape` it only predicts.
    ///
    /// # Panics
    /// If a row number is not below the size of its table, or the batch lacks a side feature.
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T>;

    /// Everything that training changes, always in the same order. A table whose rows
    /// [`forward`](Self::forward) looks up must be a [`Parameter::table`]: during training on a CPU a
    /// batch asks for [all rows](crate::nn::Ids::All), and only these tables are cut down to its rows.
    fn parameters(&mut self) -> Vec<Parameter<'_>>;

    /// The device that holds the tables.
    fn device(&self) -> &Device;
}
