//! Chapter 1: one-hot vectors.
//!
//! `cargo grade 01_one_hot` grades your answers, and `cargo grade one_hot --hint` helps.

// ANCHOR: one_hot
/// A vector of `n` numbers, 1 at index `id` and 0 everywhere else. Ids count from 0.
///
/// The result has shape `(n,)`.
///
/// `one_hot(2, 4)` is `[0.0, 0.0, 1.0, 0.0]`.
pub fn one_hot(id: usize, n: usize) -> Vec<f32> {
    todo!("01_one_hot one_hot: read book/src/01_one_hot.md")
}
// ANCHOR_END: one_hot

// ANCHOR: one_hot_batch
/// The one-hot vectors of several ids, one a row, in the order of the ids. An id may occur twice.
///
/// `ids` has shape `(batch,)`, the result has shape `(batch, n)`.
///
/// `one_hot_batch(&[2, 0], 3)` is `[[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]`.
pub fn one_hot_batch(ids: &[usize], n: usize) -> Vec<Vec<f32>> {
    todo!("01_one_hot one_hot_batch: read book/src/01_one_hot.md")
}
// ANCHOR_END: one_hot_batch

// ANCHOR: lookup_by_product
/// The matrix product of one-hot rows and a table, which looks up rows of the table. Write it as a
/// product of any two matrices: it must also hold for rows that are not one-hot.
///
/// `one_hot` has shape `(batch, rows)`, `table` has shape `(rows, factors)` with at least one row,
/// the result has shape `(batch, factors)`.
///
/// `[[0.0, 1.0], [0.5, 0.5]]` times `[[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]]` is
/// `[[5.0, 6.0, 7.0], [3.0, 4.0, 5.0]]`.
pub fn lookup_by_product(one_hot: &[Vec<f32>], table: &[Vec<f32>]) -> Vec<Vec<f32>> {
    todo!("01_one_hot lookup_by_product: read book/src/01_one_hot.md")
}
// ANCHOR_END: lookup_by_product
