//! A rating as the match of two vectors.

use super::{Batch, Model};
use crate::nn::{Column, Embedding, ParameterVisitor, Parameters, TableOf, sigmoid_range};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};
use std::ops::Range;

// ANCHOR: model
/// Predicts a rating as the dot product of the user's factors and the item's.
#[derive(Clone, Debug)]
pub struct DotProduct<D: Device<f32>> {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding<D>,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding<D>,
    /// The range of the predictions; `None` leaves them as they come.
    pub y_range: Option<Range<f32>>,
}

impl<D: Device<f32>> Model<D> for DotProduct<D> {
    // ANCHOR: forward
    fn forward<T: Tape<f32, D>>(&self, batch: &Batch<D>) -> Column<D, T> {
        let users = self.user_factors.rows::<T>(&batch.users);
        let items = self.item_factors.rows::<T>(&batch.items);
        let affinity = (users * items).sum::<(usize,), Axis<1>>();
        match &self.y_range {
            Some(range) => sigmoid_range(affinity, range.clone()),
            None => affinity,
        }
    }
    // ANCHOR_END: forward
    // ANCHOR_END: model

    fn device(&self) -> &D {
        self.user_factors.weight.device()
    }
}

impl<D: Device<f32>> DotProduct<D> {
    /// An untrained model without a range; the same seed gives the same first weights.
    pub fn new(device: &D, n_users: usize, n_items: usize, factors: usize, seed: u64) -> Self {
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

impl<D: Device<f32>> Parameters<D> for DotProduct<D> {
    fn visit(&mut self, visitor: &mut impl ParameterVisitor<D>) {
        visitor.visit_table("user_factors", &mut self.user_factors.weight, TableOf::Users);
        visitor.visit_table("item_factors", &mut self.item_factors.weight, TableOf::Items);
    }
}
