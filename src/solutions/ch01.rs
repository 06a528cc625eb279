//! Chapter 1: one-hot vectors. The reference solutions.

// ANCHOR: one_hot
/// Zeros, and a 1 in the place of `id`.
pub fn one_hot(id: usize, n: usize) -> Vec<f32> {
    let mut vector = vec![0.0; n];
    vector[id] = 1.0;
    vector
}
// ANCHOR_END: one_hot

// ANCHOR: one_hot_batch
/// A row for each id.
pub fn one_hot_batch(ids: &[usize], n: usize) -> Vec<Vec<f32>> {
    ids.iter().map(|&id| one_hot(id, n)).collect()
}
// ANCHOR_END: one_hot_batch

// ANCHOR: lookup_by_product
/// The product, row by row: each row of the table, times the number in its place, added up.
pub fn lookup_by_product(one_hot: &[Vec<f32>], table: &[Vec<f32>]) -> Vec<Vec<f32>> {
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
