//! The dot product and the network in one model.

use super::{Batch, Model};
use crate::data::IdColumn;
use crate::nn::{Column, Device, Embedding, Linear, Parameter};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};

// ANCHOR: struct
/// Predicts the logit of an interaction from a product of factors, as [`Gmf`](super::Gmf) does, and from
/// dense layers, as [`NeuralCf`](super::NeuralCf) does, each with factors of its own (neural matrix
/// factorisation; He et al., 2017, section 3.4, <https://arxiv.org/abs/1708.05031>).
#[derive(Clone, Debug)]
pub struct NeuMf {
    /// The users' factors that are multiplied, shape `(n_users, factors)`.
    pub product_users: Embedding,
    /// The items' factors that are multiplied, shape `(n_items, factors)`.
    pub product_items: Embedding,
    /// The users' factors that the dense layers read, shape `(n_users, factors)`.
    pub dense_users: Embedding,
    /// The items' factors that the dense layers read, shape `(n_items, factors)`.
    pub dense_items: Embedding,
    /// The dense layers.
    pub hidden: Vec<Linear>,
    /// Reads the products and the last hidden layer; one output.
    pub output: Linear,
}
// ANCHOR_END: struct

impl Model for NeuMf {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, Batch { users, items, .. }: &Batch) -> Column<T> {
        let product = self.product_users.rows::<T>(users) * self.product_items.rows::<T>(items);
        let mut x = (self.dense_users.rows::<T>(users), self.dense_items.rows::<T>(items))
            .concat_along(Axis::<1>);
        for layer in &self.hidden {
            x = layer.forward(x).relu();
        }
        let both = (product, x).concat_along(Axis::<1>);
        self.output.forward(both).sum::<(usize,), Axis<1>>()
    }
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        let mut parameters = vec![
            self.product_users.parameter("product_users", IdColumn::Users),
            self.product_items.parameter("product_items", IdColumn::Items),
            self.dense_users.parameter("dense_users", IdColumn::Users),
            self.dense_items.parameter("dense_items", IdColumn::Items),
        ];
        for (i, layer) in self.hidden.iter_mut().enumerate() {
            parameters.extend(layer.parameters(&format!("hidden.{i}")));
        }
        parameters.extend(self.output.parameters("output"));
        parameters
    }

    fn device(&self) -> &Device {
        self.product_users.weight.device()
    }
}

impl NeuMf {
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
        let mut table = |rows| Embedding::new(device, rows, factors, rng);
        let (product_users, product_items) = (table(n_users), table(n_items));
        let (dense_users, dense_items) = (table(n_users), table(n_items));
        let mut inputs = 2 * factors;
        let mut layers = Vec::new();
        for &outputs in hidden {
            layers.push(Linear::new(device, inputs, outputs, rng));
            inputs = outputs;
        }
        let output = Linear::new(device, factors + inputs, 1, rng);
        Self { product_users, product_items, dense_users, dense_items, hidden: layers, output }
    }
}
