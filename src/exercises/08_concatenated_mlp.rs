//! Chapter 8: embeddings side by side, and dense layers.
//!
//! `cargo grade 08_concatenated_mlp` grades your answers, and `cargo grade embedding_size --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: embedding_size
/// The rule of thumb for the width of an embedding: 1.6 times the number of rows to the power of
/// 0.56, rounded to the nearest whole number, and never more than 600. A table without rows has the
/// width 0.
///
/// `embedding_size(944)` is `74`, `embedding_size(1665)` is `102`.
pub fn embedding_size(rows: usize) -> usize {
    todo!("08_concatenated_mlp embedding_size: read book/src/08_concatenated_mlp.md")
}
// ANCHOR_END: embedding_size

// ANCHOR: relu
/// ReLU, the step between dense layers: every negative number becomes 0, the others stay, however
/// large they are.
///
/// `inputs` and the result have shape `(n,)`.
///
/// `relu(&[1.5, -2.0, 0.0])` is `[1.5, 0.0, 0.0]`.
pub fn relu(inputs: &[f32]) -> Vec<f32> {
    todo!("08_concatenated_mlp relu: read book/src/08_concatenated_mlp.md")
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
pub fn concat_forward(
    user: &[f32],
    film: &[f32],
    side: &[f32],
    weights: &[Vec<f32>],
    bias: &[f32],
) -> Vec<f32> {
    todo!("08_concatenated_mlp concat_forward: read book/src/08_concatenated_mlp.md")
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
pub fn dropout(outputs: &[f32], keep: &[bool], p: f32) -> Vec<f32> {
    todo!("08_concatenated_mlp dropout: read book/src/08_concatenated_mlp.md")
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
pub fn count_parameters(
    n_users: usize,
    user_width: usize,
    n_films: usize,
    film_width: usize,
    hidden: &[usize],
) -> usize {
    todo!("08_concatenated_mlp count_parameters: read book/src/08_concatenated_mlp.md")
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
pub fn softmax_cross_entropy(logits: &[Vec<f32>], classes: &[usize]) -> f32 {
    todo!("08_concatenated_mlp softmax_cross_entropy: read book/src/08_concatenated_mlp.md")
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
pub fn mend_last_layer(
    hidden: &[f32],
    weights: &[f32],
    bias: f32,
    keep: &[bool],
    p: f32,
    training: bool,
) -> f32 {
    let mut score = bias;
    for ((output, weight), &keep) in hidden.iter().zip(weights).zip(keep) {
        if training && !keep {
            continue;
        }
        score += output / (1.0 - p) * weight;
    }
    score
}
// ANCHOR_END: mend_last_layer
