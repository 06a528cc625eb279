//! Chapter 2: embeddings, and how they learn.
//!
//! `cargo grade 02_embedding` grades your answers, and `cargo grade embedding_forward --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: embedding_forward
/// The rows of the table with the given ids, in the order of the ids. An id may occur twice.
///
/// `table` has shape `(rows, factors)`, `ids` has shape `(batch,)`, the result has shape
/// `(batch, factors)`. Without ids, it has no rows.
///
/// Ids `[1, 1, 0]` look up `[[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]]` in `[[1.0, 2.0], [3.0, 4.0]]`.
pub fn embedding_forward(table: &[Vec<f32>], ids: &[usize]) -> Vec<Vec<f32>> {
    todo!("02_embedding embedding_forward: read book/src/02_embedding.md")
}
// ANCHOR_END: embedding_forward

// ANCHOR: embedding_backward
/// The gradient of the loss with respect to a table, given the gradient with respect to the rows
/// that were looked up in it, `upstream`.
///
/// `ids` has shape `(batch,)`, `upstream` has shape `(batch, factors)`, the result has the shape of
/// the table, `(rows, factors)`. An id may occur many times, or not at all. Row 0 is a row like any
/// other.
///
/// Two rows of a table of three were looked up: with `rows = 3`, `factors = 2`, `ids = [2, 0]` and
/// `upstream = [[1.0, 2.0], [3.0, 4.0]]` it is `[[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]`.
pub fn embedding_backward(
    rows: usize,
    factors: usize,
    ids: &[usize],
    upstream: &[Vec<f32>],
) -> Vec<Vec<f32>> {
    todo!("02_embedding embedding_backward: read book/src/02_embedding.md")
}
// ANCHOR_END: embedding_backward

// ANCHOR: mse_gradients
/// The gradients of the mean squared error of a batch, with respect to the factors of its users and
/// of its films. The prediction of a pair is the dot product of its two rows.
///
/// `users` and `films` have shape `(batch, factors)`, `ratings` has shape `(batch,)`. The result is
/// the gradient of `users` and the gradient of `films`, each in the same shape as the input.
/// Without pairs, both are empty. Predictions and errors may be of any size and are used as they
/// are.
///
/// One pair, `users = [[1.0, 2.0]]`, `films = [[3.0, 1.0]]`, `ratings = [4.0]`: the prediction is
/// 5.0, one too many, and the gradients are `([[6.0, 2.0]], [[2.0, 4.0]])`.
pub fn mse_gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
) -> (Vec<Vec<f32>>, Vec<Vec<f32>>) {
    todo!("02_embedding mse_gradients: read book/src/02_embedding.md")
}
// ANCHOR_END: mse_gradients

// ANCHOR: sgd_step
/// One step of gradient descent: changes the weights, each against its gradient, by the learning
/// rate `lr` times the gradient.
///
/// `weights` and `gradients` have shape `(rows, factors)`. Weights, gradients and `lr` may be of
/// any size and sign, and they are used as they are.
///
/// With `lr = 0.1`, the weights `[[1.0, 2.0]]` and their gradients `[[10.0, -5.0]]` become
/// `[[0.0, 2.5]]`.
pub fn sgd_step(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], lr: f32) {
    todo!("02_embedding sgd_step: read book/src/02_embedding.md")
}
// ANCHOR_END: sgd_step

// ANCHOR: mend_batch_step
/// One step of gradient descent on a batch of ratings: changes the factors of its users and films,
/// and returns the mean squared error of the batch as it was before the step.
///
/// `users` and `films` are tables of shape `(rows, factors)`, and `ratings` are at least one triple
/// `(user, film, rating)` of two row numbers and a rating. A prediction is the dot product of two
/// rows. Each factor goes down by `lr` times the slope of the loss in it, where loss and slopes are
/// those of the factors before the step. Rows that are not in the batch stay as they are. All
/// numbers may be of any size and sign.
///
/// This is the step for Ada and Ben. With `users = [[1.0, 0.5], [0.5, 1.0]]`,
/// `films = [[2.0, 1.0], [1.0, 2.0]]`, `ratings = [(0, 0, 4.0), (1, 0, 1.0)]` and `lr = 0.1`, the
/// result is `1.625`, `users` become `[[1.3, 0.65], [0.3, 0.9]]`, and `films` become
/// `[[2.1, 0.975], [1.0, 2.0]]`.
pub fn mend_batch_step(
    users: &mut [Vec<f32>],
    films: &mut [Vec<f32>],
    ratings: &[(usize, usize, f32)],
    lr: f32,
) -> f32 {
    let n = ratings.len() as f32;
    let mut loss = 0.0;
    for &(user, film, rating) in ratings {
        let (u, v) = (&mut users[user], &mut films[film]);
        let error = u.iter().zip(v.iter()).map(|(u, v)| u * v).sum::<f32>() - rating;
        loss += error * error / n;
        let step = lr * 2.0 * error / n;
        for f in 0..u.len() {
            u[f] -= step * v[f];
            v[f] -= step * u[f];
        }
    }
    loss
}
// ANCHOR_END: mend_batch_step

// ANCHOR: numerical_gradient
/// The gradient of a loss, found by trying. Entry `i` is `(up - down) / (2 * h)`, where `up` is the
/// loss with `h` added to weight `i`, `down` is the loss with `h` subtracted from it, and all other
/// weights are as given. This is called a *central difference*.
///
/// Use `h` as it is given, for weights of any size: it may be as small as 1e-9 or as large as 1.
/// The numbers are `f64`, since two losses that are nearly equal have few digits left in their
/// difference. Without weights, the result is empty.
///
/// For the loss `w[0]² + 3 * w[1]`, `weights = [2.0, 1.0]` and `h = 0.5`, weight 0 has
/// `up = 6.25 + 3` and `down = 2.25 + 3`. The result is `[4.0, 3.0]`.
pub fn numerical_gradient(loss: &dyn Fn(&[f64]) -> f64, weights: &[f64], h: f64) -> Vec<f64> {
    todo!("02_embedding numerical_gradient: read book/src/02_embedding.md")
}
// ANCHOR_END: numerical_gradient

// ANCHOR: wrong_gradient
/// Finds the wrong one among three gradients. A model has three groups of weights, such as users'
/// factors, films' factors and biases, and `loss` takes all three. For each group, `gradients`
/// holds what somebody's program computed as the gradient of the loss at `weights`. Two of them are
/// right, and the result is the number of the third: 0, 1 or 2.
///
/// `weights` and `gradients` are three lists each, of any lengths. Right entries are rounded to six
/// digits, whether they are as large as 1e8 or as small as 1e-5, and some are exactly 0. A wrong
/// gradient may be wrong in a single entry, which differs by a hundredth of its size or more.
///
/// For the loss `w[0][0] * w[1][0] + 3 * w[2][0]`, `weights = [[2.0], [5.0], [1.0]]` and
/// `gradients = [[5.0], [2.0], [1.0]]`, the result is 2, since the last one should be `[3.0]`.
pub fn wrong_gradient(
    loss: &dyn Fn(&[Vec<f64>]) -> f64,
    weights: &[Vec<f64>],
    gradients: &[Vec<f64>],
) -> usize {
    todo!("02_embedding wrong_gradient: read book/src/02_embedding.md")
}
// ANCHOR_END: wrong_gradient

// ANCHOR: evaluate
/// The loss of a model over ratings, the mean squared error: the mean of `(prediction - rating)²`,
/// where `predict(user, film)` is the model's prediction.
///
/// `ratings` are at least one triple `(user, film, rating)`. Predictions and ratings may be of any
/// size and sign, and they are used as they are. The result must be right to five digits for
/// 100,000 ratings, and a squared error, or the sum of them, may be more than an `f32` holds.
/// Squaring and adding up in `f64` is one way.
///
/// For a model that predicts 3.0 for everyone and the ratings
/// `[(1, 1, 4.0), (1, 2, 3.0), (2, 1, 1.0), (2, 2, 3.0)]` it is `(1 + 0 + 4 + 0) / 4`, which makes
/// `1.25`.
pub fn evaluate(predict: &dyn Fn(usize, usize) -> f32, ratings: &[(usize, usize, f32)]) -> f32 {
    todo!("02_embedding evaluate: read book/src/02_training_loop.md")
}
// ANCHOR_END: evaluate

// ANCHOR: split_without_leak
/// Splits ratings into rows for training and rows for validation. If a user rated a film more than
/// once, these ratings stay together; otherwise a model could learn the answer in training.
///
/// `ratings` are triples `(user, film, rating)`, and each has a random number in `tickets`, all
/// different. `valid_share` is from 0 to 1. The rules are
/// - The `n * valid_share` rows with the lowest tickets are drawn, where `n` is the number of
///   ratings and the product is rounded to the nearest whole number, a half up.
/// - For validation are the rows drawn and all other rows with the same user and film as one of
///   them, so that there may be more of them than were drawn. All others are for training.
/// - The result is the row numbers `(training, validation)`, from 0, both ascending.
///
/// There may be 100,000 ratings, too many to compare each one with all others.
///
/// For `ratings = [(1, 5, 4.0), (2, 5, 3.0), (1, 5, 2.0), (1, 6, 5.0)]`,
/// `tickets = [30, 40, 10, 20]` and `valid_share = 0.25`, row 2 is drawn, and row 0 has the same
/// user and film. The result is `([1, 3], [0, 2])`.
pub fn split_without_leak(
    ratings: &[(usize, usize, f32)],
    tickets: &[u64],
    valid_share: f64,
) -> (Vec<usize>, Vec<usize>) {
    todo!("02_embedding split_without_leak: read book/src/02_training_loop.md")
}
// ANCHOR_END: split_without_leak
