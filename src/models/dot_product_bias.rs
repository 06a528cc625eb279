//! The dot product with a bias for every user and every item.

use super::{Batch, Model};
use crate::data::{IdColumn, STARS};
use crate::nn::{Bias, Column, Device, Embedding, Parameter, sigmoid_range};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::ops::Range;

// ANCHOR: model
/// Predicts a rating as the dot product of the user's and the item's factors, plus a bias for each of
/// the two, squeezed into the range of the ratings.
#[derive(Clone, Debug)]
pub struct DotProductBias {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding,
    /// Shape `(n_users,)`.
    pub user_bias: Bias,
    /// Shape `(n_items,)`.
    pub item_bias: Bias,
    /// The range of the predictions.
    pub y_range: Range<f32>,
}
// ANCHOR_END: model

impl Model for DotProductBias {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T> {
        let affinity = (self.user_factors.rows::<T>(&batch.users)
            * self.item_factors.rows::<T>(&batch.items))
        .sum::<(usize,), Axis<1>>();
        let bias = self.user_bias.rows::<T>(&batch.users) + self.item_bias.rows::<T>(&batch.items);
        sigmoid_range(affinity + bias, self.y_range.clone())
    }
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        vec![
            self.user_factors.parameter("user_factors", IdColumn::Users),
            self.item_factors.parameter("item_factors", IdColumn::Items),
            self.user_bias.parameter("user_bias", IdColumn::Users),
            self.item_bias.parameter("item_bias", IdColumn::Items),
        ]
    }

    fn device(&self) -> &Device {
        self.user_factors.weight.device()
    }
}

impl DotProductBias {
    /// An untrained model for one to five stars; the same seed gives the same initial weights.
    pub fn new(n_users: usize, n_items: usize, factors: usize, seed: u64) -> Self {
        let device = &Device::seed_from_u64(seed);
        let rng = &mut StdRng::seed_from_u64(seed);
        Self {
            user_factors: Embedding::new(device, n_users, factors, rng),
            item_factors: Embedding::new(device, n_items, factors, rng),
            user_bias: Bias::new(device, n_users, rng),
            item_bias: Bias::new(device, n_items, rng),
            y_range: STARS,
        }
    }

    /// The same model for ratings on a different scale.
    pub fn with_y_range(self, y_range: Range<f32>) -> Self {
        Self { y_range, ..self }
    }
}
