//! Chapter 2: embeddings, and how they learn.

// ANCHOR: embedding_forward
/// The rows of the table with the given ids, in the order of the ids. An id may occur twice.
///
/// `table` has shape `(rows, factors)`, `ids` has shape `(batch,)`, the result has shape
/// `(batch, factors)`. Without ids, it has no rows.
///
/// Ids `[1, 1, 0]` look up `[[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]]` in `[[1.0, 2.0], [3.0, 4.0]]`.
///
/// # Hints
/// 1. No product this time: the row of id 3 is `table[3]`.
/// 2. Go through the ids in the order in which they come, and copy a row for each.
/// 3. A row is a `Vec`, which cannot be moved out of a borrowed table; `.clone()` copies it.
///    `.map(…)` and `.collect()` make the list of copies.
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
/// the table, `(rows, factors)`. An id may occur many times, or not at all. Row 0 is a row like any
/// other.
///
/// Two rows of a table of three were looked up: with `rows = 3`, `factors = 2`, `ids = [2, 0]` and
/// `upstream = [[1.0, 2.0], [3.0, 4.0]]` it is `[[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]`.
///
/// # Hints
/// 1. Begin with zeros in the shape of the table. Rows that were not looked up keep them.
/// 2. Row `b` of `upstream` belongs to the id `ids[b]`. When an id occurs twice, its row receives
///    two gradients. What should become of them?
/// 3. They add up, so use `+=`. `ids.iter().zip(upstream)` gives each id with its row of
///    `upstream`, and `gradient[id]` is where that row goes, entry by entry.
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
/// Without pairs, both are empty. Predictions and errors may be of any size and are used as they
/// are.
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
/// 3. Compute one number for each pair, the slope of the loss in its prediction, with the 2 and the
///    mean in it. Multiply the film's row by it for the user's gradient and the user's row for the
///    film's. `.unzip()` makes two lists of a list of pairs.
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
/// `weights` and `gradients` have shape `(rows, factors)`. Weights, gradients and `lr` may be of
/// any size and sign, and they are used as they are.
///
/// With `lr = 0.1`, the weights `[[1.0, 2.0]]` and their gradients `[[10.0, -5.0]]` become
/// `[[0.0, 2.5]]`.
///
/// # Hints
/// 1. The gradient points uphill, and the loss should go down.
/// 2. Change the weights in place, entry by entry: walk through the rows of both tables at once,
///    and within them through the entries.
/// 3. `weights.iter_mut().zip(gradients)` gives the pairs of rows, and the same works for the
///    entries of a row. A weight is then a reference, and `*weight -= …` changes the number behind
///    it.
pub fn sgd_step(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], lr: f32) {
    // Downhill, weight by weight.
    for (row, slopes) in weights.iter_mut().zip(gradients) {
        for (weight, slope) in row.iter_mut().zip(slopes) {
            *weight -= lr * slope;
        }
    }
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
///
/// # Hints
/// 1. Try the example with a single rating, then with both. When is the loss right, and when are
///    the users' factors right? Which table is wrong even then?
/// 2. For each line of the loop, ask: are the factors that it reads still those from before the
///    step?
/// 3. Within a rating, the film's step must not see the user's new factor. Between ratings, the
///    second must not see what the first has changed. Reading from copies of both tables serves for
///    both.
pub fn mend_batch_step(
    users: &mut [Vec<f32>],
    films: &mut [Vec<f32>],
    ratings: &[(usize, usize, f32)],
    lr: f32,
) -> f32 {
    let n = ratings.len() as f32;
    // What is read stays as it was before the step.
    let (old_users, old_films) = (users.to_vec(), films.to_vec());
    let mut loss = 0.0;
    for &(user, film, rating) in ratings {
        let (u, v) = (&old_users[user], &old_films[film]);
        let error = u.iter().zip(v).map(|(u, v)| u * v).sum::<f32>() - rating;
        loss += error * error / n;
        let step = lr * 2.0 * error / n;
        for f in 0..u.len() {
            users[user][f] -= step * v[f];
            films[film][f] -= step * u[f];
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
///
/// # Hints
/// 1. How often do you need the loss for one weight, and at which points?
/// 2. For each weight in turn: move it up, ask for the loss, move it down, ask again, and put it
///    back before you go on to the next.
/// 3. The weights are borrowed, so move them in a copy, `weights.to_vec()`. Setting a weight to
///    `weights[i] - h` and at last to `weights[i]` is safer than subtracting `2 * h` and adding
///    `h`.
pub fn numerical_gradient(loss: &dyn Fn(&[f64]) -> f64, weights: &[f64], h: f64) -> Vec<f64> {
    let mut moved = weights.to_vec();
    let mut slope = |i: usize| {
        moved[i] = weights[i] + h;
        let up = loss(&moved);
        moved[i] = weights[i] - h;
        let down = loss(&moved);
        moved[i] = weights[i];
        (up - down) / (2.0 * h)
    };
    (0..weights.len()).map(&mut slope).collect()
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
///
/// # Hints
/// 1. `numerical_gradient` gives the right gradient, so compare. Which `loss` can you hand to it,
///    if it takes only one list of weights?
/// 2. For each group, make a closure that puts the list it gets in the place of that group and asks
///    for the loss. Compare what comes out entry by entry with the gradient given. An `h` of 1e-4
///    will do.
/// 3. The same difference may be rounding in a large entry and a mistake in a small one. So call an
///    entry wrong if the difference is more than, say, a thousandth of the entry. `find` and `any`
///    read well here.
pub fn wrong_gradient(
    loss: &dyn Fn(&[Vec<f64>]) -> f64,
    weights: &[Vec<f64>],
    gradients: &[Vec<f64>],
) -> usize {
    let is_wrong = |&group: &usize| {
        let loss_of_group = |moved: &[f64]| {
            let mut weights = weights.to_vec();
            weights[group] = moved.to_vec();
            loss(&weights)
        };
        let right = numerical_gradient(&loss_of_group, &weights[group], 1e-4);
        let differs = |(a, b): (&f64, &f64)| (a - b).abs() > 1e-3 * (a.abs() + b.abs());
        right.iter().zip(&gradients[group]).any(differs)
    };
    (0..gradients.len()).find(is_wrong).expect("one of them is wrong")
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
///
/// # Page
///
/// 02_training_loop
///
/// # Hints
/// 1. What is the squared error of one rating? Write that down first, as a function of its triple.
/// 2. Go through the ratings, ask the model about each, add up the squared errors, and divide by
///    the number of ratings.
/// 3. `f64::from(x)` turns an `f32` into an `f64`. Do so before you square, and go back with
///    `as f32` only at the very end. A parameter that is a function is called like any other:
///    `predict(user, film)`.
pub fn evaluate(predict: &dyn Fn(usize, usize) -> f32, ratings: &[(usize, usize, f32)]) -> f32 {
    let squared_error = |&(user, film, rating): &(usize, usize, f32)| {
        (f64::from(predict(user, film)) - f64::from(rating)).powi(2)
    };
    // An f32 has room for about seven digits, which a long sum of small numbers soon uses up.
    let sum: f64 = ratings.iter().map(squared_error).sum();
    (sum / ratings.len() as f64) as f32
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
///
/// # Page
///
/// 02_training_loop
///
/// # Hints
/// 1. Take it in two steps: which rows are drawn, and which pairs of user and film do they hold?
/// 2. Sort the row numbers by ticket and take as many as are to be drawn. Collect their pairs. Then
///    go through all rows in their order and ask of each whether its pair is among them.
/// 3. `sort_by_key` sorts the row numbers, and `.round()` rounds as needed. A `HashSet` of pairs
///    answers quickly whether it holds one, and `.partition(…)` makes two lists of one.
pub fn split_without_leak(
    ratings: &[(usize, usize, f32)],
    tickets: &[u64],
    valid_share: f64,
) -> (Vec<usize>, Vec<usize>) {
    let pair = |row: usize| (ratings[row].0, ratings[row].1);
    let drawn = (ratings.len() as f64 * valid_share).round() as usize;
    let mut rows: Vec<usize> = (0..ratings.len()).collect();
    rows.sort_by_key(|&row| tickets[row]);
    let held_back: std::collections::HashSet<(usize, usize)> =
        rows[..drawn].iter().map(|&row| pair(row)).collect();
    (0..ratings.len()).partition(|&row| !held_back.contains(&pair(row)))
}
// ANCHOR_END: split_without_leak
