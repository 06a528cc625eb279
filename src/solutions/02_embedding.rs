//! Chapter 2: embeddings, and how they learn.

// ANCHOR: embedding_forward
/// The rows of the table with the given ids, in the order of the ids. An id may occur twice.
///
/// `table` has shape `(rows, factors)`, `ids` has shape `(batch,)`, the result has shape
/// `(batch, factors)`.
///
/// Ids `[1, 1, 0]` look up `[[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]]` in `[[1.0, 2.0], [3.0, 4.0]]`.
///
/// # Hints
/// 1. No product this time: the row of id 3 is `table[3]`.
/// 2. A row is a `Vec`, which cannot be moved out of a borrowed table: `.clone()` copies it.
pub fn embedding_forward(table: &[Vec<f32>], ids: &[usize]) -> Vec<Vec<f32>> {
    // A copy of a row for each id.
    ids.iter().map(|&id| table[id].clone()).collect()
}
// ANCHOR_END: embedding_forward

// ANCHOR: embedding_backward
/// The gradient of the loss with respect to a table, given the gradient with respect to the rows
/// that were looked up in it, `upstream`.
///
/// `ids` has shape `(batch,)`, `upstream` has shape `(batch, factors)`, the result has the shape of
/// the table, `(rows, factors)`.
///
/// Two rows of a table of three were looked up: with `rows = 3`, `factors = 2`, `ids = [2, 0]` and
/// `upstream = [[1.0, 2.0], [3.0, 4.0]]` it is `[[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]`.
///
/// # Hints
/// 1. Begin with zeros in the shape of the table. Rows that were not looked up keep them.
/// 2. Row `b` of `upstream` belongs to the id `ids[b]`. When an id occurs twice, its row receives
///    two gradients. What should become of them?
/// 3. They add up. For each place `b` and each factor `f`: `gradient[ids[b]][f] += upstream[b][f]`.
pub fn embedding_backward(
    rows: usize,
    factors: usize,
    ids: &[usize],
    upstream: &[Vec<f32>],
) -> Vec<Vec<f32>> {
    // Each gradient goes back to the row it came from. Where several meet, they add up.
    let mut gradient = vec![vec![0.0; factors]; rows];
    for (&id, arriving) in ids.iter().zip(upstream) {
        for (sum, slope) in gradient[id].iter_mut().zip(arriving) {
            *sum += slope;
        }
    }
    gradient
}
// ANCHOR_END: embedding_backward

// ANCHOR: mse_gradients
/// The gradients of the mean squared error of a batch, with respect to the factors of its users and
/// of its films. The prediction of a pair is the dot product of its two rows.
///
/// `users` and `films` have shape `(batch, factors)`, `ratings` has shape `(batch,)`. The result is
/// the gradient of `users` and the gradient of `films`, each in the same shape as the input.
///
/// One pair, `users = [[1.0, 2.0]]`, `films = [[3.0, 1.0]]`, `ratings = [4.0]`: the prediction is
/// 5.0, one too many, and the gradients are `([[6.0, 2.0]], [[2.0, 4.0]])`.
///
/// # Hints
/// 1. For one pair the loss is `(u · v - rating)²`. Its derivative with respect to the prediction
///    `u · v` is `2 * (u · v - rating)`, and the mean over the batch divides that by the number of
///    pairs.
/// 2. The derivative of `u · v` with respect to an entry of `u` is the entry of `v` in the same
///    place, and vice versa.
/// 3. So with `slope = 2.0 * (prediction - rating) / n`, the user's gradient is `slope * v` and the
///    film's is `slope * u`, entry by entry.
pub fn mse_gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
) -> (Vec<Vec<f32>>, Vec<Vec<f32>>) {
    // The slope of the loss in the prediction, times the slope of the prediction in each factor,
    // which is the other side's factor.
    let scaled = |row: &[f32], slope: f32| row.iter().map(|x| slope * x).collect();
    let gradients_of_pair = |((user, film), rating): ((&Vec<f32>, &Vec<f32>), &f32)| {
        let prediction: f32 = user.iter().zip(film).map(|(u, v)| u * v).sum();
        let slope = 2.0 * (prediction - rating) / ratings.len() as f32;
        (scaled(film, slope), scaled(user, slope))
    };
    users.iter().zip(films).zip(ratings).map(gradients_of_pair).unzip()
}
// ANCHOR_END: mse_gradients

// ANCHOR: sgd_step
/// One step of gradient descent: changes the weights, each against its gradient, by the learning
/// rate `lr` times the gradient.
///
/// `weights` and `gradients` have shape `(rows, factors)`.
///
/// With `lr = 0.1`, the weights `[[1.0, 2.0]]` and their gradients `[[10.0, -5.0]]` become
/// `[[0.0, 2.5]]`.
///
/// # Hints
/// 1. The gradient points uphill, and the loss should go down.
/// 2. Change the weights in place: `for (row, slopes) in
///    weights.iter_mut().zip(gradients)`, then the same for the entries of a row.
/// 3. In the innermost loop: `*weight -= lr * slope`.
pub fn sgd_step(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], lr: f32) {
    // Downhill, weight by weight.
    for (row, slopes) in weights.iter_mut().zip(gradients) {
        for (weight, slope) in row.iter_mut().zip(slopes) {
            *weight -= lr * slope;
        }
    }
}
// ANCHOR_END: sgd_step
