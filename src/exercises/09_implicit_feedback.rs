//! Chapter 9: implicit feedback, and how to judge a ranked list.
//!
//! `cargo grade 09_implicit_feedback` grades your answers, and `cargo grade leave_one_out --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

use nalgebra::DMatrix;

// ANCHOR: leave_one_out
/// For each user, the index of the interaction to hold out for the test: the latest one. Of several
/// at the same time, it is the one with the lowest ticket. Tickets are random numbers, so neither
/// the order of the file nor the number of the item decides.
///
/// `users`, `times` and `tickets` have shape `(interactions,)`. Times are in seconds since 1970, so
/// earlier ones are negative; no two tickets are equal. The result has shape `(n_users,)`. A user
/// with a single interaction keeps it for training, and the result is `None`, as it is for a user
/// without any.
///
/// With `users = [0, 1, 0, 1, 2]`, `times = [30, 10, 30, 40, 20]`, `tickets = [7, 3, 5, 9, 1]` and
/// `n_users = 3` it is `[Some(2), Some(3), None]`: both interactions of user 0 have the same time,
/// and 5 is the lower ticket.
pub fn leave_one_out(
    users: &[usize],
    times: &[i64],
    tickets: &[u64],
    n_users: usize,
) -> Vec<Option<usize>> {
    todo!("09_implicit_feedback leave_one_out: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: leave_one_out

// ANCHOR: sample_negatives
/// Negatives for a user: for every draw one of the items that the user has not touched, all equally
/// likely. The same item may be drawn several times.
///
/// `touched` holds numbers of items below `n_items`, in any order, and some may repeat. `draws` and
/// the result have shape `(n,)`. A draw is a random number from 0 up to, but not including, 1: if
/// `m` items are untouched, the draw `u` picks number `floor(u * m)` of them, in `f64`, counted
/// from 0 in ascending order. If every item is touched, the result is empty.
///
/// `sample_negatives(&[3, 0], 5, &[0.7, 0.1, 0.9])` is `[4, 1, 4]`: of the untouched items, 1, 2
/// and 4, the draws pick numbers 2, 0 and 2.
pub fn sample_negatives(touched: &[usize], n_items: usize, draws: &[f64]) -> Vec<usize> {
    todo!("09_implicit_feedback sample_negatives: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: sample_negatives

// ANCHOR: bce_with_logits
/// The binary cross entropy: the mean, over all labels, of `-ln(p)`, where `p` is the probability
/// that the model gave to the label. A logit `x` is a score for which the model gives the
/// probability `1 / (1 + e^-x)` to label 1, and the rest to label 0.
///
/// `logits` and `labels` have shape `(n,)`, with `n` at least 1. Every label is 0.0 or 1.0.
///
/// `bce_with_logits(&[0.0, 2.0], &[1.0, 0.0])` is `(ln(2) + ln(1 + e^2)) / 2`, about `1.410`. A
/// logit of -100 with label 1 costs `100.0`, and one of 1000 with label 0 costs `1000.0`: no logit
/// leads to infinity or NaN.
pub fn bce_with_logits(logits: &[f32], labels: &[f32]) -> f32 {
    todo!("09_implicit_feedback bce_with_logits: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: bce_with_logits

// ANCHOR: hit_ratio_at_k
/// The hit ratio: the share of users whose held-out item is among the first `k` when it is ranked
/// among other items, the highest score first. Where scores are equal, chance decides, and the user
/// counts with the probability of a hit.
///
/// `held_out` has shape `(users,)`, with at least one user, and `others[user]` holds the scores of
/// the items to rank against, any number of them. Compare scores as the `f64`s that they are; they
/// may be very close. `k` is at least 1.
///
/// If `h` others score higher and `t` the same, the held-out item is in one of `t + 1` places, all
/// equally likely. Of these, `k - h` are among the first `k`, so the probability is
/// `(k - h) / (t + 1)`, or 0 if that is below 0, or 1 if it is above 1.
///
/// With `held_out = [0.9, 0.5]`, `others = [[0.8, 0.3], [0.7, 0.5]]` and `k = 2`, the first user
/// counts 1. The second user's item is second or third and counts 0.5, so the result is `0.75`.
pub fn hit_ratio_at_k(held_out: &[f64], others: &[Vec<f64>], k: usize) -> f64 {
    todo!("09_implicit_feedback hit_ratio_at_k: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: hit_ratio_at_k

// ANCHOR: ndcg_at_k
/// NDCG at `k` when one item is held out for each user: the mean of `1 / log2(rank + 2)` over all
/// users, where an item that is not among the first `k` counts 0.
///
/// `ranks` has shape `(users,)`, with at least one user: the place of each user's held-out item,
/// counted from 0. `k` is at least 1.
///
/// `ndcg_at_k(&[0, 2, 10], 10)` is `(1.0 + 0.5 + 0.0) / 3.0`, which makes `0.5`.
pub fn ndcg_at_k(ranks: &[usize], k: usize) -> f64 {
    todo!("09_implicit_feedback ndcg_at_k: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: ndcg_at_k

// ANCHOR: expected_hit_ratio
/// The hit ratio to expect when each held-out item is ranked among a sample of items instead of
/// all, without drawing any sample: the mean of the users' probabilities of a hit.
///
/// `ranks` has shape `(users,)`, with at least one user: how many of the user's `n` untouched items
/// score higher than the held-out one, which is not among the `n`. A sample holds `m` of these `n`,
/// drawn without replacement, all equally likely; an `m` above `n` means all of them, and it may be
/// 0. It is a hit if fewer than `k` items of the sample score higher. `k` is at least 1, and `n`
///    may be in the tens of thousands.
///
/// With `ranks = [2]`, `n = 4`, `m = 2` and `k = 1` it is a hit if neither draw takes one of the
/// two higher items: the probability is `2/4 * 1/3`, about `0.167`.
pub fn expected_hit_ratio(ranks: &[usize], n: usize, m: usize, k: usize) -> f64 {
    todo!("09_implicit_feedback expected_hit_ratio: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: expected_hit_ratio

// ANCHOR: ease
/// EASE: the weights by which a user's items predict each other, in closed form. Column `j` of the
/// result predicts item `j` from all others, and no item has a weight for itself.
///
/// `x` has shape `(users, items)` and holds 1.0 where the user has touched the item, else 0.0.
/// `lambda` is above 0, and may be as small as 1e-12 or large. Calculate in `f64`. The result has
/// shape `(items, items)`: with `G = Xᵀ X + lambda I` and `P` the inverse of `G`, it is
/// `-P[i][j] / P[j][j]` in row `i` and column `j`, and 0 where `i = j`.
///
/// With `x = [[1.0, 1.0], [1.0, 0.0]]` and `lambda = 1.0`, `G` is `[[3.0, 1.0], [1.0, 2.0]]`, `P`
/// is `[[0.4, -0.2], [-0.2, 0.6]]`, and the result is `[[0.0, 0.333], [0.5, 0.0]]`, rounded.
pub fn ease(x: &DMatrix<f64>, lambda: f64) -> DMatrix<f64> {
    todo!("09_implicit_feedback ease: read book/src/09_implicit_feedback.md")
}
// ANCHOR_END: ease

// ANCHOR: mend_popularity
/// The hit ratio of popularity: of the users with a held-out interaction, the share whose held-out
/// item is among the first `k` when the items that the user has not touched in training are ranked
/// by their popularity, the highest first. The popularity of an item is the number of its training
/// interactions; of equals, the lower number comes first.
///
/// Interaction `i` is between `users[i]` and `items[i]`, an item below `n_items`, and no user
/// touches an item twice. `held_out` has shape `(users,)`: `Some(i)` keeps interaction `i` of the
/// user for the test, and all others are for training. At least one is held out.
///
/// With `users = [0, 0, 1, 1, 2]`, `items = [0, 1, 0, 2, 2]`,
/// `held_out = [Some(1), Some(3), None]`, three items and `k = 1`, the popularities are 2, 0 and 1.
/// Item 2 comes first for users 0 and 1, and it is held out for user 1 alone, so the result is 0.5.
pub fn mend_popularity(
    users: &[usize],
    items: &[usize],
    held_out: &[Option<usize>],
    n_items: usize,
    k: usize,
) -> f64 {
    let mut popularity = vec![0; n_items];
    let mut touched = vec![Vec::new(); held_out.len()];
    for (i, (&user, &item)) in users.iter().zip(items).enumerate() {
        popularity[item] += 1;
        if held_out[user] != Some(i) {
            touched[user].push(item);
        }
    }
    let (mut hits, mut tested) = (0, 0);
    for (user, held_out) in held_out.iter().enumerate() {
        let Some(item) = held_out.map(|i| items[i]) else { continue };
        let place = |item: usize| (std::cmp::Reverse(popularity[item]), item);
        let eligible = (0..n_items).filter(|other| !touched[user].contains(other));
        let ahead = eligible.filter(|&other| place(other) < place(item)).count();
        hits += usize::from(ahead < k);
        tested += 1;
    }
    hits as f64 / f64::from(tested)
}
// ANCHOR_END: mend_popularity
