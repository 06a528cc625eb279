//! Chapter 2: embeddings, and how they learn.
//!
//! `cargo grade 02_embedding` grades your answers, and `cargo grade embedding_forward --hint` helps.

// ANCHOR: embedding_forward
/// The rows of the table with the given ids, in the order of the ids. An id may occur twice.
///
/// `table` has shape `(rows, factors)`, `ids` has shape `(batch,)`, the result has shape
/// `(batch, factors)`.
///
/// Ids `[1, 1, 0]` look up `[[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]]` in `[[1.0, 2.0], [3.0, 4.0]]`.
pub fn embedding_forward(table: &[Vec<f32>], ids: &[usize]) -> Vec<Vec<f32>> {
    todo!("02_embedding embedding_forward: read book/src/02_embedding.md")
}
// ANCHOR_END: embedding_forward

// ANCHOR: embedding_backward
/// The gradient of the loss with respect to a table, given the gradient with respect to the rows
/// that were looked up in it, `upstream`.
///
/// `ids` has shape `(batch,)`, `upstream` has shape `(batch, factors)`, the result has the shape of
/// the table, `(rows, factors)`.
///
/// Two rows of a table of three were looked up: with `rows = 3`, `factors = 2`, `ids = [2, 0]` and
/// `upstream = [[1.0, 2.0], [3.0, 4.0]]` it is `[[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]`.
pub fn embedding_backward(
    rows: usize,
    factors: usize,
    ids: &[usize],
    upstream: &[Vec<f32>],
) -> Vec<Vec<f32>> {
    todo!("02_embedding embedding_backward: read book/src/02_embedding.md")
}
// ANCHOR_END: embedding_backward

// ANCHOR: mse_gradients
/// The gradients of the mean squared error of a batch, with respect to the factors of its users and
/// of its films. The prediction of a pair is the dot product of its two rows.
///
/// `users` and `films` have shape `(batch, factors)`, `ratings` has shape `(batch,)`. The result is
/// the gradient of `users` and the gradient of `films`, each in the same shape as the input.
///
/// One pair, `users = [[1.0, 2.0]]`, `films = [[3.0, 1.0]]`, `ratings = [4.0]`: the prediction is
/// 5.0, one too many, and the gradients are `([[6.0, 2.0]], [[2.0, 4.0]])`.
pub fn mse_gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
) -> (Vec<Vec<f32>>, Vec<Vec<f32>>) {
    todo!("02_embedding mse_gradients: read book/src/02_embedding.md")
}
// ANCHOR_END: mse_gradients

// ANCHOR: sgd_step
/// One step of gradient descent: changes the weights, each against its gradient, by the learning
/// rate `lr` times the gradient.
///
/// `weights` and `gradients` have shape `(rows, factors)`.
///
/// With `lr = 0.1`, the weights `[[1.0, 2.0]]` and their gradients `[[10.0, -5.0]]` become
/// `[[0.0, 2.5]]`.
pub fn sgd_step(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], lr: f32) {
    todo!("02_embedding sgd_step: read book/src/02_embedding.md")
}
// ANCHOR_END: sgd_step
