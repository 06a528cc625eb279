//! Chapter 1: one-hot vectors.

// ANCHOR: one_hot
/// A vector of `n` numbers, 1 at index `id` and 0 everywhere else. Ids count from 0.
///
/// The result has shape `(n,)`.
///
/// `one_hot(2, 4)` is `[0.0, 0.0, 1.0, 0.0]`.
///
/// # Hints
/// 1. Begin with a vector of `n` zeros: `vec![0.0; n]`.
/// 2. Only one entry changes. Rust counts from 0, and so do the ids.
pub fn one_hot(id: usize, n: usize) -> Vec<f32> {
    // Zeros, and a 1 at index `id`.
    let mut vector = vec![0.0; n];
    vector[id] = 1.0;
    vector
}
// ANCHOR_END: one_hot

// ANCHOR: one_hot_batch
/// The one-hot vectors of several ids, one a row, in the order of the ids. An id may occur twice.
///
/// `ids` has shape `(batch,)`, the result has shape `(batch, n)`.
///
/// `one_hot_batch(&[2, 0], 3)` is `[[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]`.
///
/// # Hints
/// 1. You have already written the function for one id; it is in this file.
/// 2. `ids.iter().map(|&id| …).collect()` turns a list of ids into a list of rows.
pub fn one_hot_batch(ids: &[usize], n: usize) -> Vec<Vec<f32>> {
    // A row for each id.
    ids.iter().map(|&id| one_hot(id, n)).collect()
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
///
/// # Hints
/// 1. Entry `[b][f]` of a matrix product is a dot product: row `b` of the left matrix with column
///    `f` of the right one.
/// 2. Column `f` of the table is `table[0][f], table[1][f], …`. So add up `one_hot[b][r] *
///    table[r][f]` over all rows `r`.
/// 3. Three loops do it. Begin with `vec![vec![0.0; table[0].len()]; one_hot.len()]` and, for each
///    `b`, `r` and `f`, add `one_hot[b][r] * table[r][f]` to entry `[b][f]`.
pub fn lookup_by_product(one_hot: &[Vec<f32>], table: &[Vec<f32>]) -> Vec<Vec<f32>> {
    // The product, row by row: each row of the table, times the number in its place, added up.
    let mut product = vec![vec![0.0; table[0].len()]; one_hot.len()];
    for (row, weights) in product.iter_mut().zip(one_hot) {
        for (weight, table_row) in weights.iter().zip(table) {
            for (sum, entry) in row.iter_mut().zip(table_row) {
                *sum += weight * entry;
            }
        }
    }
    product
}
// ANCHOR_END: lookup_by_product
