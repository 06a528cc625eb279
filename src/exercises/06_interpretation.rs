//! Chapter 6: reading what was learned.
//!
//! `cargo grade 06_interpretation` grades your answers, and `cargo grade top_k --hint` helps.

// ANCHOR: top_k
/// The places of the `k` largest values, the largest first; of equals the first. If there are fewer
/// than `k` values, all of them.
///
/// `values` has shape `(n,)`.
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
/// squares.
///
/// `cosine_similarity(&[3.0, 0.0], &[1.0, 1.0])` is `3 / (3 * 1.414)`, about `0.707`. With
/// `[30.0, 0.0]` it would be the same.
pub fn cosine_similarity(a: &[f32], b: &[f32]) -> f32 {
    todo!("06_interpretation cosine_similarity: read book/src/06_interpretation.md")
}
// ANCHOR_END: cosine_similarity

// ANCHOR: nearest
/// The `k` rows of a table that are most like row `of`, by the cosine, the nearest first; of equals
/// the first. Row `of` itself is never among them.
///
/// `table` has shape `(rows, factors)`.
///
/// In the table `[[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]]` the two rows nearest to row 0 are `[2, 1]`:
/// their cosines are 0.894 and 0.
pub fn nearest(table: &[Vec<f32>], of: usize, k: usize) -> Vec<usize> {
    todo!("06_interpretation nearest: read book/src/06_interpretation.md")
}
// ANCHOR_END: nearest

// ANCHOR: project_on_components
/// Where each row lies along each principal component: first the mean of all rows is subtracted
/// from every row, then a place is the dot product of the remaining row with the component.
///
/// `rows` has shape `(n, factors)` with at least one row, `components` has shape
/// `(components, factors)`, the result has shape `(n, components)`.
///
/// Along the component `[1.0, 0.0]`, the rows `[[1.0, 5.0], [3.0, 5.0]]` lie at `[[-1.0], [1.0]]`.
pub fn project_on_components(rows: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<Vec<f32>> {
    todo!("06_interpretation project_on_components: read book/src/06_interpretation.md")
}
// ANCHOR_END: project_on_components
