//! The models of the chapters; each reads like its equation.

mod baseline;
mod batch;
mod bayesian;
mod collab_nn;
mod content;
mod dot_product;
mod dot_product_bias;
mod ease;
mod gmf;
mod implicit_als;
mod inverse;
mod mix;
mod neighbours;
mod neu_mf;
mod neural_cf;
mod popularity;
mod ridge;
mod sequential_ease;

pub use baseline::Baseline;
pub use batch::Batch;
pub use bayesian::{BayesianFactors, Feature, Knowledge, MeanOfDraws, Parties, Party};
pub use collab_nn::{CollabNn, CollabNnConfig, embedding_size};
pub use content::Content;
pub use dot_product::DotProduct;
pub use dot_product_bias::DotProductBias;
pub use ease::Ease;
pub use gmf::Gmf;
pub use implicit_als::{AlsSettings, ImplicitAls};
pub use mix::Mix;
pub use neighbours::{NeighbourSettings, Neighbours, Voter};
pub use neu_mf::NeuMf;
pub use neural_cf::NeuralCf;
pub use popularity::Popularity;
pub use ridge::Ridge;
pub use sequential_ease::{OrderSettings, SequentialEase};

use crate::data::row_id;
use crate::nn::{Column, Device, Ids, Parameter};
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

/// A model's prediction of every item for a user, shape `(n_items,)`. The model needs no side features.
///
/// # Panics
/// If there is no such user, or the model does not have `n_items` items.
pub fn predict_catalogue(model: &impl Model, user: usize, n_items: usize) -> Vec<f64> {
    let batch = Batch {
        users: Ids::new(model.device(), &vec![row_id(user); n_items]),
        items: Ids::All(n_items),
        categories: Vec::new(),
        numbers: None,
    };
    model.forward::<NoneTape>(&batch).as_vec().into_iter().map(f64::from).collect()
}
