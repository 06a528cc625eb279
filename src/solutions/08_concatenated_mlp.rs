//! Chapter 8: embeddings side by side, and dense layers.

// ANCHOR: embedding_size
/// The rule of thumb for the width of an embedding: 1.6 times the number of rows to the power of
/// 0.56, rounded to the nearest whole number, and never more than 600.
///
/// `embedding_size(944)` is `74`, `embedding_size(1665)` is `102`.
///
/// # Hints
/// 1. The power needs a number with a fraction: `(rows as f64).powf(0.56)`.
/// 2. `.round()` comes before `as usize`, which would cut off the fraction, and `.min(600)` comes
///    last.
pub fn embedding_size(rows: usize) -> usize {
    // `powf` binds before the product, `min` comes last.
    let width = 1.6 * (rows as f64).powf(0.56);
    (width.round() as usize).min(600)
}
// ANCHOR_END: embedding_size

// ANCHOR: relu
/// ReLU, the step between dense layers: every negative number becomes 0, the others stay.
///
/// `inputs` and the result have shape `(n,)`.
///
/// `relu(&[1.5, -2.0, 0.0])` is `[1.5, 0.0, 0.0]`.
///
/// # Hints
/// 1. Take each number on its own. Which is larger, the number or 0?
/// 2. `input.max(0.0)`, for every input, with `.map(…).collect()`.
pub fn relu(inputs: &[f32]) -> Vec<f32> {
    // The larger of the number and 0.
    inputs.iter().map(|input| input.max(0.0)).collect()
}
// ANCHOR_END: relu

// ANCHOR: concat_forward
/// A hidden layer: the factors of a user, the factors of a film and side features, concatenated in
/// this order to one vector `x`, then `relu(x · weights + bias)`.
///
/// `user`, `film` and `side` may differ in length, and `side` may be empty. `weights` has shape
/// `(inputs, outputs)`, a row for every number of `x`; `bias` and the result have shape
/// `(outputs,)`.
///
/// With `user = [1.0]`, `film = [2.0]`, `side = [3.0]`,
/// `weights = [[1.0, -1.0], [1.0, 0.0], [1.0, 0.0]]` and `bias = [0.5, 0.5]` the sums are 6.5 and
/// -0.5, so the result is `[6.5, 0.0]`.
///
/// # Hints
/// 1. `[user, film, side].concat()` is one vector of all three.
/// 2. The sum of output `j` is `x[0] * weights[0][j] + x[1] * weights[1][j] + …`, and `bias[j]`
///    comes on top.
/// 3. `x.iter().zip(weights).map(|(input, row)| input * row[j]).sum::<f32>()` is that sum. Do it
///    for every `j` in `0..bias.len()`, add the bias, and only then take the larger of it and 0.
pub fn concat_forward(
    user: &[f32],
    film: &[f32],
    side: &[f32],
    weights: &[Vec<f32>],
    bias: &[f32],
) -> Vec<f32> {
    // One vector from three, one weighted sum for each output.
    let x = [user, film, side].concat();
    let sum = |j: usize| x.iter().zip(weights).map(|(input, row)| input * row[j]).sum::<f32>();
    bias.iter().enumerate().map(|(j, b)| (sum(j) + b).max(0.0)).collect()
}
// ANCHOR_END: concat_forward

// ANCHOR: dropout
/// What training does to the outputs of a hidden layer: those not to keep become 0, the others are
/// divided by `1 - p`, so that on average their sum stays the same.
///
/// `outputs`, `keep` and the result have shape `(n,)`. `p`, below 1, is the probability with which
/// an output is dropped.
///
/// `dropout(&[3.0, 4.0], &[true, false], 0.25)` is `[4.0, 0.0]`.
///
/// # Hints
/// 1. Walk through outputs and `keep` together, with `zip`.
/// 2. If three quarters are kept, they must grow by a factor of 4/3 to make up for the rest: divide
///    by `1.0 - p`.
pub fn dropout(outputs: &[f32], keep: &[bool], p: f32) -> Vec<f32> {
    // The kept outputs grow to make up for the dropped ones.
    let kept = |(output, &keep): (&f32, &bool)| if keep { output / (1.0 - p) } else { 0.0 };
    outputs.iter().zip(keep).map(kept).collect()
}
// ANCHOR_END: dropout

// ANCHOR: count_parameters
/// How many numbers the model learns: a table of `n_users` rows of `user_width`, a table of
/// `n_films` rows of `film_width`, and dense layers.
///
/// The first dense layer takes the concatenated vectors, every further one the outputs of the one
/// before. `hidden` holds the outputs of all layers but the last, which has a single output. A
/// layer has a weight for every pair of an input and an output, and a bias for every output.
///
/// Tables of 4 x 2 and 5 x 3 and one hidden layer of 10: `8 + 15 + (5 * 10 + 10) + (10 * 1 + 1)`,
/// which makes `94`.
///
/// # Hints
/// 1. The tables are two products. For the layers you need the inputs and outputs of each: what are
///    the inputs of the first one?
/// 2. A layer has `inputs * outputs` weights and `outputs` biases. Its outputs are the next layer's
///    inputs, so keep them in a variable as you go.
/// 3. `hidden.iter().chain(&[1])` goes through the outputs of all layers, the last one with its
///    single output included.
pub fn count_parameters(
    n_users: usize,
    user_width: usize,
    n_films: usize,
    film_width: usize,
    hidden: &[usize],
) -> usize {
    // Layer by layer, since the outputs of one are the inputs of the next.
    let mut total = n_users * user_width + n_films * film_width;
    let mut inputs = user_width + film_width;
    for &outputs in hidden.iter().chain(&[1]) {
        total += inputs * outputs + outputs;
        inputs = outputs;
    }
    total
}
// ANCHOR_END: count_parameters
