//! Chapter 4: a number for every user and every film.
//!
//! `cargo grade 04_biases` grades your answers, and `cargo grade predict_with_bias --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

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
pub fn predict_with_bias(
    user: &[f32],
    film: &[f32],
    user_bias: f32,
    film_bias: f32,
    low: f32,
    high: f32,
) -> f32 {
    todo!("04_biases predict_with_bias: read book/src/04_biases.md")
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
pub fn dot_product_bias(
    users: Rows,
    films: Rows,
    user_bias: Column,
    film_bias: Column,
    low: f32,
    high: f32,
) -> Column {
    todo!("04_biases dot_product_bias: read book/src/04_biases.md")
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
pub fn fit_baseline(
    ratings: &[(usize, usize, f32)],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    todo!("04_biases fit_baseline: read book/src/04_biases.md")
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
pub fn mend_film_mean_loss(ratings: &[(usize, f32)], is_valid: &[bool], n_films: usize) -> f32 {
    let (mut sums, mut counts) = (vec![0.0; n_films], vec![0.0; n_films]);
    let (mut sum, mut count) = (0.0, 0.0);
    for (&(film, rating), &valid) in ratings.iter().zip(is_valid) {
        sum += rating;
        count += 1.0;
        if valid {
            continue;
        }
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
pub fn best_epoch(valid_losses: &[f32]) -> Option<usize> {
    todo!("04_biases best_epoch: read book/src/04_biases.md")
}
// ANCHOR_END: best_epoch
