//! Chapter 4: a number for every user and every film. The reference solutions.

// ANCHOR: predict_with_bias
/// Everything is added up before the sigmoid bends it.
pub fn predict_with_bias(
    user: &[f32],
    film: &[f32],
    user_bias: f32,
    film_bias: f32,
    low: f32,
    high: f32,
) -> f32 {
    let affinity: f32 = user.iter().zip(film).map(|(u, f)| u * f).sum();
    let score = affinity + user_bias + film_bias;
    low + (high - low) / (1.0 + (-score).exp())
}
// ANCHOR_END: predict_with_bias

// ANCHOR: fit_baseline
/// Films first, then users on what is left.
pub fn fit_baseline(
    ratings: &[(usize, usize, f32)],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    let mean = ratings.iter().map(|&(.., rating)| rating).sum::<f32>() / ratings.len() as f32;
    let above = ratings.iter().map(|&(_, film, rating)| (film, rating - mean));
    let film_offsets = shrunk_means(above, n_films, shrinkage);
    let left =
        ratings.iter().map(|&(user, film, rating)| (user, rating - mean - film_offsets[film]));
    let user_offsets = shrunk_means(left, n_users, shrinkage);
    (mean, user_offsets, film_offsets)
}

/// The mean of each row's values, pulled towards zero.
fn shrunk_means(
    values: impl Iterator<Item = (usize, f32)>,
    n_rows: usize,
    shrinkage: f32,
) -> Vec<f32> {
    let (mut sums, mut counts) = (vec![0.0; n_rows], vec![shrinkage; n_rows]);
    for (row, value) in values {
        sums[row] += value;
        counts[row] += 1.0;
    }
    sums.iter().zip(counts).map(|(sum, count)| sum / count).collect()
}
// ANCHOR_END: fit_baseline

// ANCHOR: best_epoch
/// `min_by` gives the first of equals, and `None` where there is nothing to choose from.
pub fn best_epoch(valid_losses: &[f32]) -> Option<usize> {
    (0..valid_losses.len()).min_by(|&a, &b| valid_losses[a].total_cmp(&valid_losses[b]))
}
// ANCHOR_END: best_epoch
