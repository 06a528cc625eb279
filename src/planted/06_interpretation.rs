//! Chapter 6: the functions with a planted bug.

// ANCHOR: mend_explained_variance
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
