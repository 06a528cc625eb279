//! Chapter 8: embeddings side by side, and dense layers. The reference solutions.

// ANCHOR: embedding_size
/// `powf` binds before the product, `min` comes last.
pub fn embedding_size(rows: usize) -> usize {
    let width = 1.6 * (rows as f64).powf(0.56);
    (width.round() as usize).min(600)
}
// ANCHOR_END: embedding_size

// ANCHOR: relu
/// The larger of the number and 0.
pub fn relu(inputs: &[f32]) -> Vec<f32> {
    inputs.iter().map(|input| input.max(0.0)).collect()
}
// ANCHOR_END: relu

// ANCHOR: concat_forward
/// One vector from three, one weighted sum for each output.
pub fn concat_forward(
    user: &[f32],
    film: &[f32],
    side: &[f32],
    weights: &[Vec<f32>],
    bias: &[f32],
) -> Vec<f32> {
    let x = [user, film, side].concat();
    let sum = |j: usize| x.iter().zip(weights).map(|(input, row)| input * row[j]).sum::<f32>();
    bias.iter().enumerate().map(|(j, b)| (sum(j) + b).max(0.0)).collect()
}
// ANCHOR_END: concat_forward

// ANCHOR: dropout
/// What is kept grows to make up for what is dropped.
pub fn dropout(outputs: &[f32], keep: &[bool], p: f32) -> Vec<f32> {
    let kept = |(output, &keep): (&f32, &bool)| if keep { output / (1.0 - p) } else { 0.0 };
    outputs.iter().zip(keep).map(kept).collect()
}
// ANCHOR_END: dropout

// ANCHOR: count_parameters
/// Layer by layer, since what one gives the next one takes.
pub fn count_parameters(
    n_users: usize,
    user_width: usize,
    n_films: usize,
    film_width: usize,
    hidden: &[usize],
) -> usize {
    let mut total = n_users * user_width + n_films * film_width;
    let mut inputs = user_width + film_width;
    for &outputs in hidden.iter().chain(&[1]) {
        total += inputs * outputs + outputs;
        inputs = outputs;
    }
    total
}
// ANCHOR_END: count_parameters
