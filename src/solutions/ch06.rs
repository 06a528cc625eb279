//! Chapter 6: reading what was learned. The reference solutions.

// ANCHOR: top_k
/// `sort_by` keeps the order of equals, and `truncate` leaves a short list as it is.
pub fn top_k(values: &[f32], k: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order.truncate(k);
    order
}
// ANCHOR_END: top_k

// ANCHOR: cosine_similarity
/// A vector without length has no direction, and is like nothing.
pub fn cosine_similarity(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let lengths = dot(a, a).sqrt() * dot(b, b).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
}
// ANCHOR_END: cosine_similarity

// ANCHOR: nearest
/// The same as `top_k`, over all rows but one.
pub fn nearest(table: &[Vec<f32>], of: usize, k: usize) -> Vec<usize> {
    let cosines: Vec<f32> = table.iter().map(|row| cosine_similarity(&table[of], row)).collect();
    let mut others: Vec<usize> = (0..table.len()).filter(|&row| row != of).collect();
    others.sort_by(|&a, &b| cosines[b].total_cmp(&cosines[a]));
    others.truncate(k);
    others
}
// ANCHOR_END: nearest

// ANCHOR: project_on_components
/// The middle of the map is the mean row.
pub fn project_on_components(rows: &[Vec<f32>], components: &[Vec<f32>]) -> Vec<Vec<f32>> {
    let column_mean = |j: usize| rows.iter().map(|row| row[j]).sum::<f32>() / rows.len() as f32;
    let mean: Vec<f32> = (0..rows[0].len()).map(column_mean).collect();
    let along = |row: &[f32], component: &[f32]| {
        (0..mean.len()).map(|j| (row[j] - mean[j]) * component[j]).sum()
    };
    rows.iter().map(|row| components.iter().map(|c| along(row, c)).collect()).collect()
}
// ANCHOR_END: project_on_components
