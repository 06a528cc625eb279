//! Films like this one, users like this one.

use crate::data::Dataset;
use nalgebra::DMatrix;
use std::collections::HashMap;

/// A row of a table and how alike it is to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The row.
    pub row: usize,
    /// Cosine of the angle between the two vectors: 1 for the same direction, 0 for nothing in
    /// common, -1 for the opposite.
    pub cosine: f64,
}

// ANCHOR: nearest
/// The `n` rows of `table` most like row `of`, itself left out, among those for which `eligible` holds.
/// Of equals, the lower row comes first.
///
/// # Panics
/// If there is no row `of`.
pub fn nearest(
    table: &DMatrix<f64>,
    of: usize,
    n: usize,
    eligible: impl Fn(usize) -> bool,
) -> Vec<Neighbour> {
    let target = table.row(of);
    let mut neighbours: Vec<Neighbour> = (0..table.nrows())
        .filter(|&row| row != of && eligible(row))
        .map(|row| {
            let lengths = target.norm() * table.row(row).norm();
            // A vector of length zero is like nothing.
            let cosine = if lengths > 0.0 { target.dot(&table.row(row)) / lengths } else { 0.0 };
            Neighbour { row, cosine }
        })
        .collect();
    neighbours.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.row.cmp(&b.row)));
    neighbours.truncate(n);
    neighbours
}
// ANCHOR_END: nearest

/// The items that two users have both rated: row, rating of the one, rating of the other; by row.
pub fn rated_by_both(data: &Dataset, one: usize, other: usize) -> Vec<(usize, f32, f32)> {
    let of = |user: usize| -> HashMap<usize, f32> {
        (data.ratings.users.iter().zip(&data.ratings.items).zip(&data.ratings.values))
            .filter(|((rater, _), _)| **rater == user)
            .map(|((_, &item), &rating)| (item, rating))
            .collect()
    };
    let theirs = of(other);
    let mut both: Vec<(usize, f32, f32)> = of(one)
        .into_iter()
        .filter_map(|(item, rating)| Some((item, rating, *theirs.get(&item)?)))
        .collect();
    both.sort_by_key(|&(item, ..)| item);
    both
}
