//! Chapter 1: one-hot vectors.

// ANCHOR: one_hot
/// A vector of `n` numbers, 1 at index `id` and 0 everywhere else. Ids count from 0, and `id` is
/// below `n`, which may be some millions.
///
/// The result has shape `(n,)`.
///
/// `one_hot(2, 4)` is `[0.0, 0.0, 1.0, 0.0]`.
///
/// # Hints
/// 1. How long is the vector, and how many of its entries differ from 0?
/// 2. Begin with zeros only, then change the one entry. Rust counts from 0, and so do the ids.
/// 3. `vec![0.0; n]` makes the zeros. Keep it in a variable declared with `let mut`, or it cannot
///    be changed, and end the function with the variable's name.
pub fn one_hot(id: usize, n: usize) -> Vec<f32> {
    // Zeros, and a 1 at index `id`.
    let mut vector = vec![0.0; n];
    vector[id] = 1.0;
    vector
}
// ANCHOR_END: one_hot

// ANCHOR: one_hot_batch
/// The one-hot vectors of several ids, one a row, in the order of the ids. An id may occur twice,
/// and each is below `n`, which may be as large as 100,000: too large for a table of `n` rows.
///
/// `ids` has shape `(batch,)`, the result has shape `(batch, n)`. Without ids, it has no rows.
///
/// `one_hot_batch(&[2, 0], 3)` is `[[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]`.
///
/// # Hints
/// 1. You have already written the function for one id; it is in this file.
/// 2. Go through the ids in the order in which they come, and make a row for each, even if the same
///    id had one before.
/// 3. `.map(…)` calls a function for each id, and `.collect()` gathers the rows. An iterator over
///    `&[usize]` gives references, so write `|&id|` to get the number itself.
pub fn one_hot_batch(ids: &[usize], n: usize) -> Vec<Vec<f32>> {
    // A row for each id.
    ids.iter().map(|&id| one_hot(id, n)).collect()
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
///
/// # Hints
/// 1. Entry `[b][f]` of a matrix product is a dot product: row `b` of the left matrix with column
///    `f` of the right one.
/// 2. Column `f` of the table is `table[0][f], table[1][f], …`. So add up `one_hot[b][r] *
///    table[r][f]` over all rows `r`.
/// 3. Three nested loops do it, over `b`, `r` and `f`. They begin with a table of zeros in the
///    shape of the result, `batch` rows of `table[0].len()` numbers, and add to its entries.
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
///
/// # Hints
/// 1. Look for a row that lies past the end of the table. What is special about the ids that come
///    before its id?
/// 2. Follow the loop over `known` with an id that occurs twice. Which number does the first new id
///    after it get, and which number is free?
/// 3. A place in the list counts every id. The next free row depends on the number of different ids
///    so far, and the map knows that number: its `len`.
pub fn mend_rows_of_ids(known: &[u64], asked: &[u64]) -> (usize, Vec<usize>) {
    let mut rows = std::collections::HashMap::new();
    for &id in known {
        // Row 0 is taken.
        let free = rows.len() + 1;
        rows.entry(id).or_insert(free);
    }
    let mut found = Vec::new();
    for id in asked {
        found.push(rows.get(id).copied().unwrap_or(0));
    }
    (rows.len() + 1, found)
}
// ANCHOR_END: mend_rows_of_ids
