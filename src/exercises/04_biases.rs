//! Chapter 4: a number for every user and every film.
//!
//! `cargo grade 04_biases` grades your answers, and `cargo grade predict_with_bias --hint` helps.

// ANCHOR: predict_with_bias
/// The predicted rating of a film by a user: the dot product of their factors plus both biases,
/// squeezed into the range from `low` to `high` as by `sigmoid_range`.
///
/// `user` and `film` have shape `(factors,)`.
///
/// With `user = [1.0, 2.0]`, `film = [0.5, -0.5]`, `user_bias = 0.2` and `film_bias = 0.3` the
/// score is `0.5 - 1.0 + 0.2 + 0.3`, which is 0, so the prediction is the middle of the range.
pub fn predict_with_bias(
    user: &[f32],
    film: &[f32],
    user_bias: f32,
    film_bias: f32,
    low: f32,
    high: f32,
) -> f32 {
    todo!("04_biases predict_with_bias: read book/src/04_biases.md")
}
// ANCHOR_END: predict_with_bias

// ANCHOR: fit_baseline
/// Fits a model of biases alone: the mean of all ratings, the offset of every user and the offset
/// of every film, in this order.
///
/// `ratings` has at least one `(user, film, rating)`; the offsets have shape `(n_users,)` and
/// `(n_films,)`. A film's offset is the sum of `rating - mean` over its ratings, divided by their
/// number plus `shrinkage`. A user's is the same with the remainder: `rating - mean - film offset`.
/// `shrinkage` is above 0, so that a user or film without ratings has an offset of 0.
///
/// With a mean of 3.0 and `shrinkage = 2.0`, a film rated 5.0 and 5.0 has the offset
/// `(2.0 + 2.0) / (2.0 + 2.0)`, which makes `1.0`.
pub fn fit_baseline(
    ratings: &[(usize, usize, f32)],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    todo!("04_biases fit_baseline: read book/src/04_biases.md")
}
// ANCHOR_END: fit_baseline

// ANCHOR: best_epoch
/// The epoch with the lowest validation loss, counted from 0; the first of equals. `None` if
/// there is no epoch.
///
/// `valid_losses` has shape `(epochs,)`.
///
/// `best_epoch(&[0.94, 0.86, 0.87, 0.89])` is `Some(1)`: from then on the model overfits.
pub fn best_epoch(valid_losses: &[f32]) -> Option<usize> {
    todo!("04_biases best_epoch: read book/src/04_biases.md")
}
// ANCHOR_END: best_epoch
