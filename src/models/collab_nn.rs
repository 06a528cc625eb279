//! Embeddings side by side, combined by dense layers.

use super::{Batch, Model};
use crate::data::{IdColumn, STARS};
use crate::nn::{Column, Device, Embedding, Linear, Parameter, Rows, sigmoid_range};
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

// ANCHOR: struct
/// Predicts a rating with dense layers that read the concatenation of embeddings, of any widths, and
/// numbers.
#[derive(Clone, Debug)]
pub struct CollabNn {
    /// Shape `(n_users, user_width)`.
    pub user_factors: Embedding,
    /// Shape `(n_items, item_width)`.
    pub item_factors: Embedding,
    /// An embedding for each side feature that is a category.
    pub side_factors: Vec<Embedding>,
    /// Dense layers; the last has one output.
    pub layers: Vec<Linear>,
    /// The probability that training zeroes an output of a hidden layer.
    pub dropout: f64,
    /// The range of the predictions.
    pub y_range: Range<f32>,
}
// ANCHOR_END: struct

impl Model for CollabNn {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T> {
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
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        let mut parameters = vec![
            self.user_factors.parameter("user_factors", IdColumn::Users),
            self.item_factors.parameter("item_factors", IdColumn::Items),
        ];
        for (i, table) in self.side_factors.iter_mut().enumerate() {
            parameters.push(table.parameter(format!("side_factors.{i}"), IdColumn::Category(i)));
        }
        for (i, layer) in self.layers.iter_mut().enumerate() {
            parameters.extend(layer.parameters(&format!("layers.{i}")));
        }
        parameters
    }

    fn device(&self) -> &Device {
        self.user_factors.weight.device()
    }
}

/// The sizes of a [`CollabNn`].
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

impl CollabNn {
    /// An untrained model for one to five stars; the same seed gives the same initial weights.
    pub fn new(n_users: usize, n_items: usize, config: &CollabNnConfig, seed: u64) -> Self {
        // Dropout draws from the device's random numbers.
        let device = &Device::seed_from_u64(seed);
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

    /// The same model for ratings on a different scale.
    pub fn with_y_range(self, y_range: Range<f32>) -> Self {
        Self { y_range, ..self }
    }

    // ANCHOR: concatenated
    /// All inputs of the first layer side by side, shape `(batch, inputs)`.
    fn concatenated<T: Tape<f32, Device>>(&self, batch: &Batch) -> Rows<T> {
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
