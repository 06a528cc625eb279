//! Tables whose rows are looked up by number, and learned.

use super::{Column, Device, Ids, Parameter, Rows};
use crate::data::IdColumn;
use dfdx::prelude::*;
use rand::Rng;
use rand_distr::StandardNormal;
use std::borrow::Cow;

/// Standard deviation of the initial weights, before the tails are cut off at twice that.
pub const INIT_STD: f32 = 0.01;

// ANCHOR: embedding
/// A table of learned vectors: row `i` belongs to user or item `i`.
#[derive(Clone, Debug)]
pub struct Embedding {
    /// The table, shape `(rows, factors)`.
    pub weight: Tensor<(usize, usize), f32, Device>,
}

impl Embedding {
    /// A table of small random numbers (see [`INIT_STD`]).
    pub fn new(device: &Device, rows: usize, factors: usize, rng: &mut impl Rng) -> Self {
        let weight = small_random_numbers(rows * factors, rng);
        Self { weight: device.tensor_from_vec(weight, (rows, factors)) }
    }

    /// The rows with the given ids, shape `(batch, factors)`.
    ///
    /// # Panics
    /// If an id is not below the number of rows.
    pub fn rows<T: Tape<f32, Device>>(&self, ids: &Ids) -> Rows<T> {
        ids.gather(self.weight.clone().put_tape(T::default()))
    }
}
// ANCHOR_END: embedding

impl Embedding {
    /// The table as a parameter of a model that looks up its rows by a column of the batch.
    pub fn parameter(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        column: IdColumn,
    ) -> Parameter<'_> {
        Parameter::table(name, &mut self.weight, column)
    }
}

/// One learned number for each user or item: an embedding with a single factor, kept as a vector.
#[derive(Clone, Debug)]
pub struct Bias {
    /// The numbers, shape `(rows,)`.
    pub weight: Tensor<(usize,), f32, Device>,
}

impl Bias {
    /// A vector of small random numbers (see [`INIT_STD`]).
    pub fn new(device: &Device, rows: usize, rng: &mut impl Rng) -> Self {
        Self { weight: device.tensor_from_vec(small_random_numbers(rows, rng), (rows,)) }
    }

    /// The numbers with the given ids, shape `(batch,)`.
    ///
    /// # Panics
    /// If an id is not below the number of rows.
    pub fn rows<T: Tape<f32, Device>>(&self, ids: &Ids) -> Column<T> {
        ids.gather(self.weight.clone().put_tape(T::default()))
    }

    /// The numbers as a parameter of a model that looks them up by a column of the batch.
    pub fn parameter(&mut self, name: &'static str, column: IdColumn) -> Parameter<'_> {
        Parameter::table(name, &mut self.weight, column)
    }
}

/// Draws from a normal distribution cut off at two standard deviations. The host draws them, so that
/// a model starts from the same numbers on every device.
fn small_random_numbers(n: usize, rng: &mut impl Rng) -> Vec<f32> {
    std::iter::repeat_with(|| rng.sample::<f32, _>(StandardNormal))
        .filter(|x| x.abs() <= 2.0)
        .map(|x| x * INIT_STD)
        .take(n)
        .collect()
}
