//! Chapter 1: one-hot vectors.
//!
//! `cargo grade 01_one_hot` grades your answers, and `cargo grade one_hot --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: one_hot
/// A vector of `n` numbers, 1 at index `id` and 0 everywhere else. Ids count from 0, and `id` is
/// below `n`, which may be some millions.
///
/// The result has shape `(n,)`.
///
/// `one_hot(2, 4)` is `[0.0, 0.0, 1.0, 0.0]`.
pub fn one_hot(id: usize, n: usize) -> Vec<f32> {
    todo!("01_one_hot one_hot: read book/src/01_one_hot.md")
}
// ANCHOR_END: one_hot

// ANCHOR: one_hot_batch
/// The one-hot vectors of several ids, one a row, in the order of the ids. An id may occur twice,
/// and each is below `n`, which may be as large as 100,000: too large for a table of `n` rows.
///
/// `ids` has shape `(batch,)`, the result has shape `(batch, n)`. Without ids, it has no rows.
///
/// `one_hot_batch(&[2, 0], 3)` is `[[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]`.
pub fn one_hot_batch(ids: &[usize], n: usize) -> Vec<Vec<f32>> {
    todo!("01_one_hot one_hot_batch: read book/src/01_one_hot.md")
}
// ANCHOR_END: one_hot_batch

// ANCHOR: lookup_by_product
/// The matrix product of one-hot rows and a table, which looks up rows of the table. Write it as a
/// product of any two matrices: it must also hold for rows that are not one-hot, with entries of
/// any size and sign.
///
/// `one_hot` has shape `(batch, rows)`, `table` has shape `(rows, factors)` with at least one row
/// and one factor, the result has shape `(batch, factors)`.
///
/// `[[0.0, 1.0], [0.5, 0.5]]` times `[[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]]` is
/// `[[5.0, 6.0, 7.0], [3.0, 4.0, 5.0]]`.
pub fn lookup_by_product(one_hot: &[Vec<f32>], table: &[Vec<f32>]) -> Vec<Vec<f32>> {
    todo!("01_one_hot lookup_by_product: read book/src/01_one_hot.md")
}
// ANCHOR_END: lookup_by_product

// ANCHOR: mend_rows_of_ids
/// Gives ids their rows in a table. Each different id in `known` gets a row, numbered from 1
/// without holes, in the order in which the ids first appear. Row 0 stays free for ids that are not
/// known.
///
/// The result is the number of rows of the table, row 0 included, and then the row of each id in
/// `asked`, in the order of `asked`. An id may occur twice in either list, and either may be empty.
/// There may be 100,000 ids, too many to compare each with all others.
///
/// With `known = [661, 592, 42]` the table has 4 rows, and `asked = [42, 7, 661]` has the rows 3, 0
/// and 1, so the result is `(4, [3, 0, 1])`.
pub fn mend_rows_of_ids(known: &[u64], asked: &[u64]) -> (usize, Vec<usize>) {
    let mut rows = std::collections::HashMap::new();
    for (place, &id) in known.iter().enumerate() {
        // Row 0 is taken.
        rows.entry(id).or_insert(place + 1);
    }
    let mut found = Vec::new();
    for id in asked {
        found.push(rows.get(id).copied().unwrap_or(0));
    }
    (rows.len() + 1, found)
}
// ANCHOR_END: mend_rows_of_ids
