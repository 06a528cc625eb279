//! Your recommender: what the answers of the chapters add up to, a checkpoint at the end of each.
//!
//! `cargo grade run ch05` trains it on the built-in data with your answers up to chapter 5. The types are
//! in `tests/grade/src/recommender.rs`.

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
///
/// # Page
///
/// 02_training_loop
///
/// # Hints
/// 1. Your answers to the chapter's exercises do all the work. What remains is two loops, over the epochs
///    and over `train.chunks(settings.batch_size)`, and passing on what one answer returns to the next.
/// 2. Collect the users, the films and the ratings of a batch in a list each. Then come
///    `embedding_forward` for both sides, `mse_gradients`, `embedding_backward` for both sides, and
///    `sgd_step` for both tables. After the batches of an epoch, `evaluate` the model on `valid`.
/// 3. `embedding_backward` wants the size of the table: `model.users.len()` and `model.users[0].len()`.
///    `evaluate` wants a function of a user and a film, which may be a closure that borrows the model.
pub fn train(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    let Optimiser::Sgd { lr } = settings.optimiser else { panic!("this comes in chapter 5") };
    let mut losses = Vec::new();
    for _ in 0..settings.epochs {
        for batch in train.chunks(settings.batch_size) {
            let (user_ids, film_ids, ratings) = columns(batch);
            let users = embedding_forward(&model.users, &user_ids);
            let films = embedding_forward(&model.films, &film_ids);
            let (of_users, of_films) = mse_gradients(&users, &films, &ratings);
            for (table, ids, upstream) in
                [(&mut model.users, user_ids, of_users), (&mut model.films, film_ids, of_films)]
            {
                let gradient = embedding_backward(table.len(), table[0].len(), &ids, &upstream);
                sgd_step(table, &gradient, lr);
            }
        }
        let predict = |user: usize, film: usize| dot(&model.users[user], &model.films[film]);
        losses.push(evaluate(&predict, valid));
    }
    losses
}

/// The users, the films and the ratings of a batch.
fn columns(batch: &[(usize, usize, f32)]) -> (Vec<usize>, Vec<usize>, Vec<f32>) {
    let users = batch.iter().map(|&(user, ..)| user).collect();
    let films = batch.iter().map(|&(_, film, _)| film).collect();
    (users, films, batch.iter().map(|&(.., rating)| rating).collect())
}
// ANCHOR_END: train

// ANCHOR: train_in_range
/// Extends `train` to models with a range. Where `model.range` is `Some((low, high))`, the prediction of a
/// user and a film is `sigmoid_range(score, low, high)`, where the score is their dot product. Models
/// without a range train as before.
///
/// # Extends
///
/// train
///
/// # Page
///
/// 03_sigmoid_range
///
/// # Hints
/// 1. Two places change: the predictions that are evaluated, and the gradients. `mse_gradients` knows
///    nothing of a sigmoid. What would its slope have to be multiplied by?
/// 2. By the chain rule the slope of the loss in the score is `2 * (prediction - rating) / n`, times the
///    slope of the prediction in the score, which is `sigmoid_range_gradient`. The user's gradient is that
///    slope times the film's row, and vice versa.
/// 3. A small function that takes the range and a score and returns the prediction, and one that returns
///    its slope, keep the loop readable: without a range they return the score itself and 1.
pub fn train_in_range(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    let Optimiser::Sgd { lr } = settings.optimiser else { panic!("this comes in chapter 5") };
    let mut losses = Vec::new();
    for _ in 0..settings.epochs {
        for batch in train.chunks(settings.batch_size) {
            let (user_ids, film_ids, ratings) = columns(batch);
            let users = embedding_forward(&model.users, &user_ids);
            let films = embedding_forward(&model.films, &film_ids);
            let scores = users.iter().zip(&films).map(|(user, film)| dot(user, film)).collect();
            let slopes = score_slopes(model.range, scores, &ratings);
            let (of_users, of_films) = (scaled(&films, &slopes), scaled(&users, &slopes));
            for (table, ids, upstream) in
                [(&mut model.users, user_ids, of_users), (&mut model.films, film_ids, of_films)]
            {
                let gradient = embedding_backward(table.len(), table[0].len(), &ids, &upstream);
                sgd_step(table, &gradient, lr);
            }
        }
        let predict = |user: usize, film: usize| {
            prediction(model.range, dot(&model.users[user], &model.films[film]))
        };
        losses.push(evaluate(&predict, valid));
    }
    losses
}

/// The prediction that a score stands for.
fn prediction(range: Option<(f32, f32)>, score: f32) -> f32 {
    range.map_or(score, |(low, high)| sigmoid_range(score, low, high))
}

/// The slopes of the mean squared error of a batch in its scores.
fn score_slopes(range: Option<(f32, f32)>, scores: Vec<f32>, ratings: &[f32]) -> Vec<f32> {
    let slope = |(score, rating): (f32, &f32)| {
        let bend = range.map_or(1.0, |(low, high)| sigmoid_range_gradient(score, low, high));
        2.0 * (prediction(range, score) - rating) / ratings.len() as f32 * bend
    };
    scores.into_iter().zip(ratings).map(slope).collect()
}

/// Each row, times its number.
fn scaled(rows: &Table, numbers: &[f32]) -> Table {
    let scale = |(row, number): (&Vec<f32>, &f32)| row.iter().map(|x| number * x).collect();
    rows.iter().zip(numbers).map(scale).collect()
}
// ANCHOR_END: train_in_range

// ANCHOR: train_with_biases
/// Extends `train` to models with biases. Where `model.biases` is there, the score of a user and a film is
/// their dot product plus both biases, and a step changes the tables of biases as it changes those of
/// factors. A model has biases, or a range, or both, or neither; those without biases train as before.
///
/// # Extends
///
/// train
///
/// # Page
///
/// 04_biases
///
/// # Hints
/// 1. The score gets two more numbers, and the step two more tables. How fast does a score rise with a
///    bias?
/// 2. It rises by 1 for each 1, so the gradient of a bias is the slope of the score itself, as a row with
///    one number: `vec![slope]`. A table of biases is a table with one column, so `embedding_forward`,
///    `embedding_backward` and `sgd_step` serve it as it is.
/// 3. `if let Some(biases) = &mut model.biases` gives access to the two tables. Compute all gradients
///    before you change anything: the slopes must come from the model as it was before the step.
pub fn train_with_biases(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    let Optimiser::Sgd { lr } = settings.optimiser else { panic!("this comes in chapter 5") };
    let mut losses = Vec::new();
    for _ in 0..settings.epochs {
        for batch in train.chunks(settings.batch_size) {
            let gradients = gradients(model, batch);
            for (table, gradient) in tables(model).into_iter().zip(&gradients) {
                sgd_step(table, gradient, lr);
            }
        }
        losses.push(evaluate(&|user, film| predicted(model, user, film), valid));
    }
    losses
}

/// The tables of a model: factors of users and films, then biases of users and films, if there are any.
fn tables(model: &mut Model) -> Vec<&mut Table> {
    let mut tables = vec![&mut model.users, &mut model.films];
    tables
        .extend(model.biases.iter_mut().flat_map(|biases| [&mut biases.users, &mut biases.films]));
    tables
}

/// The gradients of the mean squared error of a batch, one for each of the [`tables`].
fn gradients(model: &mut Model, batch: &[(usize, usize, f32)]) -> Vec<Table> {
    let (user_ids, film_ids, ratings) = columns(batch);
    let users = embedding_forward(&model.users, &user_ids);
    let films = embedding_forward(&model.films, &film_ids);
    let scores = batch.iter().map(|&(user, film, _)| score(model, user, film)).collect();
    let slopes = score_slopes(model.range, scores, &ratings);
    let of_biases: Table = slopes.iter().map(|&slope| vec![slope]).collect();
    let upstream = [scaled(&films, &slopes), scaled(&users, &slopes), of_biases.clone(), of_biases];
    let ids = [&user_ids, &film_ids].into_iter().cycle();
    let arriving = ids.zip(&upstream);
    let of_table = |(table, (ids, upstream)): (&mut Table, (&Vec<usize>, &Table))| {
        embedding_backward(table.len(), table[0].len(), ids, upstream)
    };
    tables(model).into_iter().zip(arriving).map(of_table).collect()
}

/// The dot product of a user and a film, plus their biases.
fn score(model: &Model, user: usize, film: usize) -> f32 {
    let biases = model.biases.as_ref();
    let biases = biases.map_or(0.0, |biases| biases.users[user][0] + biases.films[film][0]);
    dot(&model.users[user], &model.films[film]) + biases
}

/// The rating that the model predicts.
fn predicted(model: &Model, user: usize, film: usize) -> f32 {
    prediction(model.range, score(model, user, film))
}
// ANCHOR_END: train_with_biases

// ANCHOR: train_with_decay
/// Extends `train` to the optimiser `Optimiser::Adam { lr_max, wd }`: `adam_step` with decoupled weight
/// decay `wd`, at the learning rate that `one_cycle` gives. Gradient descent trains as before.
///
/// Adam's steps are counted from 1 over the whole training, those of the cycle from 0, and the training
/// has as many steps as all its epochs have batches. Every row of every table takes part in every step,
/// also those that the batch does not look up: they shrink, and their means go on. The means of all weights
/// begin with zeros and last from the first step to the last.
///
/// # Extends
///
/// train
///
/// # Page
///
/// 05_weight_decay
///
/// # Hints
/// 1. Only the step changes, not the gradients. What has to be kept from one step to the next, and what
///    shape does it have?
/// 2. Before the loops, make two tables of zeros for each table of the model, and count the steps. The
///    number of all steps is the number of epochs times that of the batches, and `div_ceil` counts the
///    last, smaller batch as well.
/// 3. `adam_step` takes slices, so call it for each row of a table, with the rows of the gradient, the
///    means and the squares that belong to it. Its `lr` is `one_cycle(step, n_steps, lr_max) as f32`.
pub fn train_with_decay(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    let n_steps = settings.epochs * train.len().div_ceil(settings.batch_size);
    let zeros = |table: &mut Table| vec![vec![0.0; table[0].len()]; table.len()];
    let mut means: Vec<Table> = tables(model).into_iter().map(zeros).collect();
    let mut squares = means.clone();
    let mut losses = Vec::new();
    let mut step = 0;
    for _ in 0..settings.epochs {
        for batch in train.chunks(settings.batch_size) {
            let gradients = gradients(model, batch);
            let memory = means.iter_mut().zip(&mut squares);
            for ((table, gradient), (means, squares)) in
                tables(model).into_iter().zip(&gradients).zip(memory)
            {
                match settings.optimiser {
                    Optimiser::Sgd { lr } => sgd_step(table, gradient, lr),
                    Optimiser::Adam { lr_max, wd } => {
                        let lr = one_cycle(step, n_steps, lr_max) as f32;
                        for row in 0..table.len() {
                            let (m, v) = (&mut means[row], &mut squares[row]);
                            adam_step(&mut table[row], &gradient[row], m, v, step + 1, lr, wd);
                        }
                    }
                }
            }
            step += 1;
        }
        losses.push(evaluate(&|user, film| predicted(model, user, film), valid));
    }
    losses
}
// ANCHOR_END: train_with_decay

// ANCHOR: best_films
/// The `k` films with the largest biases, the largest first, and of equals the one with the lower number.
/// If there are fewer than `k` films, all of them. Row 0, the unknown film, never counts.
///
/// The model has biases. With the biases `[[9.0], [0.5], [0.7]]` of the films and `k = 1` it is `[2]`.
///
/// # Page
///
/// 06_interpretation
///
/// # Hints
/// 1. `top_k` of this chapter finds places in a list of numbers. Which list, and what do its places have
///    to do with the films' numbers?
/// 2. If the list leaves out row 0, place 0 is film 1.
/// 3. The biases are behind an `Option`, and each is a row with one number: `as_ref()`, then `.films`,
///    then `row[0]`.
pub fn best_films(model: &Model, k: usize) -> Vec<usize> {
    // Without row 0, so place 0 is film 1.
    let biases = &model.biases.as_ref().expect("the model has biases").films[1..];
    let biases: Vec<f32> = biases.iter().map(|row| row[0]).collect();
    top_k(&biases, k).into_iter().map(|place| place + 1).collect()
}
// ANCHOR_END: best_films

// ANCHOR: film_map
/// A map of the films: where each lies along the first two principal components of the films' factors.
///
/// The result has shape `(n_films - 1, 2)`: row 0 of the factors, the unknown film, is left out of
/// everything, so row 0 of the map is film 1. The second component is the first one of what is left of the
/// factors when each row has lost its part along the first, `row - (row · c) c`. Either column may have
/// the other sign. There are at least two factors and three films, and they do not lie on a line.
///
/// # Page
///
/// 06_interpretation
///
/// # Hints
/// 1. `first_component` finds one component, and `project_on_components` the places along several. How
///    does the second component become the first one of something?
/// 2. Take the part along the first component away from every row, and ask for the first component of
///    what is left.
/// 3. Both components then serve for the rows as they were. `dot` from chapter 0 gives the part of a row
///    along a component of length 1.
pub fn film_map(model: &Model) -> Table {
    let films = &model.films[1..];
    let first = first_component(films);
    let without_first = |row: &Vec<f32>| -> Vec<f32> {
        let part = dot(row, &first);
        row.iter().zip(&first).map(|(x, c)| x - part * c).collect()
    };
    let left: Table = films.iter().map(without_first).collect();
    let second = first_component(&left);
    project_on_components(films, &[first, second])
}
// ANCHOR_END: film_map

// ANCHOR: recommend
/// The `k` films with the highest predictions for a user who has seen some, the best first; of equals the
/// one with the lower number. If fewer are unseen, all of them. Row 0, the unknown film, is never among
/// them.
///
/// The model has biases and a range. `seen` holds numbers of films, in any order.
///
/// # Page
///
/// 07_recommendation
///
/// # Hints
/// 1. Two of your answers do it: `predict_with_bias` for every film, and `recommend_unseen`.
/// 2. Row 0 must not come up, although it has a prediction. What does `recommend_unseen` leave out?
/// 3. What is seen: so pass it a copy of `seen` with 0 in it. A prediction needs the user's factors and
///    bias, the film's factors and bias, and the two ends of the range.
pub fn recommend(model: &Model, user: usize, seen: &[usize], k: usize) -> Vec<usize> {
    let biases = model.biases.as_ref().expect("the model has biases");
    let (low, high) = model.range.expect("the model has a range");
    let user_bias = biases.users[user][0];
    let predict = |(film, bias): (&Vec<f32>, &Vec<f32>)| {
        predict_with_bias(&model.users[user], film, user_bias, bias[0], low, high)
    };
    let predictions: Vec<f32> = model.films.iter().zip(&biases.films).map(predict).collect();
    // The unknown film counts as seen.
    recommend_unseen(&predictions, &[seen, &[0]].concat(), k)
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
///
/// # Page
///
/// 07_newcomers
///
/// # Hints
/// 1. `fold_in` wants matrices and pairs of a film and what is left of its score. Which of your answers
///    makes a score of a rating?
/// 2. For each rating: its score, minus the film's bias, minus the mean of the users' biases. The prior is
///    `mean_user` of the users' factors.
/// 3. `DMatrix::from_fn(rows, columns, |i, j| …)` makes a matrix of a table; convert with `f64::from`. In
///    the end, convert the vector back.
pub fn welcome(model: &Model, ratings: &[(usize, f32)], ridge: f32) -> Vec<f32> {
    let biases = model.biases.as_ref().expect("the model has biases");
    let (low, high) = model.range.expect("the model has a range");
    let users = &biases.users[1..];
    let mean_bias = users.iter().map(|row| row[0]).sum::<f32>() / users.len() as f32;
    let left = |&(film, rating): &(usize, f32)| {
        let score = inverse_sigmoid_range(rating, low, high).expect("it is inside the range");
        (film, f64::from(score - biases.films[film][0] - mean_bias))
    };
    let left: Vec<(usize, f64)> = ratings.iter().map(left).collect();
    let prior: DVector<f64> = mean_user(&matrix(&model.users));
    let factors = fold_in(&matrix(&model.films), &prior, &left, ridge.into());
    factors.iter().map(|&x| x as f32).collect()
}

fn matrix(table: &Table) -> DMatrix<f64> {
    DMatrix::from_fn(table.len(), table[0].len(), |i, j| table[i][j].into())
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
///
/// # Page
///
/// 08_concatenated_mlp
///
/// # Hints
/// 1. `concat_forward` is a hidden layer already. The last layer differs in one thing. In which?
/// 2. `layers.split_last()` gives the last layer and those before it. The first of these takes the user
///    and the film; every further one takes the outputs of the one before, and nothing beside them.
/// 3. Empty slices are fine for what `concat_forward` does not need. The last layer has no `relu`, so its
///    weighted sum is a `dot` with the only column of its weights, plus its bias.
pub fn network(user: &[f32], film: &[f32], layers: &[Layer], low: f32, high: f32) -> f32 {
    let (last, hidden) = layers.split_last().expect("there is a last layer");
    let mut x = [user, film].concat();
    for layer in hidden {
        x = concat_forward(&x, &[], &[], &layer.weights, &layer.bias);
    }
    let column: Vec<f32> = last.weights.iter().map(|row| row[0]).collect();
    sigmoid_range(dot(&x, &column) + last.bias[0], low, high)
}
// ANCHOR_END: network

// ANCHOR: rank_items
/// A ranker: for each user the `k` items with the highest scores by `ease` that the user has not touched,
/// the best first. If fewer are untouched, all of them. No two scores of a user are equal, though they may
/// be tiny or nearly so. `lambda` is above 0, and may be small or large.
///
/// `touched[user]` holds numbers of items below `n_items`, in any order; some may repeat. An item's score is
/// the sum of `weights[(i, item)]` over the items `i` that the user has touched, once each.
///
/// # Page
///
/// 09_implicit_feedback
///
/// # Hints
/// 1. Three parts: a matrix of zeros and ones from the lists, the weights of `ease`, and a ranking for
///    each user.
/// 2. With the matrix `x` and the weights `b`, the product `&x * b` holds the scores of all users and
///    items at once.
/// 3. Set `x[(user, item)] = 1.0` for the touched, so that one who repeats counts once. Sort the untouched
///    by their scores with `total_cmp`.
pub fn rank_items(
    touched: &[Vec<usize>],
    n_items: usize,
    lambda: f64,
    k: usize,
) -> Vec<Vec<usize>> {
    let mut x = DMatrix::zeros(touched.len(), n_items);
    for (user, items) in touched.iter().enumerate() {
        items.iter().for_each(|&item| x[(user, item)] = 1.0);
    }
    let scores = &x * ease(&x, lambda);
    let ranked = |user: usize| {
        let mut untouched: Vec<usize> = (0..n_items).filter(|&i| x[(user, i)] == 0.0).collect();
        untouched.sort_by(|&a, &b| scores[(user, b)].total_cmp(&scores[(user, a)]));
        untouched.truncate(k);
        untouched
    };
    (0..touched.len()).map(ranked).collect()
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
///
/// # Page
///
/// 10_full_set
///
/// # Hints
/// 1. `biased_gradient` computes the gradient, and `decoupled_step` moves a row. What remains is to keep a sum
///    for every row of all four tables, from the first step to the last.
/// 2. With biases as rows of one number, the same lines serve all four rows. Loop over four pairs of a row and
///    its gradient, and put a number such as a bias's gradient into a list: `vec![slope]`.
/// 3. The steps of `decoupled_step` include the learning rate, and both are the row's own rate. The losses come
///    from `evaluate` with `predict_with_bias`, once after each epoch.
pub fn train_by_hand(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    epochs: usize,
    lr: f32,
    wd: f32,
) -> Vec<f32> {
    let n_steps = (epochs * train.len()) as f32;
    let ones = |table: &mut Table| vec![1.0; table.len()];
    let mut sums: Vec<Vec<f32>> = tables(model).into_iter().map(ones).collect();
    let mut losses = Vec::new();
    let mut step = 0.0;
    for _ in 0..epochs {
        for &(user, film, rating) in train {
            let gradients = gradients_of_one(model, user, film, rating);
            let rows = tables(model).into_iter().zip(&mut sums).zip([user, film].repeat(2));
            for (((table, sums), row), gradient) in rows.zip(&gradients) {
                let squares: f32 = gradient.iter().map(|slope| slope * slope).sum();
                sums[row] += squares / gradient.len() as f32;
                let rate = lr * (1.0 - step / n_steps) / sums[row].sqrt();
                let steps: Vec<f32> = gradient.iter().map(|slope| rate * slope).collect();
                decoupled_step(&mut table[row], &steps, rate, wd);
            }
            step += 1.0;
        }
        losses.push(evaluate(&|user, film| predicted(model, user, film), valid));
    }
    losses
}

/// The gradients of one rating's squared error, one for each of the [`tables`].
fn gradients_of_one(model: &Model, user: usize, film: usize, rating: f32) -> [Vec<f32>; 4] {
    let biases = model.biases.as_ref().expect("the model has biases");
    let (low, high) = model.range.expect("the model has a range");
    let (of_user, of_film, of_user_bias, of_film_bias) = biased_gradient(
        &model.users[user],
        &model.films[film],
        biases.users[user][0],
        biases.films[film][0],
        rating,
        low,
        high,
    );
    [of_user, of_film, vec![of_user_bias], vec![of_film_bias]]
}
// ANCHOR_END: train_by_hand
