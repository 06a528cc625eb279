//! Neural collaborative filtering: dense layers that read both embeddings.

use super::{Batch, Model};
use crate::data::IdColumn;
use crate::nn::{Column, Device, Embedding, Linear, Parameter};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};

// ANCHOR: struct
/// Predicts the logit of an interaction by dense layers that read the user's and the item's factors side
/// by side (the MLP of He et al., 2017, section 3.3, <https://arxiv.org/abs/1708.05031>).
#[derive(Clone, Debug)]
pub struct NeuralCf {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding,
    /// Dense layers; the last has one output.
    pub layers: Vec<Linear>,
}
// ANCHOR_END: struct

impl Model for NeuralCf {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T> {
        let users = self.user_factors.rows::<T>(&batch.users);
        let items = self.item_factors.rows::<T>(&batch.items);
        let mut x = (users, items).concat_along(Axis::<1>);
        let (last, hidden) = self.layers.split_last().expect("there is a last layer");
        for layer in hidden {
            x = layer.forward(x).relu();
        }
        last.forward(x).sum::<(usize,), Axis<1>>()
    }
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        let mut parameters = vec![
            self.user_factors.parameter("user_factors", IdColumn::Users),
            self.item_factors.parameter("item_factors", IdColumn::Items),
        ];
        for (i, layer) in self.layers.iter_mut().enumerate() {
            parameters.extend(layer.parameters(&format!("layers.{i}")));
        }
        parameters
    }

    fn device(&self) -> &Device {
        self.user_factors.weight.device()
    }
}

impl NeuralCf {
    /// An untrained model with hidden layers of these sizes; the same seed gives the same initial
    /// weights.
    pub fn new(
        n_users: usize,
        n_items: usize,
        factors: usize,
        hidden: &[usize],
        seed: u64,
    ) -> Self {
        let device = &Device::seed_from_u64(seed);
        let rng = &mut StdRng::seed_from_u64(seed);
        let user_factors = Embedding::new(device, n_users, factors, rng);
        let item_factors = Embedding::new(device, n_items, factors, rng);
        let mut sizes = vec![2 * factors];
        sizes.extend(hidden);
        sizes.push(1);
        let layers = sizes.windows(2).map(|pair| Linear::new(device, pair[0], pair[1], rng));
        Self { user_factors, item_factors, layers: layers.collect() }
    }
}
