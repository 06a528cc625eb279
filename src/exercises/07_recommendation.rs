//! Chapter 7: recommendations, and newcomers.
//!
//! `cargo grade 07_recommendation` grades your answers, and `cargo grade recommend_unseen --hint` helps.

use nalgebra::{DMatrix, DVector};

// ANCHOR: recommend_unseen
/// The `k` films with the highest predicted ratings that the user has not seen, the best first;
/// among equals, the lower number comes first. If fewer are unseen, all of them.
///
/// `predictions` has shape `(films,)`; `seen` holds numbers of films, in any order.
///
/// `recommend_unseen(&[4.1, 3.0, 4.8, 3.9], &[2], 2)` is `[0, 3]`: film 2 is the best, and seen.
pub fn recommend_unseen(predictions: &[f32], seen: &[usize], k: usize) -> Vec<usize> {
    todo!("07_recommendation recommend_unseen: read book/src/07_recommendation.md")
}
// ANCHOR_END: recommend_unseen

// ANCHOR: mean_user
/// The mean of all users' vectors: a first guess at a newcomer.
///
/// `user_factors` has shape `(users + 1, factors)` with at least one user, the result has shape
/// `(factors,)`. Row 0 is the unknown user, as whom no one has rated anything, so it does not
/// count.
///
/// Of the rows `[[9.0, 9.0], [1.0, 0.0], [3.0, 2.0]]` the mean user is `[2.0, 1.0]`.
pub fn mean_user(user_factors: &DMatrix<f64>) -> DVector<f64> {
    todo!("07_recommendation mean_user: read book/src/07_newcomers.md")
}
// ANCHOR_END: mean_user

// ANCHOR: fold_in
/// A newcomer's vector from a few ratings: a ridge regression around a first guess, `prior`, with
/// the films' vectors fixed.
///
/// `film_factors` has shape `(films, factors)`, `prior` and the result have shape `(factors,)`.
/// `ratings` holds `(film, rating)`, with the biases already subtracted: the dot product of
/// film and newcomer should predict the rating. `ridge` is above 0.
///
/// Let `X` be the vectors of the rated films, a row for each rating, and `y` what the prior leaves
/// of each rating, `rating - film · prior`. Then the answer is `prior + d`, where
/// `(Xᵀ X + ridge I) d = Xᵀ y`.
///
/// With one factor, a prior of 1.0, `ridge = 4.0` and a rating of 5.0 for a film with factor 2.0,
/// `y` is 3.0, so `(2.0 * 2.0 + 4.0) d = 2.0 * 3.0`, and the answer is `1.0 + 0.75`.
pub fn fold_in(
    film_factors: &DMatrix<f64>,
    prior: &DVector<f64>,
    ratings: &[(usize, f64)],
    ridge: f64,
) -> DVector<f64> {
    todo!("07_recommendation fold_in: read book/src/07_newcomers.md")
}
// ANCHOR_END: fold_in
