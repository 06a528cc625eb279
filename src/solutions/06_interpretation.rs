//! Chapter 6: reading what was learned.

// ANCHOR: top_k
/// The places of the `k` largest values, the largest first; of equals the first. If there are fewer
/// than `k` values, all of them.
///
/// `values` has shape `(n,)`.
///
/// `top_k(&[0.1, 0.7, 0.3, 0.7], 3)` is `[1, 3, 2]`.
///
/// # Hints
/// 1. Sort the places `0..values.len()` by their values, as in `rank_by_match` of chapter 0, and
///    keep the first `k`.
/// 2. `sort_by` with `values[b].total_cmp(&values[a])` brings the largest first and leaves equals
///    as they were. `truncate(k)` shortens a list that is longer than `k` and leaves others alone.
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
/// squares.
///
/// `cosine_similarity(&[3.0, 0.0], &[1.0, 1.0])` is `3 / (3 * 1.414)`, about `0.707`. With
/// `[30.0, 0.0]` it would be the same.
///
/// # Hints
/// 1. Three sums: the products `x * y`, the squares of `a`, the squares of `b`. Square roots make
///    lengths of the last two.
/// 2. The dot product of a vector with itself is the sum of its squares, so one small helper
///    serves for all three.
/// 3. A length of 0 would lead to 0 / 0, so check `length_a * length_b` before you divide.
pub fn cosine_similarity(a: &[f32], b: &[f32]) -> f32 {
    // A vector of length 0 has no direction, so it is similar to nothing.
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let lengths = dot(a, a).sqrt() * dot(b, b).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
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
///
/// # Hints
/// 1. Compute the cosine of row `of` with every row; your `cosine_similarity` from this file may
///    help. The rest is like `top_k`.
/// 2. Leave row `of` out by its number: `(0..table.len()).filter(|&row| row != of)`. It may not be
///    the first after sorting, since a different row can have the same direction.
pub fn nearest(table: &[Vec<f32>], of: usize, k: usize) -> Vec<usize> {
    // The same as `top_k`, over all rows but one.
    let cosines: Vec<f32> = table.iter().map(|row| cosine_similarity(&table[of], row)).collect();
    let mut others: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
    others.sort_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
    others.truncate(k);
    others
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
///
/// # Hints
/// 1. The mean of all rows is a row itself: the mean of the first column, of the second, and so on.
/// 2. The column `j` has the mean `rows.iter().map(|row| row[j]).sum::<f32>() / rows.len() as f32`.
/// 3. The place of a row along a component `c` is the sum of `(row[j] - mean[j]) * c[j]` over all
///    `j`. The result has a row for each row, and in it a number for each component.
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
