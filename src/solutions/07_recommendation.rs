//! Chapter 7: recommendations, and newcomers.

use nalgebra::{DMatrix, DVector};

// ANCHOR: recommend_unseen
/// The `k` films with the highest predicted ratings that the user has not seen, the best first;
/// among equals, the lower number comes first. If fewer are unseen, all of them.
///
/// `predictions` has shape `(films,)` and holds numbers of any size. `seen` holds numbers of films,
/// in any order, and some may repeat. `k` may be 0.
///
/// `recommend_unseen(&[4.1, 3.0, 4.8, 3.9], &[2], 2)` is `[0, 3]`: film 2 is the best, and seen.
///
/// # Hints
/// 1. There are three steps, and their order matters. What happens to the list if you keep `k`
///    films before you leave out those that are seen?
/// 2. First leave out what is seen, then sort what is left, then keep `k`. Sort the numbers of the
///    films, by their predictions.
/// 3. `.filter(…)` on the numbers of all films with `seen.contains(…)` leaves out the seen ones.
///    From there on it is `top_k` of chapter 6: `sort_by` is stable, and `truncate` does not mind a
///    `k` that is too large.
pub fn recommend_unseen(predictions: &[f32], seen: &[usize], k: usize) -> Vec<usize> {
    // Leave out the seen films, then sort, then cut.
    let mut unseen: Vec<usize> =
        (0..predictions.len()).filter(|film| !seen.contains(film)).collect();
    unseen.sort_by(|&a, &b| predictions[b].total_cmp(&predictions[a]));
    unseen.truncate(k);
    unseen
}
// ANCHOR_END: recommend_unseen

// ANCHOR: mean_user
/// The mean of all users' vectors, calculated in `f64`: a first guess at a newcomer.
///
/// `user_factors` has shape `(users + 1, factors)` with at least one user, the result has shape
/// `(factors,)`. Row 0 is the unknown user, as whom no one has rated anything, so it does not
/// count.
///
/// Of the rows `[[9.0, 9.0], [1.0, 0.0], [3.0, 2.0]]` the mean user is `[2.0, 1.0]`.
///
/// # Page
///
/// 07_newcomers
///
/// # Hints
/// 1. How many users are there? One less than there are rows.
/// 2. Take the part of the table without row 0, add its rows up, and divide by their number.
/// 3. `rows(1, n)` is the part that begins with row 1 and has `n` rows, and `row_sum_tr()` adds its
///    rows up to a column vector. A vector is divided by an `f64`, so turn the number into one.
pub fn mean_user(user_factors: &DMatrix<f64>) -> DVector<f64> {
    // The rows from 1 on, added up and divided by their number.
    let users = user_factors.nrows() - 1;
    user_factors.rows(1, users).row_sum_tr() / users as f64
}
// ANCHOR_END: mean_user

// ANCHOR: fold_in
/// A newcomer's vector from a few ratings: a ridge regression around a first guess, `prior`, with
/// the films' vectors fixed.
///
/// `film_factors` has shape `(films, factors)`, `prior` and the result have shape `(factors,)`.
/// `ratings` holds `(film, rating)`, with the biases already subtracted: the dot product of film
/// and newcomer should predict the rating, which may be any number. A film that occurs twice counts
/// twice, and without ratings the prior stays as it is. `ridge` is above 0, and may be as small as
/// 1e-12, where only a calculation in `f64` is exact enough.
///
/// Let `X` be the vectors of the rated films, a row for each rating, and `y` what the prior leaves
/// of each rating, `rating - film · prior`. Then the answer is `prior + d`, where
/// `(Xᵀ X + ridge I) d = Xᵀ y`.
///
/// With one factor, a prior of 1.0, `ridge = 4.0` and a rating of 5.0 for a film with factor 2.0,
/// `y` is 3.0, so `(2.0 * 2.0 + 4.0) d = 2.0 * 3.0`, and the answer is `1.0 + 0.75`.
///
/// # Page
///
/// 07_newcomers
///
/// # Hints
/// 1. Three parts: collect `X` and `y`, form the equations, solve them. Don't forget to add the
///    prior to the solution.
/// 2. `film_factors.select_rows(&rated)` is `X`, where `rated` holds the films' numbers;
///    `DVector::from_iterator(ratings.len(), …)` makes a vector of the ratings, and `&x * prior` is
///    what the prior predicts.
/// 3. `x.tr_mul(&x)` is Xᵀ X, `DMatrix::identity(n, n) * ridge` the ridge. With the ridge the sum
///    is positive definite, so its `.cholesky()` is `Some`, and `.solve(&right_side)` of that gives
///    `d`.
pub fn fold_in(
    film_factors: &DMatrix<f64>,
    prior: &DVector<f64>,
    ratings: &[(usize, f64)],
    ridge: f64,
) -> DVector<f64> {
    // The equations as written. The ridge makes them solvable for any ratings.
    let x = film_factors.select_rows(ratings.iter().map(|(film, _)| film));
    let rated = DVector::from_iterator(ratings.len(), ratings.iter().map(|&(_, rating)| rating));
    let y = rated - &x * prior;
    let gram = x.tr_mul(&x) + DMatrix::identity(prior.len(), prior.len()) * ridge;
    let system = gram.cholesky().expect("a ridge makes the matrix positive definite");
    prior + system.solve(&x.tr_mul(&y))
}
// ANCHOR_END: fold_in

// ANCHOR: next_question
/// The film to ask a newcomer about: the one whose answer is expected to shrink the uncertainty of
/// all predictions most. `None` if every film has been asked about.
///
/// `films` has shape `(films + 1, factors)`, with the row `x` of each film. Row 0 is the unknown
/// film: it cannot be asked about, and its prediction does not count. `covariance` has shape
/// `(factors, factors)` and says what is uncertain of the newcomer's vector. `asked` holds the
/// numbers of films, in any order and perhaps twice, `known` the probability that the newcomer
/// knows each film (with an entry for row 0), and `noise`, which is above 0, the variance of a
/// rating.
///
/// With `i` going over all films, those in `asked` too, an answer about film `q` shrinks the sum of
/// the variances of all predictions by
///
/// ```text
/// sum of (x_i · covariance x_q)²  /  (noise + x_q · covariance x_q)
/// ```
///
/// and there is an answer with the probability `known[q]`, so multiply by it. Calculate in `f64`,
/// in which a small lead counts. Among equals the lower number comes first, also if nothing can
/// shrink any more.
///
/// With one factor, the rows `[0.0]`, `[1.0]` and `[2.0]`, a covariance of 1.0 and a noise of 1.0,
/// film 1 shrinks the sum by `(1 + 4) / (1 + 1) = 2.5` and film 2 by `(4 + 16) / (1 + 4) = 4`. If
/// film 1 is known for sure and film 2 with a probability of 0.5, film 1 is the better question.
///
/// # Page
///
/// 07_questions
///
/// # Hints
/// 1. First write a closure that takes a film and returns what asking about it is expected to
///    shrink. Then find the film from 1 on, not in `asked`, for which that is largest.
/// 2. `covariance * films.row(q).transpose()` is a vector, and `films` times this vector holds
///    `x_i · covariance x_q` for every film at once. The entry of `q` itself is in the divisor.
///    Without row 0, the `norm_squared()` of the rest is the sum of squares.
/// 3. `max_by(|a, b| … .total_cmp(…))` returns the last of several equals, so let it go through the
///    films from the end, with `.rev()`.
pub fn next_question(
    films: &DMatrix<f64>,
    covariance: &DMatrix<f64>,
    asked: &[usize],
    known: &[f64],
    noise: f64,
) -> Option<usize> {
    let shrinks = |q: usize| {
        let shared = films * (covariance * films.row(q).transpose());
        let sum = shared.rows(1, films.nrows() - 1).norm_squared();
        known[q] * sum / (noise + shared[q])
    };
    // From the end, because the last of several equals would be taken.
    let open = (1..films.nrows()).filter(|film| !asked.contains(film)).rev();
    open.max_by(|&a, &b| shrinks(a).total_cmp(&shrinks(b)))
}
// ANCHOR_END: next_question

// ANCHOR: coverage
/// The share of all films that are on at least one list.
///
/// `lists` holds a list of films for each user, as rows of a table of films that has `rows` rows.
/// Row 0, the unknown film, never counts, neither among all films nor where it is on a list. A film
/// counts once, however often it is listed. Lists may be empty, and without any film in the table
/// the share is 0.
///
/// `coverage(&[vec![1, 3], vec![3]], 5)` is 0.5: films 1 and 3, of films 1 to 4.
///
/// # Page
///
/// 07_beyond
///
/// # Hints
/// 1. Mark each film that you meet, or collect the films in a set; both forget how often.
/// 2. With `let mut listed = vec![false; rows];` you can set `listed[film] = true` for the films of
///    all lists, and then count what is `true` from row 1 on.
/// 3. There are `rows - 1` films. If that is 0, or `rows` is, the answer is 0.
pub fn coverage(lists: &[Vec<usize>], rows: usize) -> f32 {
    // Mark the films that are on a list; those from row 1 on count.
    if rows < 2 {
        return 0.0;
    }
    let mut listed = vec![false; rows];
    for &film in lists.iter().flatten() {
        listed[film] = true;
    }
    let films = listed[1..].iter().filter(|listed| **listed).count();
    films as f32 / (rows - 1) as f32
}
// ANCHOR_END: coverage

// ANCHOR: rerank_for_diversity
/// A list of `k` films that are relevant and unlike each other, by maximal marginal relevance.
///
/// `relevance` has shape `(films,)`, and `likeness`, which is symmetric, has shape
/// `(films, films)`. The most relevant film comes first, whatever `lambda` is. Each further film
/// is, among those not chosen yet, the one with the highest
/// `(1 - lambda) * relevance - lambda * likeness`, where its likeness is that to the most alike of
/// the films already chosen, any number above 0 or below. Among equals, the lower number is chosen.
/// If there are fewer than `k` films, all of them are listed. `lambda` is from 0 to 1.
///
/// With the relevances `[4.5, 4.25, 4.0]`, a likeness of 1.0 between films 0 and 1, and of 0.0
/// between the other pairs, `lambda = 0.5` and `k = 2` give `[0, 2]`: film 2 has 2.0, and film 1
/// has 2.125 - 0.5.
///
/// # Page
///
/// 07_beyond
///
/// # Hints
/// 1. A loop that adds one film to the list in each turn. In each, go through the films that are
///    not on the list yet and keep the best.
/// 2. The likeness to the most alike of the chosen is a maximum over the list. Start it at
///    `f32::NEG_INFINITY`, because all of them may be negative.
/// 3. The first film is a case of its own: nothing is chosen yet, so only relevance decides. And
///    going through the films in order, replace the best so far only if the new one is really
///    better.
pub fn rerank_for_diversity(
    relevance: &[f32],
    likeness: &[Vec<f32>],
    lambda: f32,
    k: usize,
) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    while list.len() < k.min(relevance.len()) {
        let value = |film: usize| {
            let closest = list.iter().map(|&chosen| likeness[film][chosen]).reduce(f32::max);
            match closest {
                None => relevance[film],
                Some(closest) => (1.0 - lambda) * relevance[film] - lambda * closest,
            }
        };
        // Of equals, `max_by` keeps the last, so the films are gone through from the end.
        let left = (0..relevance.len()).rev().filter(|film| !list.contains(film));
        let best = left.max_by(|&a, &b| value(a).total_cmp(&value(b)));
        list.extend(best);
    }
    list
}
// ANCHOR_END: rerank_for_diversity

// ANCHOR: fold_in_item
/// A new film's vector and bias from its first ratings: a ridge regression around a first guess,
/// with everything known of the users fixed. The model predicts
///
/// `mean + user_biases[user] + film bias + user vector · film vector`
///
/// `user_factors` has shape `(users, factors)`, `user_biases` has shape `(users,)`. `prior` is the
/// guess, a vector of shape `(factors,)` and a bias, and so is the result. `ratings` holds
/// `(user, rating)`; a user who occurs twice counts twice. `ridge` is above 0 and is the price of a
/// step of the vector and of the bias alike; it may be as small as 1e-12, where only a calculation in
/// `f64` is exact enough. Without ratings the prior stays as it is.
///
/// Let `X` have a row for each rating, the user's vector with a 1 appended, and let `y` be what the
/// prior's prediction leaves of each rating. The step `d` that `(Xᵀ X + ridge I) d = Xᵀ y` gives is
/// added to the prior: its last number to the bias, the others to the vector.
///
/// With a mean of 3.0, one user with the vector `[1.0]` and the bias 0.5, a prior of zeros,
/// `ridge = 2.0` and a rating of 5.5, `y` is 2.0 and `X` is `[1.0, 1.0]`, so `d` is `[0.5, 0.5]`,
/// the film's vector `[0.5]` and its bias 0.5.
///
/// # Page
///
/// 07_new_films
///
/// # Hints
/// 1. It is `fold_in` with the users' table in place of the films', and with one more column. What
///    is subtracted from a rating? The mean, the user's bias, the prior's bias and the dot product.
/// 2. `user_factors.select_rows(&raters)` holds the users' vectors, and `.insert_column(n, 1.0)` of
///    that appends a column of ones. The biases of the raters are `user_biases[user]`.
/// 3. With `(vector, bias) = prior`, `d.rows(0, vector.len())` is the part of the solution that is
///    added to the vector, and `d[vector.len()]` goes to the bias.
pub fn fold_in_item(
    user_factors: &DMatrix<f64>,
    user_biases: &DVector<f64>,
    mean: f64,
    prior: (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
    ridge: f64,
) -> (DVector<f64>, f64) {
    // As in `fold_in`, with a column of ones for the bias.
    let (vector, bias) = prior;
    let n = vector.len();
    let raters = user_factors.select_rows(ratings.iter().map(|(user, _)| user));
    let predicted = &raters * vector;
    let left = ratings
        .iter()
        .enumerate()
        .map(|(i, &(user, rating))| rating - (mean + user_biases[user] + bias + predicted[i]));
    let y = DVector::from_iterator(ratings.len(), left);
    let x = raters.insert_column(n, 1.0);
    let gram = x.tr_mul(&x) + DMatrix::identity(n + 1, n + 1) * ridge;
    let system = gram.cholesky().expect("a ridge makes the matrix positive definite");
    let d = system.solve(&x.tr_mul(&y));
    (vector + d.rows(0, n), bias + d[n])
}
// ANCHOR_END: fold_in_item

// ANCHOR: split_by_time
/// Splits ratings by time: the training rows and the validation rows, each in ascending order.
///
/// Rating `i` was given at `times[i]`, in seconds since 1970; earlier times are negative.
/// `valid_share`, from 0.0 to 1.0, asks for `times.len() as f64 * valid_share` ratings in
/// validation, rounded by `.round()`. These are the latest. The earliest of them sets the moment of
/// the split, and every rating from that moment on is for validation, so that ratings of equal
/// times stay together. If none are asked for, all are for training.
///
/// `split_by_time(&[50, 20, 40, 40, 10], 0.4)` asks for two. They begin at the moment 40, so it is
/// `(vec![1, 4], vec![0, 2, 3])`: the other rating at 40 goes to validation, too.
///
/// # Page
///
/// 07_past_and_future
///
/// # Hints
/// 1. You need only one thing, the moment of the split. After that each rating is compared with it.
/// 2. Sort a copy of the times. Of `n` sorted times, the latest `asked` begin at the index
///    `n - asked`.
/// 3. If `asked` is 0, there is no such index. `(0..n).partition(|&i| times[i] < moment)` splits
///    the rows and keeps their order.
pub fn split_by_time(times: &[i64], valid_share: f64) -> (Vec<usize>, Vec<usize>) {
    // The moment at which the latest ratings begin; there is none if none are asked for.
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let asked = (times.len() as f64 * valid_share).round() as usize;
    let moment = sorted.get(times.len() - asked);
    (0..times.len()).partition(|&i| moment.is_none_or(|moment| times[i] < *moment))
}
// ANCHOR_END: split_by_time

// ANCHOR: mend_lists
/// A list for each user: the `k` films with the highest predicted ratings that this user has not
/// seen, the best first; among equals, the lower number comes first. If fewer are unseen, all of
/// them.
///
/// `predictions` has shape `(users, films)` and holds numbers of any size. `seen` holds
/// `(user, film)` in any order: this user has seen this film. A pair may occur twice.
///
/// With the predictions `[[4.0, 3.0, 5.0], [2.0, 4.5, 1.0]]`, `seen = [(0, 2), (1, 1)]` and `k = 1`
/// the lists are `[[0], [0]]`.
///
/// # Hints
/// 1. Compare the list of the first user with those of the later ones. Which of them are wrong?
/// 2. Which films are missing from a wrong list? See what other users have done with them, and
///    where the function keeps that.
/// 3. Marks that are made for one user are still there for the next. Each user needs fresh ones.
pub fn mend_lists(predictions: &[Vec<f32>], seen: &[(usize, usize)], k: usize) -> Vec<Vec<usize>> {
    let mut lists = Vec::new();
    for (user, ratings) in predictions.iter().enumerate() {
        let mut is_seen = vec![false; ratings.len()];
        for &(_, film) in seen.iter().filter(|&&(by, _)| by == user) {
            is_seen[film] = true;
        }
        let mut list: Vec<usize> = (0..ratings.len()).filter(|&film| !is_seen[film]).collect();
        list.sort_by(|&a, &b| ratings[b].total_cmp(&ratings[a]));
        list.truncate(k);
        lists.push(list);
    }
    lists
}
// ANCHOR_END: mend_lists
