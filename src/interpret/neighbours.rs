//! The items or users most like a given one.

use crate::data::Dataset;
use nalgebra::DMatrix;
use std::collections::HashMap;

/// A row of a table and its likeness to the given row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The row.
    pub row: usize,
    /// Cosine of the angle between the two vectors: 1 for the same direction, 0 for a right angle, -1
    /// for the opposite direction.
    pub cosine: f64,
}

// ANCHOR: nearest
/// The `n` rows of `table` most like row `of`, which is left out, among those for which `eligible`
/// holds. Among equals, the lower row comes first.
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
            // A vector of length zero counts as at a right angle to every other.
            let cosine = if lengths > 0.0 { target.dot(&table.row(row)) / lengths } else { 0.0 };
            Neighbour { row, cosine }
        })
        .collect();
    neighbours.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then(a.row.cmp(&b.row)));
    neighbours.truncate(n);
    neighbours
}
// ANCHOR_END: nearest

/// The items that two users have both rated, in order of their rows: row, rating of `one`, rating of
/// `other`.
pub fn rated_by_both(data: &Dataset, one: usize, other: usize) -> Vec<(usize, f32, f32)> {
    let of = |user: usize| -> HashMap<usize, f32> {
        let of_user = data.ratings.iter().filter(|rating| rating.user == user);
        of_user.map(|rating| (rating.item, rating.value)).collect()
    };
    let theirs = of(other);
    let mut both: Vec<(usize, f32, f32)> = of(one)
        .into_iter()
        .filter_map(|(item, rating)| Some((item, rating, *theirs.get(&item)?)))
        .collect();
    both.sort_by_key(|&(item, ..)| item);
    both
}
