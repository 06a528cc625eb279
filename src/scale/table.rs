//! The rows of all users or of all items, in parts.

use super::row::{BIAS, BIAS_SQUARES, FACTOR_SQUARES, FIRST_SQUARES, Lanes, Row, groups};
use crate::data::row_id;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// Which place each row of a model has here: a part, and a row within it. Rows are dealt to the parts at
/// random, so that each part gets its share of the frequent ones.
#[derive(Clone, Debug)]
pub(super) struct Places {
    parts: usize,
    /// Shape `(rows,)`.
    dealt: Vec<u32>,
}

impl Places {
    pub(super) fn new(rows: usize, parts: usize, seed: u64) -> Self {
        let mut dealt: Vec<u32> = (0..row_id(rows)).collect();
        dealt.shuffle(&mut StdRng::seed_from_u64(seed));
        Self { parts, dealt }
    }

    /// The part of a row, and its place within the part.
    #[inline]
    pub(super) fn of(&self, row: u32) -> (usize, usize) {
        let dealt = self.dealt[row as usize] as usize;
        (dealt % self.parts, dealt / self.parts)
    }

    /// How many rows a part has.
    fn rows_of(&self, part: usize) -> usize {
        (self.dealt.len() + self.parts - 1 - part) / self.parts
    }
}

/// Some of the rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    lanes: Vec<Lanes>,
    /// Groups of eight in a row.
    groups: usize,
}

impl Part {
    #[inline]
    pub(super) fn row(&self, row: u16) -> &Row {
        let start = usize::from(row) * self.groups;
        &self.lanes[start..start + self.groups]
    }

    #[inline]
    pub(super) fn row_mut(&mut self, row: u16) -> &mut Row {
        let start = usize::from(row) * self.groups;
        &mut self.lanes[start..start + self.groups]
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.lanes.chunks_exact(self.groups)
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.lanes.chunks_exact_mut(self.groups)
    }
}

/// The rows of all users or of all items.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) parts: Vec<Part>,
    places: Places,
    factors: usize,
}

impl Table {
    /// A table of rows from a model: `weights` of shape `(rows, factors)`, `biases` of shape `(rows,)`.
    pub(super) fn new(places: Places, weights: &[f32], biases: &[f32]) -> Self {
        let factors = weights.len() / biases.len();
        let fresh = [FIRST_SQUARES; 2];
        let rows = weights.chunks_exact(factors).zip(biases).map(|(row, &bias)| (row, bias, fresh));
        Self::from_rows(places, factors, rows)
    }

    /// A table from the numbers that [`numbers`](Self::numbers) returned.
    pub(super) fn from_numbers(places: Places, factors: usize, numbers: &[f32]) -> Self {
        let rows = numbers.chunks_exact(factors + 3).map(|row| {
            let (row, rest) = row.split_at(factors);
            (row, rest[0], [rest[1], rest[2]])
        });
        Self::from_rows(places, factors, rows)
    }

    fn from_rows<'a>(
        places: Places,
        factors: usize,
        rows: impl Iterator<Item = (&'a [f32], f32, [f32; 2])>,
    ) -> Self {
        let groups = groups(factors);
        let part =
            |part| Part { lanes: vec![Lanes::default(); places.rows_of(part) * groups], groups };
        let mut parts: Vec<Part> = (0..places.parts).map(part).collect();
        for (id, (factors, bias, squares)) in (0..).zip(rows) {
            let (part, place) = places.of(id);
            let row = &mut parts[part].lanes[place * groups..][..groups];
            let values = row.iter_mut().flat_map(|lanes| &mut lanes.0);
            values.zip(factors).for_each(|(value, &factor)| *value = factor);
            let rest = &mut row[groups - 1].0;
            (rest[BIAS], rest[FACTOR_SQUARES], rest[BIAS_SQUARES]) = (bias, squares[0], squares[1]);
        }
        Self { parts, places, factors }
    }

    /// Row after row, in the order of the model: the factors, the bias, and the sums of squares of both.
    pub(super) fn numbers(&self) -> Vec<f32> {
        let mut numbers = Vec::with_capacity(self.places.dealt.len() * (self.factors + 3));
        for (factors, rest) in self.in_order() {
            numbers.extend(factors);
            numbers.extend([rest[BIAS], rest[FACTOR_SQUARES], rest[BIAS_SQUARES]]);
        }
        numbers
    }

    /// The factors of all rows, shape `(rows, factors)`, and the biases, shape `(rows,)`.
    pub(super) fn weights_and_biases(&self) -> (Vec<f32>, Vec<f32>) {
        let weights = self.in_order().flat_map(|(factors, _)| factors).collect();
        (weights, self.in_order().map(|(_, rest)| rest[BIAS]).collect())
    }

    /// The rows in the order of the model, as the factors and the last group.
    fn in_order(&self) -> impl Iterator<Item = (impl Iterator<Item = f32>, [f32; 8])> {
        (0..row_id(self.places.dealt.len())).map(|id| {
            let (part, place) = self.places.of(id);
            let groups = self.parts[part].groups;
            let row = &self.parts[part].lanes[place * groups..][..groups];
            let factors = row.iter().flat_map(|lanes| lanes.0).take(self.factors);
            (factors, row[groups - 1].0)
        })
    }

    /// Gives the rows that no rating has moved the mean of those that some rating has: what is usual.
    pub(super) fn give_unseen_rows_the_mean(&mut self) {
        let groups = groups(self.factors);
        let is_seen = |row: &Row| row[groups - 1].0[BIAS_SQUARES] > FIRST_SQUARES;
        let (mut sums, mut seen) = (vec![[0.0_f64; 8]; groups], 0.0);
        for row in self.parts.iter().flat_map(Part::rows).filter(|row| is_seen(row)) {
            seen += 1.0;
            for (sums, lanes) in sums.iter_mut().zip(row) {
                sums.iter_mut().zip(lanes.0).for_each(|(sum, x)| *sum += f64::from(x));
            }
        }
        let mut mean: Vec<Lanes> = sums
            .iter()
            .map(|sums| Lanes(sums.map(|sum| (sum / f64::max(seen, 1.0)) as f32)))
            .collect();
        for squares in [FACTOR_SQUARES, BIAS_SQUARES] {
            mean[groups - 1].0[squares] = FIRST_SQUARES;
        }
        let unseen = self.parts.iter_mut().flat_map(Part::rows_mut).filter(|row| !is_seen(row));
        unseen.for_each(|row| row.copy_from_slice(&mean));
    }
}
