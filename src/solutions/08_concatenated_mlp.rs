//! Chapter 8: embeddings side by side, and dense layers.

// ANCHOR: embedding_size
/// The rule of thumb for the width of an embedding: 1.6 times the number of rows to the power of
/// 0.56, rounded to the nearest whole number, and never more than 600. A table without rows has the
/// width 0.
///
/// `embedding_size(944)` is `74`, `embedding_size(1665)` is `102`.
///
/// # Hints
/// 1. Which belongs to the power, the number of rows alone, or 1.6 times that number?
/// 2. The power needs a number with a fraction. Multiply after it, then round, and only then go
///    back to a whole number; the limit comes last.
/// 3. `as f64` and `as usize` convert, `powf` takes the power, and `as usize` by itself would cut
///    the fraction off, so `round` comes before it.
pub fn embedding_size(rows: usize) -> usize {
    // `powf` binds before the product, `min` comes last.
    let width = 1.6 * (rows as f64).powf(0.56);
    (width.round() as usize).min(600)
}
// ANCHOR_END: embedding_size

// ANCHOR: relu
/// ReLU, the step between dense layers: every negative number becomes 0, the others stay, however
/// large they are.
///
/// `inputs` and the result have shape `(n,)`.
///
/// `relu(&[1.5, -2.0, 0.0])` is `[1.5, 0.0, 0.0]`.
///
/// # Hints
/// 1. Take each number on its own. None of the others matters to it.
/// 2. Which is larger, the number or 0? That is the result, so the list stays as long as it was.
/// 3. `max` of two `f32` gives the larger, `map` does it for every input, and `collect` makes a
///    list again.
pub fn relu(inputs: &[f32]) -> Vec<f32> {
    // The larger of the number and 0.
    inputs.iter().map(|input| input.max(0.0)).collect()
}
// ANCHOR_END: relu

// ANCHOR: concat_forward
/// A hidden layer: the factors of a user, the factors of a film and side features, concatenated in
/// this order to one vector `x`, then `relu(x · weights + bias)`.
///
/// `user`, `film` and `side` may differ in length, and each may be empty, but not all three.
/// `weights` has shape `(inputs, outputs)`, a row for every number of `x`; `bias` and the result
/// have shape `(outputs,)`.
///
/// With `user = [1.0]`, `film = [2.0]`, `side = [3.0]`,
/// `weights = [[1.0, -1.0], [1.0, 0.0], [1.0, 0.0]]` and `bias = [0.5, 0.5]` the sums are 6.5 and
/// -0.5, so the result is `[6.5, 0.0]`.
///
/// # Hints
/// 1. Three steps: one vector from three, a weighted sum for each output, and the ReLU.
/// 2. The sum of output `j` is `x[0] * weights[0][j] + x[1] * weights[1][j] + …`, and `bias[j]`
///    comes on top. So `j` stays the same in a sum, while the rows of `weights` go by.
/// 3. `[user, film, side].concat()` is the vector. Zip it with `weights`, take `row[j]` from every
///    row, and do this for every `j` in `0..bias.len()`. The larger of a sum and 0 comes last.
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
/// `outputs`, `keep` and the result have shape `(n,)`. `p`, from 0 to below 1, is the probability
/// with which an output is dropped. It decides about the scale, not the share that `keep` happens
/// to keep.
///
/// `dropout(&[3.0, 4.0], &[true, false], 0.25)` is `[4.0, 0.0]`.
///
/// # Hints
/// 1. If three quarters are kept on average, by which factor must they grow to make up for the
///    rest?
/// 2. Each output is either 0, or itself divided by `1 - p`. `keep` says which.
/// 3. Walk through outputs and `keep` together with `zip`, and decide with an `if` inside `map`.
///    The result is as long as `outputs`.
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
/// before. `hidden` holds the outputs of all layers but the last, which has a single output; if it
/// is empty, that one layer follows the tables. A layer has a weight for every pair of an input and
/// an output, and a bias for every output.
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

// ANCHOR: softmax_cross_entropy
/// The loss of a model that takes ratings as classes: the mean over all rows of `-ln(p)`, where `p`
/// is the probability that the model gave to the class that was right.
///
/// `logits` has shape `(n, classes)` with at least one row and one class, `classes` has shape
/// `(n,)` and holds the right class of each row, counted from 0. Five stars make the classes 0 to
/// 4, and half stars twice as many. The softmax turns a row of logits into probabilities: `e` to the
/// power of each logit, divided by the sum of all these powers in the row.
///
/// Logits may be of any size: with `[[1000.0, 0.0]]` and the right class 1 the loss is 1000, though
/// the power of 1000 is beyond any float.
///
/// With `logits = [[0.0, 0.0]]` both classes have the probability 1/2, and the loss is `ln(2)`,
/// about `0.693`, whichever is right.
///
/// # Hints
/// 1. `ln` and `e^x` undo each other. What is the logarithm of a quotient?
/// 2. For each row the loss is the logarithm of the sum of the powers, minus the right logit. If
///    you subtract the same number from all logits of a row, what changes?
/// 3. Subtract the largest logit of the row before you take powers, and add it again after the
///    logarithm: then no power is above 1, and one is exactly 1. `f32::max` in a `fold` that starts
///    at `f32::NEG_INFINITY` finds it.
pub fn softmax_cross_entropy(logits: &[Vec<f32>], classes: &[usize]) -> f32 {
    // With the largest logit moved to 0, no power overflows, and their sum is 1 or more.
    let loss = |(row, &class): (&Vec<f32>, &usize)| {
        let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = row.iter().map(|logit| (logit - largest).exp()).sum();
        sum.ln() + (largest - row[class])
    };
    logits.iter().zip(classes).map(loss).sum::<f32>() / logits.len() as f32
}
// ANCHOR_END: softmax_cross_entropy

// ANCHOR: mend_last_layer
/// The last layer of a network, with dropout before it: the sum of all hidden outputs, each times
/// its weight, plus the bias.
///
/// `hidden`, `weights` and `keep` have shape `(n,)`. While the model is in training, the outputs
/// not to keep count as 0, and the others are divided by `1 - p`. When it predicts, nothing is
/// dropped and nothing scaled, whatever `keep` and `p` say. `p` is from 0 to below 1.
///
/// With `hidden = [3.0, 4.0]`, `weights = [1.0, 2.0]`, a bias of 0.5, `keep = [true, false]` and
/// `p = 0.25`, the score is 4.5 in training, and 11.5 when the model predicts.
///
/// This function compiles and nearly works. Find out where it goes wrong, and put it right.
///
/// # Hints
/// 1. When is it wrong, in training or when the model predicts? Take the bias off and compare the
///    size of what remains with what it should be.
/// 2. Dropout does two things to the outputs. Which of the two depends on `training` here?
/// 3. Look at the division by `1.0 - p`: it belongs to training alone.
pub fn mend_last_layer(
    hidden: &[f32],
    weights: &[f32],
    bias: f32,
    keep: &[bool],
    p: f32,
    training: bool,
) -> f32 {
    let scale = if training { 1.0 / (1.0 - p) } else { 1.0 };
    let mut score = bias;
    for ((output, weight), &keep) in hidden.iter().zip(weights).zip(keep) {
        if training && !keep {
            continue;
        }
        score += output * scale * weight;
    }
    score
}
// ANCHOR_END: mend_last_layer
