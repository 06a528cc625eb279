//! Chapter 10: gradients by hand, and room for millions of ratings.
//!
//! `cargo grade 10_full_set` grades your answers, and `cargo grade biased_gradient --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

// ANCHOR: biased_gradient
/// The gradient of one rating's squared error, by hand: with respect to the user's factors, the film's
/// factors, the user's bias and the film's bias, in this order.
///
/// `user` and `film` have shape `(factors,)`, and so do their gradients. There may be no factors. The prediction is
/// `low + (high - low) * s`, where `s` is the sigmoid of the score, and the score is the dot product plus
/// both biases. By the chain rule, the derivative of the squared error with respect to the score is
/// `2 * (prediction - rating) * (high - low) * s * (1 - s)`. A score may lie far from 0, a hundred or a
/// million, and the gradient there is close to 0. The rating may lie outside the range.
///
/// With `user = [1.0, 0.5]`, `film = [0.4, -0.2]`, the biases 0.1 and 0.2, a rating of 5.0 and the range
/// from 0.0 to 5.5, the score is 0.6 and its derivative -3.646. The result is
/// `([-1.459, 0.729], [-3.646, -1.823], -3.646, -3.646)`, rounded.
pub fn biased_gradient(
    user: &[f32],
    film: &[f32],
    user_bias: f32,
    film_bias: f32,
    rating: f32,
    low: f32,
    high: f32,
) -> (Vec<f32>, Vec<f32>, f32, f32) {
    todo!("10_full_set biased_gradient: read book/src/10_full_set.md")
}
// ANCHOR_END: biased_gradient

// ANCHOR: mend_biased_step
/// One step of gradient descent on the two rows of a rating, with decoupled weight decay. It changes both
/// rows in place.
///
/// `user` and `film` have shape `(factors + 1,)`: the factors and, as the last number, the bias. The
/// gradient is that of `biased_gradient`, at the rows as they are before the step. Every number of both rows
/// shrinks to `1 - lr * wd` times itself and then loses `lr` times its gradient.
///
/// With `user = [1.0, 0.5, 0.1]`, `film = [0.4, -0.2, 0.2]`, a rating of 5.0 and the range from 0.0 to 5.5,
/// the slope is -3.646. With `lr = 0.1` and `wd = 0.0`, the user becomes `[1.146, 0.427, 0.465]` and the
/// film `[0.765, -0.018, 0.565]`, rounded.
///
/// This function compiles and nearly works. Find out where it goes wrong, and put it right.
pub fn mend_biased_step(
    user: &mut [f32],
    film: &mut [f32],
    rating: f32,
    (low, high): (f32, f32),
    lr: f32,
    wd: f32,
) {
    let bias = user.len() - 1;
    let mut score = user[bias] + film[bias];
    for i in 0..bias {
        score += user[i] * film[i];
    }
    let s = 1.0 / (1.0 + (-score).exp());
    let error = low + (high - low) * s - rating;
    let slope = 2.0 * error * (high - low) * s * (1.0 - s);
    let keep = 1.0 - lr * wd;
    for i in 0..bias {
        user[i] = keep * user[i] - lr * slope * film[i];
        film[i] = keep * film[i] - lr * slope * user[i];
    }
    for row in [user, film] {
        row[bias] = keep * row[bias] - lr * slope;
    }
}
// ANCHOR_END: mend_biased_step

// ANCHOR: block_schedule
/// The rounds of an epoch, when users and films are dealt into `parts` parts each. A round is a list of
/// blocks, and a block is a pair: the number of a part of the users, and that of a part of the films.
///
/// There are `parts` rounds. No two blocks of a round share a part of the users or a part of the films, so
/// that all of them can be worked on at the same time. Over the epoch every block comes exactly once. Parts
/// are counted from 0, and there is at least one. The order of the rounds, and of the blocks in a round, is
/// up to you.
///
/// `block_schedule(2)` may be `[[(0, 0), (1, 1)], [(0, 1), (1, 0)]]`.
pub fn block_schedule(parts: usize) -> Vec<Vec<(usize, usize)>> {
    todo!("10_full_set block_schedule: read book/src/10_full_set.md")
}
// ANCHOR_END: block_schedule

// ANCHOR: missed_decay
/// What weight decay leaves of rows that have waited, as a share of what they were. A wait `(from, to)` has
/// missed the steps `from`, `from + 1` and so on up to, but not including, `to`. Step `i` leaves
/// `1 - rates[i] * wd` of a row, and a wait leaves the product of what its steps leave.
///
/// `rates` has shape `(steps,)`, and the steps are counted from 0. `waits` and the result have shape `(n,)`,
/// in the same order. `from` is at most `to`, and `to` at most the number of steps; a wait without a step
/// leaves 1.0. `rates[i] * wd` is at least 0 and below 1. A training may have a million steps and a hundred
/// thousand waits, most of them so long that walking through the steps of each would take minutes. And
/// what is left of a row from the first step to the last may be too small for any number.
///
/// With `rates = [0.5, 0.25, 0.5]` and `wd = 0.4`, the steps leave 0.8, 0.9 and 0.8. For the waits
/// `[(0, 2), (1, 3), (2, 2)]` the result is `[0.72, 0.72, 1.0]`.
pub fn missed_decay(rates: &[f64], wd: f64, waits: &[(usize, usize)]) -> Vec<f64> {
    todo!("10_full_set missed_decay: read book/src/10_full_set.md")
}
// ANCHOR_END: missed_decay

// ANCHOR: ratings_that_fit
/// How many ratings a training by hand may have, if it has so many bytes of memory. If the rows of users and
/// films alone take more, it is 0.
///
/// A rating takes 12 bytes as it was read and 8 more in its block. A user or a film has a row of numbers of
/// four bytes. The factors fill groups of eight numbers, the last of which is filled up if need be, and the
/// bias and what else belongs to the row take one group more.
///
/// `factors` is at least 1. There may be billions of users and films and terabytes of memory, and the result
/// is exact for any number of bytes.
///
/// `ratings_that_fit(1000, 2, 1, 50)` is `11`: a row has 7 + 1 groups, which take 256 bytes, so the three rows
/// take 768. The 232 bytes left hold eleven ratings, and 12 bytes remain.
pub fn ratings_that_fit(bytes: u64, n_users: u64, n_films: u64, factors: u64) -> u64 {
    todo!("10_full_set ratings_that_fit: read book/src/10_full_set.md")
}
// ANCHOR_END: ratings_that_fit
