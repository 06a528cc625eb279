//! Chapter 2: embeddings, and how they learn. The reference solutions.

// ANCHOR: embedding_forward
/// A copy of a row for each id.
pub fn embedding_forward(table: &[Vec<f32>], ids: &[usize]) -> Vec<Vec<f32>> {
    ids.iter().map(|&id| table[id].clone()).collect()
}
// ANCHOR_END: embedding_forward

// ANCHOR: embedding_backward
/// Each gradient goes back to the row it came from. Where several meet, they add up.
pub fn embedding_backward(
    rows: usize,
    factors: usize,
    ids: &[usize],
    upstream: &[Vec<f32>],
) -> Vec<Vec<f32>> {
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
/// The slope of the loss in the prediction, times the slope of the prediction in each factor, which
/// is the other side's factor.
pub fn mse_gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
) -> (Vec<Vec<f32>>, Vec<Vec<f32>>) {
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
/// Downhill, weight by weight.
pub fn sgd_step(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], lr: f32) {
    for (row, slopes) in weights.iter_mut().zip(gradients) {
        for (weight, slope) in row.iter_mut().zip(slopes) {
            *weight -= lr * slope;
        }
    }
}
// ANCHOR_END: sgd_step
