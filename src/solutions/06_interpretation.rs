//! Chapter 6: reading what was learned.

use nalgebra::{DMatrix, SymmetricEigen};

// ANCHOR: top_k
/// The places of the `k` largest values, the largest first; of equals the first. If there are fewer
/// than `k` values, all of them.
///
/// `values` has shape `(n,)`. They may be of any size, negative ones too, and may differ by very
/// little: no two are equal unless all their digits are.
///
/// `top_k(&[0.1, 0.7, 0.3, 0.7], 3)` is `[1, 3, 2]`.
///
/// # Hints
/// 1. The result holds places, not values. `rank_by_match` of chapter 0 is much the same.
/// 2. Sort all the places by their values and keep the first `k`. What happens to equal values in
///    the sorting, and what if there are fewer than `k`?
/// 3. `sort_by` leaves equals as they were, and `total_cmp` compares two numbers; the order of the
///    two decides which end comes first. `truncate` shortens a list that is too long and leaves
///    others alone.
pub fn top_k(values: &[f32], k: usize) -> Vec<usize> {
    // `sort_by` keeps the order of equals, and `truncate` leaves a short list as it is.
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order.truncate(k);
    order
}
// ANCHOR_END: top_k

// ANCHOR: cosine_similarity
/// The cosine of the angle between two vectors: their dot product, divided by the length of the one
/// and the length of the other. It is 0 if one of the lengths is 0.
///
/// `a` and `b` have shape `(factors,)`. The length of a vector is the square root of the sum of its
/// squares. Vectors may be very short, such as `[1e-8, 0.0]`, and still have a direction: any length
/// but 0 is from 4e-10 to 1e9.
///
/// `cosine_similarity(&[3.0, 0.0], &[1.0, 1.0])` is `3 / (3 * 1.414)`, about `0.707`. With
/// `[30.0, 0.0]` or `[0.003, 0.0]` it would be the same.
///
/// # Hints
/// 1. Three sums: the products `x * y`, the squares of `a`, the squares of `b`. Square roots make
///    lengths of the last two.
/// 2. The dot product of a vector with itself is the sum of its squares, so one small helper
///    serves for all three.
/// 3. A length of 0 would lead to 0 / 0. Check whether the product of the lengths is above 0,
///    exactly 0 and not some small number, before you divide.
pub fn cosine_similarity(a: &[f32], b: &[f32]) -> f32 {
    // A vector of length 0 has no direction, so it is similar to nothing.
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let lengths = dot(a, a).sqrt() * dot(b, b).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
}
// ANCHOR_END: cosine_similarity

// ANCHOR: nearest
/// The `k` rows of a table that are most like row `of`, by the cosine, the nearest first; of equals
/// the first. Row `of` itself is never among them. If there are fewer than `k` others, all of them.
///
/// `table` has shape `(rows, factors)`. The cosine with a row of length 0 is 0, as in
/// `cosine_similarity`, and cosines may differ by very little.
///
/// In the table `[[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]]` the two rows nearest to row 0 are `[2, 1]`:
/// their cosines are 0.894 and 0.
///
/// # Hints
/// 1. Compute the cosine of row `of` with every row; your `cosine_similarity` from this file may
///    help. The rest is like `top_k`.
/// 2. Leave row `of` out before you sort, and by its number. It may not be the first after sorting,
///    since a different row can have the same direction.
/// 3. `filter` on `0..table.len()` leaves a number out. Sort what remains with `sort_by`, which
///    keeps equals in order, and cut it with `truncate`.
pub fn nearest(table: &[Vec<f32>], of: usize, k: usize) -> Vec<usize> {
    // The same as `top_k`, over all rows but one.
    let cosines: Vec<f32> = table.iter().map(|row| cosine_similarity(&table[of], row)).collect();
    let mut others: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
    others.sort_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
    others.truncate(k);
    others
}
// ANCHOR_END: nearest

// ANCHOR: first_component
/// The first principal component: the direction of length 1 along which the rows vary most. It and
/// its opposite are equally right.
///
/// `rows` has shape `(n, factors)` with at least two rows that differ, the result has shape
/// `(factors,)`. It is the eigenvector of the covariance with the largest eigenvalue. That is
/// always at least 2 % larger than the next one, and no more may be taken for granted: the
/// component can lie at a right angle to the first row, to any axis or to `[1.0, 1.0, …]`, and the
/// mean of the rows can be far from 0. The rows may be as small as 1e-6 or as large as 1e6. Each
/// number of the result may be off by a thousandth.
///
/// The rows `[[1.0, 5.0], [3.0, 5.0]]` differ only in their first number, so the component is
/// `[1.0, 0.0]` or `[-1.0, 0.0]`.
///
/// # Hints
/// 1. Rows vary around their mean, so that has to go first. What does the covariance of two columns
///    tell you?
/// 2. Subtract the mean of each column. Entry `(i, j)` of the covariance is the mean product of the
///    columns `i` and `j`. Then find the eigenvector with the largest eigenvalue.
/// 3. `SymmetricEigen::new` of nalgebra takes the covariance as a `DMatrix<f64>` and finds all
///    `eigenvalues` and `eigenvectors`, a column for each. They are in no order, so look for the
///    largest (`imax`). If you iterate yourself, mind where you start, and that 2 % takes hundreds
///    of rounds.
pub fn first_component(rows: &[Vec<f32>]) -> Vec<f32> {
    // The eigenvectors of the covariance come in no order.
    let (n, factors) = (rows.len(), rows[0].len());
    let table = DMatrix::from_fn(n, factors, |i, j| f64::from(rows[i][j]));
    let mean = table.row_mean();
    let centred = DMatrix::from_fn(n, factors, |i, j| table[(i, j)] - mean[j]);
    let eigen = SymmetricEigen::new(centred.tr_mul(&centred) / n as f64);
    let first = eigen.eigenvectors.column(eigen.eigenvalues.imax());
    first.iter().map(|&x| x as f32).collect()
}
// ANCHOR_END: first_component

// ANCHOR: project_on_components
/// Where each row lies along each principal component: first the mean of all rows is subtracted
/// from every row, then a place is the dot product of the remaining row with the component.
///
/// `rows` has shape `(n, factors)` with at least one row, `components` has shape
/// `(components, factors)`, the result has shape `(n, components)`. The components are used as they
/// are, whatever their length. Rows may lie far from 0 and close together, where only this order of
/// subtraction and product keeps the digits that set them apart.
///
/// Along the component `[1.0, 0.0]`, the rows `[[1.0, 5.0], [3.0, 5.0]]` lie at `[[-1.0], [1.0]]`.
///
/// # Hints
/// 1. The mean of all rows is a row itself: the mean of the first column, of the second, and so on.
/// 2. First compute that mean, column by column. Then the place of a row along a component is the
///    sum of the products of what the row has beyond the mean with the component.
/// 3. In numbers, it is the sum of `(row[j] - mean[j]) * component[j]` over all `j`. The result has
///    a row for each row, and in it a number for each component, so two `map`s are nested.
pub fn project_on_components(rows: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<Vec<f32>> {
    // The middle of the map is the mean row.
    let column_mean = |j: usize| rows.iter().map(|row| row[j]).sum::<f32>() / rows.len() as f32;
    let mean: Vec<f32> = (0..rows[0].len()).map(column_mean).collect();
    let along = |row: &[f32], component: &[f32]| {
        (0..mean.len()).map(|j| (row[j] - mean[j]) * component[j]).sum()
    };
    rows.iter().map(|row| components.iter().map(|c| along(row, c)).collect()).collect()
}
// ANCHOR_END: project_on_components

// ANCHOR: mend_explained_variance
/// The share of the variance that each component explains: the variance of the rows along it,
/// divided by the variance of the rows in all directions.
///
/// `rows` has shape `(n, factors)` with at least two rows that differ. `components` has shape
/// `(components, factors)`, and its rows are of length 1 and at right angles, but need not be as
/// many as there are factors. The variance along a component is the mean squared distance of the
/// rows from their mean, measured along it. In all directions it is the sum of the variances of all
/// columns, whichever components are asked for. Rows may lie far from 0 and close together, or all
/// be tiny.
///
/// The rows `[[0.0, 0.0], [4.0, 2.0]]` have variances of 4 and 1 in their columns, so the component
/// `[1.0, 0.0]` explains `[0.8]`.
///
/// This function compiles and nearly works. Find out where it goes wrong, and put it right.
///
/// # Hints
/// 1. Add up the shares that come out, for one component and for several. Should they always come
///    to that?
/// 2. Each share is a quotient. Compare the upper and the lower number with a calculation by hand.
/// 3. The lower number asks how much the rows vary in all. Does it know anything about directions
///    that are not among the components?
pub fn mend_explained_variance(rows: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<f32> {
    let n = rows.len() as f32;
    let column_mean = |j: usize| rows.iter().map(|row| row[j]).sum::<f32>() / n;
    let mean: Vec<f32> = (0..rows[0].len()).map(column_mean).collect();
    let distance = |row: &[f32], component: &[f32]| -> f32 {
        (0..mean.len()).map(|j| (row[j] - mean[j]) * component[j]).sum()
    };
    let variance = |component: &Vec<f32>| {
        rows.iter().map(|row| distance(row, component).powi(2)).sum::<f32>() / n
    };
    let column_variance =
        |j: usize| rows.iter().map(|row| (row[j] - mean[j]).powi(2)).sum::<f32>() / n;
    let total: f32 = (0..mean.len()).map(column_variance).sum();
    components.iter().map(|component| variance(component) / total).collect()
}
// ANCHOR_END: mend_explained_variance
