//! The dot product, with a number for every user and every item.

use super::{Batch, Model};
use crate::nn::{
    Bias, Column, Embedding, ParameterVisitor, Parameters, STARS, TableOf, sigmoid_range,
};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::ops::Range;

// ANCHOR: model
/// Predicts a rating as the dot product of the user's and the item's factors, plus what this user
/// gives and this item gets whatever the match, squeezed into the range of the ratings.
#[derive(Clone, Debug)]
pub struct DotProductBias<D: Device<f32>> {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding<D>,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding<D>,
    /// Shape `(n_users,)`.
    pub user_bias: Bias<D>,
    /// Shape `(n_items,)`.
    pub item_bias: Bias<D>,
    /// The range of the predictions.
    pub y_range: Range<f32>,
}

impl<D: Device<f32>> Model<D> for DotProductBias<D> {
    fn forward<T: Tape<f32, D>>(&self, batch: &Batch<D>) -> Column<D, T> {
        let affinity = (self.user_factors.rows::<T>(&batch.users)
            * self.item_factors.rows::<T>(&batch.items))
        .sum::<(usize,), Axis<1>>();
        let bias = self.user_bias.rows::<T>(&batch.users) + self.item_bias.rows::<T>(&batch.items);
        sigmoid_range(affinity + bias, self.y_range.clone())
    }
    // ANCHOR_END: model

    fn device(&self) -> &D {
        self.user_factors.weight.device()
    }
}

impl<D: Device<f32>> DotProductBias<D> {
    /// An untrained model for one to five stars; the same seed gives the same first weights.
    pub fn new(device: &D, n_users: usize, n_items: usize, factors: usize, seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        Self {
            user_factors: Embedding::new(device, n_users, factors, rng),
            item_factors: Embedding::new(device, n_items, factors, rng),
            user_bias: Bias::new(device, n_users, rng),
            item_bias: Bias::new(device, n_items, rng),
            y_range: STARS,
        }
    }

    /// The same model for ratings on another scale.
    pub fn with_y_range(self, y_range: Range<f32>) -> Self {
        Self { y_range, ..self }
    }
}

impl<D: Device<f32>> Parameters<D> for DotProductBias<D> {
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<D>) {
        visitor.visit_table("user_factors", &mut self.user_factors.weight, TableOf::Users);
        visitor.visit_table("item_factors", &mut self.item_factors.weight, TableOf::Items);
        visitor.visit_table("user_bias", &mut self.user_bias.weight, TableOf::Users);
        visitor.visit_table("item_bias", &mut self.item_bias.weight, TableOf::Items);
    }
}
