//! Biases, ranked: which items are liked beyond what the factors explain.

use super::Learned;
use crate::data::Dataset;

/// An item or a user with its bias, and the plain mean to compare it with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedBias {
    /// Its row.
    pub row: usize,
    /// The learned bias; the mean, if several models were given.
    pub bias: f64,
    /// Plain mean of its ratings.
    pub mean_rating: f64,
    /// Number of its ratings.
    pub ratings: usize,
}

// ANCHOR: rank
/// Biases of the rows that have ratings, lowest first; among equals, the lower row first. `bias` picks
/// the table. Several models are averaged, because a single training depends on chance.
///
/// # Panics
/// If there are no models.
pub fn rank_biases(
    models: &[Learned],
    bias: impl Fn(&Learned) -> &nalgebra::DVector<f64>,
    rows: &[u32],
    data: &Dataset,
) -> Vec<RankedBias> {
    let n = bias(&models[0]).len();
    let mut sums = vec![0.0; n];
    let mut counts = vec![0; n];
    for (row, &rating) in rows.iter().map(|&row| row as usize).zip(&data.ratings.values) {
        sums[row] += f64::from(rating);
        counts[row] += 1;
    }
    let mut ranked: Vec<RankedBias> = (0..n)
        .filter(|&row| counts[row] > 0)
        .map(|row| RankedBias {
            row,
            bias: models.iter().map(|model| bias(model)[row]).sum::<f64>() / models.len() as f64,
            mean_rating: sums[row] / counts[row] as f64,
            ratings: counts[row],
        })
        .collect();
    ranked.sort_by(|a, b| a.bias.total_cmp(&b.bias).then(a.row.cmp(&b.row)));
    ranked
}
// ANCHOR_END: rank
