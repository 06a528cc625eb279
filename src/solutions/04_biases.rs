//! Chapter 4: a number for every user and every film.

use dfdx::prelude::*;

/// Rows of factors whose gradients are wanted, shape `(batch, factors)`.
pub type Rows = Tensor<(usize, usize), f32, Cpu, OwnedTape<f32, Cpu>>;
/// Numbers whose gradients are wanted, shape `(batch,)`.
pub type Column = Tensor<(usize,), f32, Cpu, OwnedTape<f32, Cpu>>;

// ANCHOR: predict_with_bias
/// The predicted rating of a film by a user: the dot product of their factors plus both biases,
/// squeezed into the range from `low` to `high` as by `sigmoid_range`.
///
/// `user` and `film` have shape `(factors,)`; without any factor their dot product is 0. The range
/// may be any, such as 0 to 5.5 or 0 to 100, and the score may be far below or above 0.
///
/// With `user = [1.0, 2.0]`, `film = [0.5, -0.5]`, `user_bias = 0.2` and `film_bias = 0.3` the
/// score is `0.5 - 1.0 + 0.2 + 0.3`, which is 0, so the prediction is the middle of the range.
///
/// # Hints
/// 1. What belongs inside the sigmoid? Everything that says how well the two match, and how much
///    they are given or give anyway.
/// 2. First the score: a dot product, and two numbers added to it. Then the sigmoid, once, for all
///    of it, and at last the range.
/// 3. The dot product is that of chapter 0, with `zip` and `sum::<f32>()`. The second step is
///    `sigmoid_range` of chapter 3: `low + (high - low) / (1.0 + (-score).exp())`.
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

// ANCHOR: dot_product_bias
/// The same for a whole batch, in dfdx, so that it has gradients: for every row the dot product of
/// user and film plus both biases, squeezed into the range from `low` to `high`.
///
/// The factors (`Rows`) have shape `(batch, factors)`, the biases and the result (`Column`) have
/// shape `(batch,)`, with at least one row and one factor. All four inputs carry a tape, and the
/// result must carry it too. The predictions are graded, and so are the gradients of each input,
/// which must be finite even where a score is 1000 or -1000. They are those of a sum in which the
/// predictions count once and twice in turn.
///
/// With one row, `users = [[1.0, 2.0]]`, `films = [[0.5, -0.5]]` and biases of 0.2 and 0.3, the
/// prediction in the range from 0 to 4 is 2. The curve has a slope of 1 there, so the gradient of
/// each bias is 1, that of the user's factors `[0.5, -0.5]`, and that of the film's `[1.0, 2.0]`.
///
/// # Hints
/// 1. dfdx multiplies and adds entry by entry, and writes down what it did. So write the formula
///    with tensors from end to end, and gradients are no work at all.
/// 2. The product of users and films has a number for every factor. Add those up along the axis of
///    the factors, add both biases, take the sigmoid, stretch it and move it.
/// 3. `.sum::<(usize,), Axis<1>>()` adds up each row, and a tensor times or plus a number is
///    another tensor. Take dfdx's own `.sigmoid()`: with `exp` written out, a large score leads
///    to infinity in the gradient.
pub fn dot_product_bias(
    users: Rows,
    films: Rows,
    user_bias: Column,
    film_bias: Column,
    low: f32,
    high: f32,
) -> Column {
    // The tape writes down every operation, and `backward` reads it from the end.
    let affinity = (users * films).sum::<(usize,), Axis<1>>();
    (affinity + user_bias + film_bias).sigmoid() * (high - low) + low
}
// ANCHOR_END: dot_product_bias

// ANCHOR: fit_baseline
/// Fits a model of biases alone: the mean of all ratings, the offset of every user and the offset
/// of every film, in this order.
///
/// `ratings` has at least one `(user, film, rating)`, in any order, and a pair may occur again. The
/// offsets have shape `(n_users,)` and `(n_films,)`. A film's offset is the sum of `rating - mean`
/// over its ratings, divided by their number plus `shrinkage`. A user's is the same with the
/// remainder: `rating - mean - film offset`. `shrinkage` is above 0, so that a user or film without
/// ratings has an offset of 0. Ratings may be on any scale.
///
/// With a mean of 3.0 and `shrinkage = 2.0`, a film rated 5.0 and 5.0 has the offset
/// `(2.0 + 2.0) / (2.0 + 2.0)`, which makes `1.0`.
///
/// # Hints
/// 1. Three passes over the ratings: the mean, then the films' offsets, then the users'. Each needs
///    what the ones before have found.
/// 2. For the films keep a sum and a count for every row, and divide at the end. Each rating adds
///    `rating - mean` to its film's sum, and 1 to its count.
/// 3. If the counts start as `vec![shrinkage; n_films]`, the division needs nothing more. The
///    users' pass is the same with `rating - mean - film_offsets[film]`, so a helper function may
///    serve both.
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

// ANCHOR: mend_film_mean_loss
/// The validation loss of a modest model: it predicts a film's mean training rating, and for a film
/// without training ratings the mean of all training ratings.
///
/// `ratings` holds `(film, rating)`, and `is_valid`, of the same length, says which of them are for
/// validation. There is at least one of either kind, on any scale. The loss is the mean of the
/// squared errors over the validation ratings, and the model must know nothing about these.
///
/// With training ratings of 4.0 and 2.0 for film 0 and a validation rating of 5.0 for film 1, the
/// prediction is 3.0 and the loss `4.0`.
///
/// This function compiles and nearly works. Find out where it goes wrong, and put it right.
///
/// # Hints
/// 1. Is the loss too high or too low? What would the model have to know for that?
/// 2. Look at films that have no training rating: work out by hand what is predicted for them, and
///    compare it with `mean`.
/// 3. Follow a validation rating through the first loop. It should leave no trace in any of the
///    four variables.
pub fn mend_film_mean_loss(ratings: &[(usize, f32)], is_valid: &[bool], n_films: usize) -> f32 {
    let (mut sums, mut counts) = (vec![0.0; n_films], vec![0.0; n_films]);
    let (mut sum, mut count) = (0.0, 0.0);
    for (&(film, rating), &valid) in ratings.iter().zip(is_valid) {
        if valid {
            continue;
        }
        sum += rating;
        count += 1.0;
        sums[film] += rating;
        counts[film] += 1.0;
    }
    let mean = sum / count;
    let (mut squares, mut judged) = (0.0, 0.0);
    for (&(film, rating), _) in ratings.iter().zip(is_valid).filter(|(_, valid)| **valid) {
        let predicted = if counts[film] > 0.0 { sums[film] / counts[film] } else { mean };
        squares += (rating - predicted) * (rating - predicted);
        judged += 1.0;
    }
    squares / judged
}
// ANCHOR_END: mend_film_mean_loss

// ANCHOR: best_epoch
/// The epoch with the lowest validation loss, counted from 0; the first of equals. `None` if
/// there is no epoch.
///
/// `valid_losses` has shape `(epochs,)`. Losses may be of any size, negative ones too, and may
/// differ by very little.
///
/// `best_epoch(&[0.94, 0.86, 0.87, 0.89])` is `Some(1)`: from then on the model overfits.
///
/// # Hints
/// 1. Look for a place in the list, not for a value. Which place do you know before you have
///    compared anything?
/// 2. Go through the places and keep the best so far. When may a later one take over, if the first
///    of equals counts?
/// 3. `f32` has no total order of its own, so `min_by` over `0..valid_losses.len()` needs a
///    comparison with `total_cmp`. Which of two equals does it return, and what does it return
///    for an empty range?
pub fn best_epoch(valid_losses: &[f32]) -> Option<usize> {
    // `min_by` gives the first of equals, and `None` where there is nothing to choose from.
    (0..valid_losses.len()).min_by(|&a, &b| valid_losses[a].total_cmp(&valid_losses[b]))
}
// ANCHOR_END: best_epoch
