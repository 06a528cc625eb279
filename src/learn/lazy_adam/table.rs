//! A table on the host, with what Adam remembers of each of its rows.

use super::missed::Missed;
use crate::learn::adam::Row;
use crate::nn::ParameterTensor;

/// Tables with so many rows or more are large: rows wait so long in them, and there are so many, that it is worth
/// other roundings to catch up sooner.
const LARGE: usize = 20_000;

/// The numbers of a table, row after row.
pub(super) struct Table {
    width: usize,
    weights: Vec<f32>,
    means: Vec<f32>,
    roots: Vec<f32>,
    /// How many of the steps since all rows were up to date each row has taken.
    steps_taken: Vec<usize>,
    /// The rows of the batch.
    in_batch: Vec<u32>,
    /// Where each row stands in the last batch that it was in; the first place, if it had several.
    first_place: Vec<usize>,
}

impl Table {
    /// A copy of a model's table, of which no row has stepped yet.
    pub(super) fn new(tensor: &ParameterTensor) -> Self {
        let weights = tensor.values();
        let rows = tensor.shape()[0];
        Self {
            width: weights.len() / rows,
            means: vec![0.0; weights.len()],
            roots: vec![0.0; weights.len()],
            weights,
            steps_taken: vec![0; rows],
            in_batch: Vec::new(),
            first_place: vec![0; rows],
        }
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.steps_taken.len()
    }

    /// How many rows the batch has looked up.
    pub(super) fn in_batch(&self) -> usize {
        self.in_batch.len()
    }

    /// Brings the rows of a batch up to date. Returns their weights, in the order of the batch.
    pub(super) fn catch_up(&mut self, rows: &[u32], steps: &Missed) -> Vec<f32> {
        self.in_batch = rows.to_vec();
        let mut weights = Vec::with_capacity(rows.len() * self.width);
        for row in rows.iter().map(|&row| row as usize) {
            self.take_missed_steps(row, steps);
            weights.extend_from_slice(self.row(row).weights);
        }
        weights
    }

    /// Moves the rows of the batch by the last of the steps. `gradients` has a row for each row of
    /// the batch; a table row that is in the batch twice gets the sum of both.
    pub(super) fn step(&mut self, mut gradients: Vec<f32>, steps: &Missed) {
        let step = steps.last().expect("the step was added before");
        let width = self.width;
        let in_batch = std::mem::take(&mut self.in_batch);
        let rows = || in_batch.iter().map(|&row| row as usize).enumerate();
        for (place, row) in rows() {
            // What an earlier batch has left here can only be a later place, or that of another row.
            let first = self.first_place[row];
            if first < place && in_batch[first] as usize == row {
                let (before, from_here) = gradients.split_at_mut(place * width);
                let sum = &mut before[first * width..][..width];
                sum.iter_mut().zip(from_here).for_each(|(sum, g)| *sum += *g);
            } else {
                self.first_place[row] = place;
            }
        }
        for (place, row) in rows() {
            if self.first_place[row] == place {
                step.take(self.row(row), &gradients[place * width..][..width]);
                self.steps_taken[row] = steps.len();
            }
        }
    }

    /// Brings every row up to date, so that steps are counted anew. Returns all weights.
    pub(super) fn catch_up_all(&mut self, steps: &Missed) -> Vec<f32> {
        for row in 0..self.steps_taken.len() {
            self.take_missed_steps(row, steps);
        }
        self.steps_taken.fill(0);
        self.weights.clone()
    }

    fn take_missed_steps(&mut self, row: usize, steps: &Missed) {
        let taken = self.steps_taken[row];
        if self.rows() < LARGE {
            steps.take(self.row(row), taken);
        } else {
            steps.take_in_runs(self.row(row), taken);
        }
        self.steps_taken[row] = steps.len();
    }

    fn row(&mut self, row: usize) -> Row<'_> {
        let range = row * self.width..(row + 1) * self.width;
        Row {
            weights: &mut self.weights[range.clone()],
            means: &mut self.means[range.clone()],
            roots: &mut self.roots[range],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::adam::Step;
    use crate::learn::denormals::flushing_denormals;
    use crate::nn::Device;
    use dfdx::prelude::TensorFromVec;

    #[test]
    fn a_row_that_is_never_looked_up_keeps_its_numbers() {
        let mut steps = Missed::default();
        (1..=300_000).for_each(|t| steps.push(Step::new(t, 1e-3, 0.9, 0.0)));
        let mut tensor = Device::default().tensor_from_vec(vec![1.0, -2.0], (1, 2));
        let mut table = Table::new(&ParameterTensor::from(&mut tensor));
        assert_eq!(flushing_denormals(|| table.catch_up_all(&steps)), [1.0, -2.0]);
    }
}
