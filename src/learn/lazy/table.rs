//! A table on the host, with what Adam remembers of each of its rows.

use super::step::{Row, Step, coast};

/// Steps that a row takes at once. Over very many, its means shrink past the smallest number there
/// is.
const MOST_AT_ONCE: usize = 10_000;

/// The numbers of a table, row after row.
pub(super) struct Table {
    width: usize,
    weights: Vec<f32>,
    means: Vec<f32>,
    roots: Vec<f32>,
    /// How many steps each row has taken.
    steps_taken: Vec<usize>,
    /// The rows of the batch.
    looked_up: Vec<usize>,
}

impl Table {
    /// A table of which no row has stepped yet.
    pub(super) fn new(weights: Vec<f32>, rows: usize) -> Self {
        Self {
            width: weights.len() / rows,
            means: vec![0.0; weights.len()],
            roots: vec![0.0; weights.len()],
            weights,
            steps_taken: vec![0; rows],
            looked_up: Vec::new(),
        }
    }

    /// The weights of the given rows, brought up to date.
    pub(super) fn look_up(&mut self, rows: &[usize], steps: &[Step]) -> Vec<f32> {
        self.looked_up = rows.to_vec();
        let mut weights = Vec::with_capacity(rows.len() * self.width);
        for &row in rows {
            self.catch_up(row, steps);
            weights.extend_from_slice(self.row(row).weights);
        }
        weights
    }

    /// Moves the rows that were looked up by the last of the steps. `gradients` are those of the
    /// copies, in the order of the batch; a row that was looked up twice has the sum of two.
    pub(super) fn step(&mut self, gradients: &[f32], steps: &[Step]) {
        let step = steps.last().expect("a step was begun");
        let looked_up = std::mem::take(&mut self.looked_up);
        let mut places: Vec<usize> = (0..looked_up.len()).collect();
        places.sort_by_key(|&place| looked_up[place]);
        let mut sum = vec![0.0; self.width];
        for copies in places.chunk_by(|&a, &b| looked_up[a] == looked_up[b]) {
            sum.fill(0.0);
            for place in copies {
                let gradient = &gradients[place * self.width..][..self.width];
                sum.iter_mut().zip(gradient).for_each(|(sum, g)| *sum += g);
            }
            let row = looked_up[copies[0]];
            step.take(self.row(row), &sum);
            self.steps_taken[row] = steps.len();
        }
    }

    /// All weights, brought up to date.
    pub(super) fn whole(&mut self, steps: &[Step]) -> Vec<f32> {
        for row in 0..self.steps_taken.len() {
            self.catch_up(row, steps);
        }
        self.weights.clone()
    }

    fn catch_up(&mut self, row: usize, steps: &[Step]) {
        for missed in steps[self.steps_taken[row]..].chunks(MOST_AT_ONCE) {
            coast(self.row(row), missed);
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
    use crate::learn::denormals::flushing_denormals;

    #[test]
    fn a_row_that_nobody_ever_looks_up_keeps_its_numbers() {
        let steps: Vec<_> = (1..=300_000).map(|t| Step::new(t, 1e-3, 0.9, 0.0)).collect();
        let mut table = Table::new(vec![1.0, -2.0], 1);
        assert_eq!(flushing_denormals(|| table.whole(&steps)), [1.0, -2.0]);
    }
}
