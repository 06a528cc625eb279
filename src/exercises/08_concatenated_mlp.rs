//! Chapter 8: embeddings side by side, and dense layers.
//!
//! `cargo grade 08_concatenated_mlp` grades your answers, and `cargo grade embedding_size --hint` helps.

// ANCHOR: embedding_size
/// The rule of thumb for the width of an embedding: 1.6 times the number of rows to the power of
/// 0.56, rounded to the nearest whole number, and never more than 600.
///
/// `embedding_size(944)` is `74`, `embedding_size(1665)` is `102`.
pub fn embedding_size(rows: usize) -> usize {
    todo!("08_concatenated_mlp embedding_size: read book/src/08_concatenated_mlp.md")
}
// ANCHOR_END: embedding_size

// ANCHOR: relu
/// ReLU, the step between dense layers: every negative number becomes 0, the others stay.
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
/// `user`, `film` and `side` may differ in length, and `side` may be empty. `weights` has shape
/// `(inputs, outputs)`, a row for every number of `x`; `bias` and the result have shape
/// `(outputs,)`.
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
/// `outputs`, `keep` and the result have shape `(n,)`. `p`, below 1, is the probability with which
/// an output is dropped.
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
/// before. `hidden` holds the outputs of all layers but the last, which has a single output. A
/// layer has a weight for every pair of an input and an output, and a bias for every output.
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
