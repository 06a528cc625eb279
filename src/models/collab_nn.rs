//! Embeddings side by side, and dense layers that find out what to make of them.

use super::{Batch, Model};
use crate::nn::{
    Column, Embedding, Linear, ParameterVisitor, Parameters, Rows, STARS, TableOf, sigmoid_range,
};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::ops::Range;

// ANCHOR: embedding_size
/// The rule of thumb for the width of an embedding with `rows` rows: `min(600, round(1.6 rows^0.56))`,
/// fastai's.
pub fn embedding_size(rows: usize) -> usize {
    // Half a unit is rounded to even, as in Python.
    let width = (1.6 * (rows as f64).powf(0.56)).round_ties_even();
    (width as usize).min(600)
}
// ANCHOR_END: embedding_size

// ANCHOR: model
/// Predicts a rating with dense layers on the concatenation of embeddings, of any widths, and numbers.
#[derive(Clone, Debug)]
pub struct CollabNn<D: Device<f32>> {
    /// Shape `(n_users, user_width)`.
    pub user_factors: Embedding<D>,
    /// Shape `(n_items, item_width)`.
    pub item_factors: Embedding<D>,
    /// An embedding for each side feature that is a category.
    pub side_factors: Vec<Embedding<D>>,
    /// Dense layers; the last has one output.
    pub layers: Vec<Linear<D>>,
    /// The probability with which training sets an input of a hidden layer's successor to zero.
    pub dropout: f64,
    /// The range of the predictions.
    pub y_range: Range<f32>,
}

impl<D: Device<f32>> Model<D> for CollabNn<D> {
    fn forward<T: Tape<f32, D>>(&self, batch: &Batch<D>) -> Column<D, T> {
        let mut x = self.concatenated::<T>(batch);
        let (last, hidden) = self.layers.split_last().expect("there is a last layer");
        for layer in hidden {
            x = layer.forward(x).relu();
            // Only training has a tape, and only training drops anything.
            if T::OWNS_TAPE && self.dropout > 0.0 {
                x = x.dropout(self.dropout);
            }
        }
        sigmoid_range(last.forward(x).sum::<(usize,), Axis<1>>(), self.y_range.clone())
    }
    // ANCHOR_END: model

    fn device(&self) -> &D {
        self.user_factors.weight.device()
    }
}

/// What a [`CollabNn`] is made of.
#[derive(Clone, Debug)]
pub struct CollabNnConfig {
    /// Widths of the users' and the items' embeddings; [`embedding_size`] of their rows by default.
    pub widths: Option<(usize, usize)>,
    /// Rows of the embedding of each side feature that is a category; their widths follow
    /// [`embedding_size`].
    pub categories: Vec<usize>,
    /// How many side features are numbers.
    pub numbers: usize,
    /// Outputs of each hidden layer.
    pub hidden: Vec<usize>,
    /// See [`CollabNn::dropout`].
    pub dropout: f64,
}

impl Default for CollabNnConfig {
    fn default() -> Self {
        Self { widths: None, categories: Vec::new(), numbers: 0, hidden: vec![100], dropout: 0.0 }
    }
}

impl<D: Device<f32>> CollabNn<D> {
    /// An untrained model for one to five stars; the same seed gives the same first weights.
    pub fn new(
        device: &D,
        n_users: usize,
        n_items: usize,
        config: &CollabNnConfig,
        seed: u64,
    ) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        let (user_width, item_width) =
            config.widths.unwrap_or((embedding_size(n_users), embedding_size(n_items)));
        let user_factors = Embedding::new(device, n_users, user_width, rng);
        let item_factors = Embedding::new(device, n_items, item_width, rng);
        let side_factors: Vec<_> = (config.categories.iter())
            .map(|&rows| Embedding::new(device, rows, embedding_size(rows), rng))
            .collect();
        let side: usize = config.categories.iter().map(|&rows| embedding_size(rows)).sum();
        let mut inputs = user_width + item_width + side + config.numbers;
        let mut layers = Vec::new();
        for &outputs in config.hidden.iter().chain(&[1]) {
            layers.push(Linear::new(device, inputs, outputs, rng));
            inputs = outputs;
        }
        let dropout = config.dropout;
        Self { user_factors, item_factors, side_factors, layers, dropout, y_range: STARS }
    }

    /// The same model for ratings on another scale.
    pub fn with_y_range(self, y_range: Range<f32>) -> Self {
        Self { y_range, ..self }
    }

    // ANCHOR: concatenated
    /// All inputs of the first layer side by side, shape `(batch, inputs)`.
    fn concatenated<T: Tape<f32, D>>(&self, batch: &Batch<D>) -> Rows<D, T> {
        let users = self.user_factors.rows::<T>(&batch.users);
        let items = self.item_factors.rows::<T>(&batch.items);
        let mut x = (users, items).concat_along(Axis::<1>);
        for (table, ids) in self.side_factors.iter().zip(&batch.categories) {
            x = (x, table.rows::<T>(ids)).concat_along(Axis::<1>);
        }
        match &batch.numbers {
            Some(numbers) => (x, numbers.clone()).concat_along(Axis::<1>),
            None => x,
        }
    }
    // ANCHOR_END: concatenated
}

impl<D: Device<f32>> Parameters<D> for CollabNn<D> {
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<D>) {
        visitor.visit_table("user_factors", &mut self.user_factors.weight, TableOf::Users);
        visitor.visit_table("item_factors", &mut self.item_factors.weight, TableOf::Items);
        for (i, table) in self.side_factors.iter_mut().enumerate() {
            let name = format!("side_factors.{i}");
            visitor.visit_table(&name, &mut table.weight, TableOf::Category(i));
        }
        for (i, layer) in self.layers.iter_mut().enumerate() {
            visitor.visit(&format!("layers.{i}.weight"), &mut layer.weight);
            visitor.visit(&format!("layers.{i}.bias"), &mut layer.bias);
        }
    }
}
