//! Your recommender: what the answers of the chapters add up to, a checkpoint at the end of each.
//!
//! `cargo grade run ch05` trains it on the built-in data with your answers up to chapter 5. The types are
//! in `tests/grade/src/recommender.rs`.
//!
//! `cargo grade recommender` grades your answers, and `cargo grade train --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

use super::_00_first_look::dot;
use super::_02_embedding::{
    embedding_backward, embedding_forward, evaluate, mse_gradients, sgd_step,
};
use super::_03_sigmoid_range::{inverse_sigmoid_range, sigmoid_range, sigmoid_range_gradient};
use super::_04_biases::predict_with_bias;
use super::_05_weight_decay::{adam_step, decoupled_step, one_cycle};
use super::_06_interpretation::{first_component, project_on_components, top_k};
use super::_07_recommendation::{fold_in, mean_user, recommend_unseen};
use super::_08_concatenated_mlp::concat_forward;
use super::_09_implicit_feedback::ease;
use super::_10_full_set::biased_gradient;
use grade::recommender::{Layer, Model, Optimiser, Settings, Table};
use nalgebra::{DMatrix, DVector};

// ANCHOR: train
/// Trains a model, and returns its loss on the validation ratings after each epoch: `evaluate` of its
/// predictions, which are dot products.
///
/// `train` and `valid` hold at least one `(user, film, rating)` each. An epoch takes the training ratings
/// in their order, `settings.batch_size` at a time, and makes a step after each batch: look up the rows
/// of the batch, compute their gradients, bring these back to the tables, and change both tables. All
/// gradients of a step are computed before anything changes. The last batch of an epoch may be smaller, and
/// it counts like the others.
///
/// In this chapter a model has neither biases nor a range, and the optimiser is
/// `Optimiser::Sgd { lr }`. The chapters that follow extend this function.
pub fn train(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    todo!("recommender train: read book/src/02_training_loop.md")
}
// ANCHOR_END: train

// ANCHOR: train_in_range
/// Extends `train` to models with a range. Where `model.range` is `Some((low, high))`, the prediction of a
/// user and a film is `sigmoid_range(score, low, high)`, where the score is their dot product. Models
/// without a range train as before.
pub use self::train as train_in_range;
// ANCHOR_END: train_in_range

// ANCHOR: train_with_biases
/// Extends `train` to models with biases. Where `model.biases` is there, the score of a user and a film is
/// their dot product plus both biases, and a step changes the tables of biases as it changes those of
/// factors. A model has biases, or a range, or both, or neither; those without biases train as before.
pub use self::train as train_with_biases;
// ANCHOR_END: train_with_biases

// ANCHOR: train_with_decay
/// Extends `train` to the optimiser `Optimiser::Adam { lr_max, wd }`: `adam_step` with decoupled weight
/// decay `wd`, at the learning rate that `one_cycle` gives. Gradient descent trains as before.
///
/// Adam's steps are counted from 1 over the whole training, those of the cycle from 0, and the training
/// has as many steps as all its epochs have batches. Every row of every table takes part in every step,
/// also those that the batch does not look up: they shrink, and their means go on. The means of all weights
/// begin with zeros and last from the first step to the last.
pub use self::train as train_with_decay;
// ANCHOR_END: train_with_decay

// ANCHOR: best_films
/// The `k` films with the largest biases, the largest first, and of equals the one with the lower number.
/// If there are fewer than `k` films, all of them. Row 0, the unknown film, never counts.
///
/// The model has biases. With the biases `[[9.0], [0.5], [0.7]]` of the films and `k = 1` it is `[2]`.
pub fn best_films(model: &Model, k: usize) -> Vec<usize> {
    todo!("recommender best_films: read book/src/06_interpretation.md")
}
// ANCHOR_END: best_films

// ANCHOR: film_map
/// A map of the films: where each lies along the first two principal components of the films' factors.
///
/// The result has shape `(n_films - 1, 2)`: row 0 of the factors, the unknown film, is left out of
/// everything, so row 0 of the map is film 1. The second component is the first one of what is left of the
/// factors when each row has lost its part along the first, `row - (row · c) c`. Either column may have
/// the other sign. There are at least two factors and three films, and they do not lie on a line.
pub fn film_map(model: &Model) -> Table {
    todo!("recommender film_map: read book/src/06_interpretation.md")
}
// ANCHOR_END: film_map

// ANCHOR: recommend
/// The `k` films with the highest predictions for a user who has seen some, the best first; of equals the
/// one with the lower number. If fewer are unseen, all of them. Row 0, the unknown film, is never among
/// them.
///
/// The model has biases and a range. `seen` holds numbers of films, in any order.
pub fn recommend(model: &Model, user: usize, seen: &[usize], k: usize) -> Vec<usize> {
    todo!("recommender recommend: read book/src/07_recommendation.md")
}
// ANCHOR_END: recommend

// ANCHOR: welcome
/// The factors of a newcomer, from a few ratings: `fold_in` around `mean_user`, on the scale of the scores.
///
/// The model has biases and a range. `ratings` holds `(film, rating)`, with ratings inside the range,
/// perhaps very close to its ends. For each, the score that predicts exactly this rating is
/// `inverse_sigmoid_range` of it. What the newcomer's factors have to explain of that score is what the
/// biases leave: the film's bias, and as the newcomer's bias the mean of all users' (without row 0, the
/// unknown user). `ridge` is above 0.
pub fn welcome(model: &Model, ratings: &[(usize, f32)], ridge: f32) -> Vec<f32> {
    todo!("recommender welcome: read book/src/07_newcomers.md")
}
// ANCHOR_END: welcome

// ANCHOR: network
/// The rating that a network predicts: the factors of a user and of a film, concatenated, go through all
/// layers, and `sigmoid_range` bends the single output of the last into the range from `low` to `high`.
///
/// `layers` holds at least one layer, and the last has one output. `relu` follows every layer but the
/// last.
///
/// With `user = [1.0]`, `film = [2.0]` and a single layer with the weights `[[2.0], [-1.0]]` and the bias
/// `[0.0]`, the output is 0.0, so the prediction is the middle of the range.
pub fn network(user: &[f32], film: &[f32], layers: &[Layer], low: f32, high: f32) -> f32 {
    todo!("recommender network: read book/src/08_concatenated_mlp.md")
}
// ANCHOR_END: network

// ANCHOR: rank_items
/// A ranker: for each user the `k` items with the highest scores by `ease` that the user has not touched,
/// the best first. If fewer are untouched, all of them. No two scores of a user are equal, though they may
/// be tiny or nearly so. `lambda` is above 0, and may be small or large.
///
/// `touched[user]` holds numbers of items below `n_items`, in any order; some may repeat. An item's score is
/// the sum of `weights[(i, item)]` over the items `i` that the user has touched, once each.
pub fn rank_items(
    touched: &[Vec<usize>],
    n_items: usize,
    lambda: f64,
    k: usize,
) -> Vec<Vec<usize>> {
    todo!("recommender rank_items: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: rank_items

// ANCHOR: train_by_hand
/// Trains a model with biases and a range by hand: every rating is a step of its own. Returns the loss on the
/// validation ratings after each epoch, as `train` does.
///
/// An epoch takes the training ratings in their order. Its steps are counted from 0 over the whole training,
/// and the rate of a step is `lr * (1 - step / n_steps)`, if `n_steps` are all of them. A step computes the
/// whole gradient of its rating before anything changes. Then it changes four rows, which are the user's factors,
/// the film's factors and, as rows of one number, both biases. All others stay as they are. For each of the
/// four, in this order:
///
/// - its sum, which is 1 at the start of the training, grows by the mean of its squared gradients;
/// - its own rate is the rate of the step, divided by the root of that sum;
/// - it shrinks to `1 - rate * wd` times itself, and then loses `rate` times its gradient, with its own rate.
pub fn train_by_hand(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    epochs: usize,
    lr: f32,
    wd: f32,
) -> Vec<f32> {
    todo!("recommender train_by_hand: read book/src/10_full_set.md")
}
// ANCHOR_END: train_by_hand
