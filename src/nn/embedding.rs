//! Tables whose rows are looked up by number, and learned.

use super::{Column, Ids, Rows};
use dfdx::prelude::*;
use rand::{Rng, distributions::Distribution};
use rand_distr::StandardNormal;

/// Standard deviation of the first weights, before their tails are cut off at twice that.
pub const INIT_STD: f32 = 0.01;

// ANCHOR: embedding
/// A table of learned vectors: row `i` belongs to user or item `i`.
#[derive(Clone, Debug)]
pub struct Embedding<D: Device<f32>> {
    /// The table, shape `(rows, factors)`.
    pub weight: Tensor<(usize, usize), f32, D>,
}

impl<D: Device<f32>> Embedding<D> {
    /// A table of small random numbers (see [`INIT_STD`]).
    pub fn new(device: &D, rows: usize, factors: usize, rng: &mut impl Rng) -> Self {
        let weight = small_random_numbers(rows * factors, rng);
        Self { weight: device.tensor_from_vec(weight, (rows, factors)) }
    }

    /// The rows with the given numbers, shape `(batch, factors)`.
    ///
    /// # Panics
    /// If a number is not below the number of rows.
    pub fn rows<T: Tape<f32, D>>(&self, ids: &Ids<D>) -> Rows<D, T> {
        ids.gather(self.weight.clone().put_tape(T::default()))
    }
}
// ANCHOR_END: embedding

/// One learned number for each user or item: an embedding with a single factor, kept as a column.
#[derive(Clone, Debug)]
pub struct Bias<D: Device<f32>> {
    /// The numbers, shape `(rows,)`.
    pub weight: Tensor<(usize,), f32, D>,
}

impl<D: Device<f32>> Bias<D> {
    /// A column of small random numbers (see [`INIT_STD`]).
    pub fn new(device: &D, rows: usize, rng: &mut impl Rng) -> Self {
        Self { weight: device.tensor_from_vec(small_random_numbers(rows, rng), (rows,)) }
    }

    /// The numbers of the given rows, shape `(batch,)`.
    ///
    /// # Panics
    /// If a row is not below the number of rows.
    pub fn rows<T: Tape<f32, D>>(&self, ids: &Ids<D>) -> Column<D, T> {
        ids.gather(self.weight.clone().put_tape(T::default()))
    }
}

/// Draws from a normal distribution cut off at two standard deviations. They are drawn on the host,
/// so that a model starts from the same numbers on every device.
fn small_random_numbers(n: usize, rng: &mut impl Rng) -> Vec<f32> {
    let normal = StandardNormal;
    std::iter::repeat_with(|| Distribution::<f32>::sample(&normal, rng))
        .filter(|x| x.abs() <= 2.0)
        .map(|x| x * INIT_STD)
        .take(n)
        .collect()
}
