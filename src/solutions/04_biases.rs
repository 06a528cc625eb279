//! Chapter 4: a number for every user and every film.

// ANCHOR: predict_with_bias
/// The predicted rating of a film by a user: the dot product of their factors plus both biases,
/// squeezed into the range from `low` to `high` as by `sigmoid_range`.
///
/// `user` and `film` have shape `(factors,)`.
///
/// With `user = [1.0, 2.0]`, `film = [0.5, -0.5]`, `user_bias = 0.2` and `film_bias = 0.3` the
/// score is `0.5 - 1.0 + 0.2 + 0.3`, which is 0, so the prediction is the middle of the range.
///
/// # Hints
/// 1. First the score: a dot product, and two numbers added to it. Then the sigmoid, once, for all
///    of it.
/// 2. The second step is `sigmoid_range` from chapter 3: `low + (high - low) / (1.0 +
///    (-score).exp())`.
pub fn predict_with_bias(
    user: &[f32],
    film: &[f32],
    user_bias: f32,
    film_bias: f32,
    low: f32,
    high: f32,
) -> f32 {
    // Everything is added up before the sigmoid bends it.
    let affinity: f32 = user.iter().zip(film).map(|(u, f)| u * f).sum();
    let score = affinity + user_bias + film_bias;
    low + (high - low) / (1.0 + (-score).exp())
}
// ANCHOR_END: predict_with_bias

// ANCHOR: fit_baseline
/// Fits a model of biases alone: the mean of all ratings, the offset of every user and the offset
/// of every film, in this order.
///
/// `ratings` has at least one `(user, film, rating)`; the offsets have shape `(n_users,)` and
/// `(n_films,)`. A film's offset is the sum of `rating - mean` over its ratings, divided by their
/// number plus `shrinkage`. A user's is the same with the remainder: `rating - mean - film offset`.
/// `shrinkage` is above 0, so that a user or film without ratings has an offset of 0.
///
/// With a mean of 3.0 and `shrinkage = 2.0`, a film rated 5.0 and 5.0 has the offset
/// `(2.0 + 2.0) / (2.0 + 2.0)`, which makes `1.0`.
///
/// # Hints
/// 1. Three passes over the ratings: the mean, then the films' offsets, then the users'. Each needs
///    what the ones before have found.
/// 2. For the films keep a sum and a count for every row: `vec![0.0; n_films]` and `vec![shrinkage;
///    n_films]`. Each rating adds `rating - mean` to its film's sum and 1 to its count. Divide at
///    the end.
/// 3. The users' pass is the same with `rating - mean - film_offsets[film]`, so a helper function
///    may serve both.
pub fn fit_baseline(
    ratings: &[(usize, usize, f32)],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    // Films first, then users on the remainder.
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
/// The epoch with the lowest validation loss, counted from 0; the first of equals. `None` if
/// there is no epoch.
///
/// `valid_losses` has shape `(epochs,)`.
///
/// `best_epoch(&[0.94, 0.86, 0.87, 0.89])` is `Some(1)`: from then on the model overfits.
///
/// # Hints
/// 1. Look for a place in the list, not for a value: go through the indices
///    `0..valid_losses.len()`.
/// 2. `f32` has no total order of its own, so `min_by` needs a comparison:
///    `valid_losses[a].total_cmp(&valid_losses[b])`. Which of two equals does it return, and
///    what does it return for an empty range?
pub fn best_epoch(valid_losses: &[f32]) -> Option<usize> {
    // `min_by` gives the first of equals, and `None` where there is nothing to choose from.
    (0..valid_losses.len()).min_by(|&a, &b| valid_losses[a].total_cmp(&valid_losses[b]))
}
// ANCHOR_END: best_epoch
