//! Row 0 of every table, which stands for every user or item that training has not seen.
//!
//! No batch looks row 0 up, so on its own it would stay where it started: at zero, where a model that
//! squeezes its predictions predicts the middle of the range. It should predict what is usual instead.
//! Only a model that adds something to its products can: a bias, or a layer.

use crate::data::{IdColumn, Ratings};
use crate::models::{Batch, Model};
use crate::nn::ParameterTensor;
use dfdx::prelude::*;
use std::ops::Range;

/// How many training ratings tell what is usual, at most.
const SAMPLE: usize = 256;
/// How often the biases of the unknown user and the unknown item are set, each with the other in place.
const ROUNDS: usize = 2;
/// Where these biases may lie: farther out, a sigmoid is flat.
const BIASES: Range<f64> = -8.0..8.0;
/// How often this range is halved to find a bias. Within the last part, the predictions are almost a
/// straight line.
const HALVINGS: usize = 7;

/// What training has seen so far.
pub(super) struct Seen {
    /// How often each row was looked up, for each column that looks up a table.
    counts: Vec<(IdColumn, Vec<usize>)>,
    /// The first ratings.
    sample: Vec<Ratings>,
}

impl Seen {
    /// Nothing yet.
    pub(super) fn new(model: &mut impl Model) -> Self {
        let mut counts: Vec<(IdColumn, Vec<usize>)> = Vec::new();
        for (column, tensor) in tables_of(model) {
            if counts.iter().all(|(other, _)| *other != column) {
                counts.push((column, vec![0; tensor.shape()[0]]));
            }
        }
        Self { counts, sample: Vec::new() }
    }

    /// Adds the ratings of a batch.
    pub(super) fn add(&mut self, batch: &Ratings) {
        for (column, counts) in &mut self.counts {
            for &row in batch.ids(*column) {
                counts[row as usize] += 1;
            }
        }
        let missing = SAMPLE - self.sample.iter().map(Ratings::len).sum::<usize>();
        if missing > 0 {
            self.sample.push(batch.select(0..missing.min(batch.len())));
        }
    }

    /// How often each row was looked up by a column.
    fn counts(&self, column: IdColumn) -> &[usize] {
        let counts = self.counts.iter().find(|(other, _)| *other == column);
        &counts.expect("the column looks up a table").1
    }

    /// Gives row 0 of every table the mean of the rows that were seen. A table whose row 0 was seen
    /// itself, such as that of a side feature, stays as it is.
    pub(super) fn average(&self, model: &mut impl Model) {
        for (column, mut tensor) in tables_of(model) {
            let counts = self.counts(column);
            let seen = counts.iter().filter(|&&count| count > 0).count();
            if counts[0] > 0 || seen == 0 {
                continue;
            }
            let mut values = tensor.values();
            let width = values.len() / counts.len();
            let mut mean = vec![0.0; width];
            let rows = values.chunks_exact(width).zip(counts).filter(|&(_, &count)| count > 0);
            for (row, _) in rows {
                mean.iter_mut().zip(row).for_each(|(mean, &x)| *mean += f64::from(x) / seen as f64);
            }
            values.iter_mut().zip(mean).for_each(|(value, mean)| *value = mean as f32);
            tensor.replace(values);
        }
    }

    /// Moves the biases of the unknown user and of the unknown item until the model predicts for them
    /// what users and items are rated on average. The mean row alone falls short of it where most rows
    /// were seen so rarely that they have hardly moved.
    pub(super) fn centre(&self, model: &mut impl Model) {
        for _ in 0..ROUNDS {
            self.centre_column(model, IdColumn::Users, IdColumn::Items);
            self.centre_column(model, IdColumn::Items, IdColumn::Users);
        }
    }

    /// Moves the bias of row 0 of a column. In every fourth rating the `other` side is unknown, too.
    fn centre_column(&self, model: &mut impl Model, column: IdColumn, other: IdColumn) {
        // Each row counts the same, however often it was seen, because new ones resemble the rare
        // ones more than the frequent ones.
        let counts = self.counts(column);
        if counts[0] > 0 || biases_of(model, column).next().is_none() {
            return;
        }
        let examples: Vec<Weighted> = (self.sample.iter())
            .map(|ratings| {
                let weight = |&row: &u32| 1.0 / counts[row as usize] as f64;
                let weights = ratings.ids(column).iter().map(weight).collect();
                let mut unknown = ratings.clone();
                unknown.ids_mut(column).fill(0);
                unknown.ids_mut(other).iter_mut().step_by(4).for_each(|row| *row = 0);
                let batch = Batch::new(&unknown, model.device());
                Weighted { batch, values: unknown.values, weights }
            })
            .collect();
        let mut excess_at = |bias| {
            set_bias(model, column, bias);
            examples.iter().map(|ratings| ratings.excess(model)).sum::<f64>()
        };
        let [mut below, mut above] = [BIASES.start, BIASES.end].map(|bias| (bias, excess_at(bias)));
        for _ in 0..HALVINGS {
            let middle = (below.0 + above.0) / 2.0;
            let excess = excess_at(middle);
            *(if excess < 0.0 { &mut below } else { &mut above }) = (middle, excess);
        }
        let rise = above.1 - below.1;
        let share = if rise > 0.0 { (-below.1 / rise).clamp(0.0, 1.0) } else { 0.5 };
        set_bias(model, column, below.0 + share * (above.0 - below.0));
    }
}

/// Ratings that do not all count the same.
struct Weighted {
    batch: Batch,
    values: Vec<f32>,
    weights: Vec<f64>,
}

impl Weighted {
    /// By how much the predictions exceed the ratings, as a weighted sum.
    fn excess(&self, model: &impl Model) -> f64 {
        let predictions = model.forward::<NoneTape>(&self.batch).as_vec();
        let excess = predictions.iter().zip(&self.values).map(|(p, r)| f64::from(p - r));
        excess.zip(&self.weights).map(|(excess, weight)| excess * weight).sum()
    }
}

/// The biases that a column looks up; there is one at most.
fn biases_of(
    model: &mut impl Model,
    column: IdColumn,
) -> impl Iterator<Item = ParameterTensor<'_>> {
    let tables = tables_of(model).filter(move |(other, _)| *other == column);
    tables.map(|(_, tensor)| tensor).filter(|tensor| matches!(tensor, ParameterTensor::Vector(_)))
}

/// Sets the bias of row 0.
fn set_bias(model: &mut impl Model, column: IdColumn, bias: f64) {
    for mut tensor in biases_of(model, column) {
        let mut values = tensor.values();
        values[0] = bias as f32;
        tensor.replace(values);
    }
}

/// Whether a model has numbers that no factor multiplies.
pub(super) fn has_constants(model: &mut impl Model) -> bool {
    model.parameters().iter().any(|parameter| {
        parameter.looked_up_by.is_none() || matches!(parameter.tensor, ParameterTensor::Vector(_))
    })
}

/// The tables of a model, each with the column that looks up its rows.
pub(super) fn tables_of(
    model: &mut impl Model,
) -> impl Iterator<Item = (IdColumn, ParameterTensor<'_>)> {
    let parameters = model.parameters().into_iter();
    parameters.filter_map(|parameter| Some((parameter.looked_up_by?, parameter.tensor)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::builtin;
    use crate::models::DotProductBias;

    #[test]
    fn the_sample_has_its_size_whatever_that_of_a_batch() {
        let data = builtin::dataset();
        let ratings = data.ratings.select(0..6_000);
        for size in [64, 100, 5_000] {
            let model = &mut DotProductBias::new(data.n_users(), data.n_items(), 2, 0);
            let mut seen = Seen::new(model);
            ratings.chunks(size).for_each(|batch| seen.add(&batch));
            let users: Vec<u32> =
                seen.sample.iter().flat_map(|ratings| ratings.users.clone()).collect();
            assert_eq!(users, ratings.users[..SAMPLE], "batches of {size}");
        }
    }
}
