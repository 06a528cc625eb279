//! Chapter 7: recommendations, and newcomers.

use nalgebra::{DMatrix, DVector};

// ANCHOR: recommend_unseen
/// The `k` films with the highest predicted ratings that the user has not seen, the best first;
/// among equals, the lower number comes first. If fewer are unseen, all of them.
///
/// `predictions` has shape `(films,)`; `seen` holds numbers of films, in any order.
///
/// `recommend_unseen(&[4.1, 3.0, 4.8, 3.9], &[2], 2)` is `[0, 3]`: film 2 is the best, and seen.
///
/// # Hints
/// 1. The order of the steps matters: first leave out what is seen, then sort, then keep `k`.
/// 2. `(0..predictions.len()).filter(|film| !seen.contains(film))` are the numbers of the unseen
///    films. From there on it is `top_k` of chapter 6.
pub fn recommend_unseen(predictions: &[f32], seen: &[usize], k: usize) -> Vec<usize> {
    // Leave out the seen films, then sort, then cut.
    let mut unseen: Vec<usize> =
        (0..predictions.len()).filter(|film| !seen.contains(film)).collect();
    unseen.sort_by(|&a, &b| predictions[b].total_cmp(&predictions[a]));
    unseen.truncate(k);
    unseen
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
///
/// # Page
///
/// 07_newcomers
///
/// # Hints
/// 1. How many users are there? One less than `user_factors.nrows()`.
/// 2. `user_factors.rows(1, n)` is the part of the table that begins with row 1 and has `n` rows.
///    `row_sum_tr()` adds its rows up to a column vector.
pub fn mean_user(user_factors: &DMatrix<f64>) -> DVector<f64> {
    // The rows from 1 on, added up and divided by their number.
    let users = user_factors.nrows() - 1;
    user_factors.rows(1, users).row_sum_tr() / users as f64
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
///
/// # Page
///
/// 07_newcomers
///
/// # Hints
/// 1. Three parts: collect `X` and `y`, form the equations, solve them. Don't forget to add the
///    prior to the solution.
/// 2. `film_factors.select_rows(&rated)` is `X`, where `rated` holds the films' numbers;
///    `DVector::from_iterator(ratings.len(), …)` makes a vector of the ratings, and `&x * prior` is
///    what the prior predicts.
/// 3. `x.tr_mul(&x)` is Xᵀ X, `DMatrix::identity(n, n) * ridge` the ridge. With the ridge the sum is
///    positive definite, so its `.cholesky()` is `Some`, and `.solve(&right_side)` of that gives `d`.
pub fn fold_in(
    film_factors: &DMatrix<f64>,
    prior: &DVector<f64>,
    ratings: &[(usize, f64)],
    ridge: f64,
) -> DVector<f64> {
    // The equations as written. The ridge makes them solvable for any ratings.
    let x = film_factors.select_rows(ratings.iter().map(|(film, _)| film));
    let rated = DVector::from_iterator(ratings.len(), ratings.iter().map(|&(_, rating)| rating));
    let y = rated - &x * prior;
    let gram = x.tr_mul(&x) + DMatrix::identity(prior.len(), prior.len()) * ridge;
    let system = gram.cholesky().expect("a ridge makes the matrix positive definite");
    prior + system.solve(&x.tr_mul(&y))
}
// ANCHOR_END: fold_in
