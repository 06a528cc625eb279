//! Several models that predict together.

use super::Spread;

/// The mean squared error of the mean of several models' `predictions`, shape `(models, ratings)`.
///
/// ```
/// use workbook::learn::ensemble_loss;
///
/// // Where one predicts 3 and the other 4.4, together they predict 3.7.
/// let loss = ensemble_loss(&[vec![3.0], vec![4.4]], &[4.0]);
/// assert!((loss - 0.09).abs() < 1e-6);
/// ```
///
/// # Panics
/// If a model has fewer predictions than there are ratings.
// ANCHOR: ensemble
pub fn ensemble_loss(predictions: &[Vec<f32>], ratings: &[f32]) -> f64 {
    let squares = ratings.iter().enumerate().map(|(i, &rating)| {
        let votes = predictions.iter().map(|of_one| f64::from(of_one[i]));
        (Spread::from_values(votes).mean - f64::from(rating)).powi(2)
    });
    squares.sum::<f64>() / ratings.len() as f64
}
// ANCHOR_END: ensemble
