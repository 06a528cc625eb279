//! Chapter 6: reading what was learned.
//!
//! `cargo grade 06_interpretation` grades your answers, and `cargo grade top_k --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

use nalgebra::{DMatrix, SymmetricEigen};

// ANCHOR: top_k
/// The places of the `k` largest values, the largest first; of equals the first. If there are fewer
/// than `k` values, all of them.
///
/// `values` has shape `(n,)`. They may be of any size, negative ones too, and may differ by very
/// little: no two are equal unless all their digits are.
///
/// `top_k(&[0.1, 0.7, 0.3, 0.7], 3)` is `[1, 3, 2]`.
pub fn top_k(values: &[f32], k: usize) -> Vec<usize> {
    todo!("06_interpretation top_k: read book/src/06_interpretation.md")
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
pub fn cosine_similarity(a: &[f32], b: &[f32]) -> f32 {
    todo!("06_interpretation cosine_similarity: read book/src/06_interpretation.md")
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
pub fn nearest(table: &[Vec<f32>], of: usize, k: usize) -> Vec<usize> {
    todo!("06_interpretation nearest: read book/src/06_interpretation.md")
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
pub fn first_component(rows: &[Vec<f32>]) -> Vec<f32> {
    todo!("06_interpretation first_component: read book/src/06_interpretation.md")
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
pub fn project_on_components(rows: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<Vec<f32>> {
    todo!("06_interpretation project_on_components: read book/src/06_interpretation.md")
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
    let variances: Vec<f32> = components.iter().map(variance).collect();
    let total: f32 = variances.iter().sum();
    variances.iter().map(|variance| variance / total).collect()
}
// ANCHOR_END: mend_explained_variance
