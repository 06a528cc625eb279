//! Chapter 7: recommending, and newcomers. The reference solutions.

use nalgebra::{DMatrix, DVector};

// ANCHOR: recommend_unseen
/// Out with the seen, then sort, then cut.
pub fn recommend_unseen(predictions: &[f32], seen: &[usize], k: usize) -> Vec<usize> {
    let mut unseen: Vec<usize> =
        (0..predictions.len()).filter(|film| !seen.contains(film)).collect();
    unseen.sort_by(|&a, &b| predictions[b].total_cmp(&predictions[a]));
    unseen.truncate(k);
    unseen
}
// ANCHOR_END: recommend_unseen

// ANCHOR: mean_user
/// The rows from 1 on, added up and divided by their number.
pub fn mean_user(user_factors: &DMatrix<f64>) -> DVector<f64> {
    let users = user_factors.nrows() - 1;
    user_factors.rows(1, users).row_sum_tr() / users as f64
}
// ANCHOR_END: mean_user

// ANCHOR: fold_in
/// The equations as they are written. The ridge makes them solvable whatever was rated.
pub fn fold_in(
    film_factors: &DMatrix<f64>,
    prior: &DVector<f64>,
    ratings: &[(usize, f64)],
    ridge: f64,
) -> DVector<f64> {
    let x = film_factors.select_rows(ratings.iter().map(|(film, _)| film));
    let rated = DVector::from_iterator(ratings.len(), ratings.iter().map(|&(_, rating)| rating));
    let y = rated - &x * prior;
    let gram = x.tr_mul(&x) + DMatrix::identity(prior.len(), prior.len()) * ridge;
    let system = gram.cholesky().expect("a ridge makes the matrix positive definite");
    prior + system.solve(&x.tr_mul(&y))
}
// ANCHOR_END: fold_in
