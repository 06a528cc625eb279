//! Chapter 9: implicit feedback, and how to judge a ranked list.

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
///
/// # Hints
/// 1. Begin with `None` for every user and go through the interactions once. When does one take the
///    place of the latest so far?
/// 2. If it is later, or has the same time and a lower ticket. Tuples compare entry by entry, and
///    `Reverse` reverses an order, so one comparison of `(times[i], std::cmp::Reverse(tickets[i]))`
///    says both at once.
/// 3. Count the interactions of each user on the way. At the end, those with a count of 1 get their
///    `None` back.
pub fn leave_one_out(
    users: &[usize],
    times: &[i64],
    tickets: &[u64],
    n_users: usize,
) -> Vec<Option<usize>> {
    // The latest so far, and how many there are.
    let key = |i: usize| (times[i], std::cmp::Reverse(tickets[i]));
    let mut held_out: Vec<Option<usize>> = vec![None; n_users];
    let mut counts = vec![0; n_users];
    for (i, &user) in users.iter().enumerate() {
        counts[user] += 1;
        if held_out[user].is_none_or(|latest| key(i) > key(latest)) {
            held_out[user] = Some(i);
        }
    }
    // A single interaction is for training.
    held_out.into_iter().zip(counts).map(|(latest, count)| latest.filter(|_| count > 1)).collect()
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
///
/// # Hints
/// 1. A draw that hits a touched item would have to be made again. Can you arrange it so that no
///    draw fails?
/// 2. Make a list of the untouched items first, as in `recommend_unseen` of chapter 7. Every draw
///    is then a look-up in it.
/// 3. `as usize` cuts off the fraction of a float, so it turns `u * m` into a place in the list.
///    Return early if the list is empty, since then there is nothing to look up.
pub fn sample_negatives(touched: &[usize], n_items: usize, draws: &[f64]) -> Vec<usize> {
    // With a list of what may be drawn there is no need to try again.
    let untouched: Vec<usize> = (0..n_items).filter(|item| !touched.contains(item)).collect();
    if untouched.is_empty() {
        return Vec::new();
    }
    draws.iter().map(|u| untouched[(u * untouched.len() as f64) as usize]).collect()
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
///
/// # Hints
/// 1. Put the probability into the logarithm and simplify: label 1 costs `ln(1 + e^-x)`, and label
///    0 costs `ln(1 + e^x)`. The second is the first plus `x`.
/// 2. `e^-x` overflows for an `x` far below 0, but there `ln(1 + e^-x)` is the same as
///    `ln(1 + e^x) - x`. So only `e^-|x|`, which is never above 1, is needed.
/// 3. For both labels the part with the exponential is `ln(1 + e^-|x|)`, for which there is
///    `z.ln_1p()`, the logarithm of `1 + z`. What is added to it is 0 or the size of `x`: work out
///    for which sign and label, or write it with `x.max(0.0)` and `x * label`.
pub fn bce_with_logits(logits: &[f32], labels: &[f32]) -> f32 {
    // The exponent is never positive, so nothing overflows.
    let loss = |(x, label): (&f32, &f32)| x.max(0.0) - x * label + (-x.abs()).exp().ln_1p();
    logits.iter().zip(labels).map(loss).sum::<f32>() / logits.len() as f32
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
///
/// # Hints
/// 1. For each user, count the others with a higher score, then those with the same score.
/// 2. `h` may be larger than `k`, and a `usize` cannot be negative. Subtract as `f64`:
///    `k as f64 - h as f64`.
/// 3. `.clamp(0.0, 1.0)` keeps the quotient between 0 and 1. Add up over the users, and divide by
///    their number.
pub fn hit_ratio_at_k(held_out: &[f64], others: &[Vec<f64>], k: usize) -> f64 {
    // How many of the places that are possible lie among the first k.
    let chance_of_hit = |(score, others): (&f64, &Vec<f64>)| {
        let higher = others.iter().filter(|other| *other > score).count() as f64;
        let ties = others.iter().filter(|other| *other == score).count() as f64;
        ((k as f64 - higher) / (ties + 1.0)).clamp(0.0, 1.0)
    };
    held_out.iter().zip(others).map(chance_of_hit).sum::<f64>() / held_out.len() as f64
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
///
/// # Hints
/// 1. Counted from 0, the first `k` places are those below `k`. The first of them counts
///    `1 / log2(2)`, which is 1.
/// 2. Add up what the places below `k` count. Divide by the number of all users, also those who
///    count 0.
/// 3. `log2` is a method of `f64`, so turn `rank + 2` into one before you take the logarithm. A
///    `filter` leaves out the places from `k` on, but the divisor is the length of all ranks.
pub fn ndcg_at_k(ranks: &[usize], k: usize) -> f64 {
    // Places from k on count 0, but their users count in the division.
    let gains =
        ranks.iter().filter(|&&rank| rank < k).map(|&rank| 1.0 / ((rank + 2) as f64).log2());
    gains.sum::<f64>() / ranks.len() as f64
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
///
/// # Hints
/// 1. With a rank below `k` every sample is a hit. Otherwise draw one item at a time: once `drawn`
///    are drawn, `j` of which score higher, how likely is the next one to score higher?
/// 2. Its probability is `(rank - j) / (n - drawn)`. Keep a list in which `chances[j]` is the
///    probability that `j` of those drawn so far score higher, for `j` below `k`. It begins with 1
///    and zeros, and its sum at the end is the probability of a hit.
/// 3. For each of the `m.min(n)` draws go through `j` from `k - 1` down to 0, and move the share
///    `(rank - j) as f64 / (n - drawn) as f64` of `chances[j]` up to `chances[j + 1]`. What moves
///    up from `k - 1` is a miss and is dropped.
pub fn expected_hit_ratio(ranks: &[usize], n: usize, m: usize, k: usize) -> f64 {
    let chance_of_hit = |&rank: &usize| {
        if rank < k {
            return 1.0;
        }
        // Entry j: the probability that j of those drawn so far score higher. From k on, a miss.
        let mut chances = vec![0.0; k];
        chances[0] = 1.0;
        for drawn in 0..m.min(n) {
            // From above, so that nothing moves twice.
            for j in (0..k).rev() {
                let moved = chances[j] * ((rank - j) as f64 / (n - drawn) as f64);
                chances[j] -= moved;
                if j + 1 < k {
                    chances[j + 1] += moved;
                }
            }
        }
        chances.iter().sum::<f64>()
    };
    ranks.iter().map(chance_of_hit).sum::<f64>() / ranks.len() as f64
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
///
/// # Hints
/// 1. Three parts: make `G`, invert it, and divide each entry of the inverse by the diagonal entry
///    of its column.
/// 2. `x.tr_mul(x)` is Xᵀ X, and `DMatrix::identity(n, n) * lambda` is the ridge, as in `fold_in`
///    of chapter 7. `matrix.cholesky()` is `Some` here, and its `.inverse()` gives `P`.
/// 3. `DMatrix::from_fn(n, n, |i, j| …)` makes a matrix from a function of row and column, and
///    `p[(i, j)]` is an entry. On the diagonal the function returns 0.0.
pub fn ease(x: &DMatrix<f64>, lambda: f64) -> DMatrix<f64> {
    // The formula as written. The ridge makes the matrix invertible, whatever users have touched.
    let n = x.ncols();
    let gram = x.tr_mul(x) + DMatrix::identity(n, n) * lambda;
    let p = gram.cholesky().expect("a ridge makes the matrix positive definite").inverse();
    DMatrix::from_fn(n, n, |i, j| if i == j { 0.0 } else { -p[(i, j)] / p[(j, j)] })
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
///
/// # Hints
/// 1. Is the result too low or too high? Think of what could make a ranker look better than it is.
/// 2. Take the first input, write down the popularity of each item by hand, and compare it with
///    what the function counts.
/// 3. At the time of the test no one knows the held-out interactions. Each of them makes the very
///    item more popular that it is to be found by.
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
        if held_out[user] != Some(i) {
            popularity[item] += 1;
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
