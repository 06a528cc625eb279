//! The models of the chapters, each as its equation reads.

mod baseline;
mod batch;
mod bayesian;
mod collab_nn;
mod dot_product;
mod dot_product_bias;

pub use baseline::Baseline;
pub use batch::Batch;
pub use bayesian::{BayesianFactors, MeanOfDraws};
pub use collab_nn::{CollabNn, CollabNnConfig, embedding_size};
pub use dot_product::DotProduct;
pub use dot_product_bias::DotProductBias;

use crate::nn::{Column, Parameters};
use dfdx::prelude::*;

/// A model that predicts ratings of (user, item) pairs.
pub trait Model<D: Device<f32>>: Parameters<D> {
    /// Where the tables lie.
    fn device(&self) -> &D;

    /// Predicted ratings of a batch of pairs, shape `(batch,)`. With an `OwnedTape` it records what
    /// the gradients need; with a `NoneTape` it only predicts.
    ///
    /// # Panics
    /// If a row number is not below the size of its table.
    fn forward<T: Tape<f32, D>>(&self, batch: &Batch<D>) -> Column<D, T>;
}
