//! A rating as the match of two vectors.

use super::{Batch, Model};
use crate::data::IdColumn;
use crate::nn::{Column, Device, Embedding, Parameter, sigmoid_range};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::ops::Range;

// ANCHOR: model
/// Predicts a rating as the dot product of the user's factors and the item's.
#[derive(Clone, Debug)]
pub struct DotProduct {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding,
    /// The range of the predictions, or `None` to leave them as they are.
    pub y_range: Option<Range<f32>>,
}
// ANCHOR_END: model

impl Model for DotProduct {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T> {
        let users = self.user_factors.rows::<T>(&batch.users);
        let items = self.item_factors.rows::<T>(&batch.items);
        let affinity = (users * items).sum::<(usize,), Axis<1>>();
        match &self.y_range {
            Some(range) => sigmoid_range(affinity, range.clone()),
            None => affinity,
        }
    }
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        vec![
            self.user_factors.parameter("user_factors", IdColumn::Users),
            self.item_factors.parameter("item_factors", IdColumn::Items),
        ]
    }

    fn device(&self) -> &Device {
        self.user_factors.weight.device()
    }
}

impl DotProduct {
    /// An untrained model without a range; the same seed gives the same initial weights.
    pub fn new(n_users: usize, n_items: usize, factors: usize, seed: u64) -> Self {
        let device = &Device::seed_from_u64(seed);
        let rng = &mut StdRng::seed_from_u64(seed);
        Self {
            user_factors: Embedding::new(device, n_users, factors, rng),
            item_factors: Embedding::new(device, n_items, factors, rng),
            y_range: None,
        }
    }

    /// The same model with its predictions squeezed into `y_range`.
    pub fn with_y_range(self, y_range: Range<f32>) -> Self {
        Self { y_range: Some(y_range), ..self }
    }
}
