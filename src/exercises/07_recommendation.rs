//! Chapter 7: recommendations, and newcomers.
//!
//! `cargo grade 07_recommendation` grades your answers, and `cargo grade recommend_unseen --hint` helps.
//! No input holds NaN, infinity or -0.0, and every input has the shape that is described. An answer
//! of another chapter has a path such as `super::_02_embedding::sgd_step`.

use nalgebra::{DMatrix, DVector};

// ANCHOR: recommend_unseen
/// The `k` films with the highest predicted ratings that the user has not seen, the best first;
/// among equals, the lower number comes first. If fewer are unseen, all of them.
///
/// `predictions` has shape `(films,)` and holds numbers of any size. `seen` holds numbers of films,
/// in any order, and some may repeat. `k` may be 0.
///
/// `recommend_unseen(&[4.1, 3.0, 4.8, 3.9], &[2], 2)` is `[0, 3]`: film 2 is the best, and seen.
pub fn recommend_unseen(predictions: &[f32], seen: &[usize], k: usize) -> Vec<usize> {
    todo!("07_recommendation recommend_unseen: read book/src/07_recommendation.md")
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
pub fn mean_user(user_factors: &DMatrix<f64>) -> DVector<f64> {
    todo!("07_recommendation mean_user: read book/src/07_newcomers.md")
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
pub fn fold_in(
    film_factors: &DMatrix<f64>,
    prior: &DVector<f64>,
    ratings: &[(usize, f64)],
    ridge: f64,
) -> DVector<f64> {
    todo!("07_recommendation fold_in: read book/src/07_newcomers.md")
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
pub fn next_question(
    films: &DMatrix<f64>,
    covariance: &DMatrix<f64>,
    asked: &[usize],
    known: &[f64],
    noise: f64,
) -> Option<usize> {
    todo!("07_recommendation next_question: read book/src/07_questions.md")
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
pub fn coverage(lists: &[Vec<usize>], rows: usize) -> f32 {
    todo!("07_recommendation coverage: read book/src/07_beyond.md")
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
pub fn rerank_for_diversity(
    relevance: &[f32],
    likeness: &[Vec<f32>],
    lambda: f32,
    k: usize,
) -> Vec<usize> {
    todo!("07_recommendation rerank_for_diversity: read book/src/07_beyond.md")
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
pub fn fold_in_item(
    user_factors: &DMatrix<f64>,
    user_biases: &DVector<f64>,
    mean: f64,
    prior: (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
    ridge: f64,
) -> (DVector<f64>, f64) {
    todo!("07_recommendation fold_in_item: read book/src/07_new_films.md")
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
pub fn split_by_time(times: &[i64], valid_share: f64) -> (Vec<usize>, Vec<usize>) {
    todo!("07_recommendation split_by_time: read book/src/07_past_and_future.md")
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
pub fn mend_lists(predictions: &[Vec<f32>], seen: &[(usize, usize)], k: usize) -> Vec<Vec<usize>> {
    let films = predictions.first().map_or(0, Vec::len);
    let mut is_seen = vec![false; films];
    let mut lists = Vec::new();
    for (user, ratings) in predictions.iter().enumerate() {
        for &(_, film) in seen.iter().filter(|&&(by, _)| by == user) {
            is_seen[film] = true;
        }
        let mut list: Vec<usize> = (0..films).filter(|&film| !is_seen[film]).collect();
        list.sort_by(|&a, &b| ratings[b].total_cmp(&ratings[a]));
        list.truncate(k);
        lists.push(list);
    }
    lists
}
// ANCHOR_END: mend_lists
