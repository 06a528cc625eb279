//! Wrong answers to the exercises of chapter 7.

use super::{WrongAnswer, wrong};
use grade::graders::_07_recommendation as graders;
use nalgebra::{DMatrix, DVector};

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(recommend_unseen: "seen films are among them", |predictions, _, k| {
            best(predictions, |_| true).take(k).collect()
        }),
        wrong!(recommend_unseen: "only seen films", |predictions, seen, k| {
            best(predictions, |film| seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "the worst come first", |predictions, seen, k| {
            let opposite: Vec<f32> = predictions.iter().map(|rating| -rating).collect();
            best(&opposite, |film| !seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "leave them out before", |predictions, seen, k| {
            best(predictions, |_| true).take(k).filter(|film| !seen.contains(film)).collect()
        }),
        wrong!(recommend_unseen: "the first of them comes first", |predictions, seen, k| {
            let opposite: Vec<f32> = predictions.iter().map(|rating| -rating).collect();
            best(&opposite, |film| !seen.contains(film)).rev().take(k).collect()
        }),
        wrong!(recommend_unseen: "places among the unseen", |predictions, seen, k| {
            let unseen = (0..predictions.len()).filter(|film| !seen.contains(film));
            let ratings: Vec<f32> = unseen.map(|film| predictions[film]).collect();
            best(&ratings, |_| true).take(k).collect()
        }),
        wrong!(recommend_unseen: "in order of number", |predictions, seen, k| {
            (0..predictions.len()).filter(|film| !seen.contains(film)).take(k).collect()
        }),
        wrong!(recommend_unseen: "fill up the list", |predictions, seen, k| {
            let unseen = best(predictions, |film| !seen.contains(film));
            unseen.chain(best(predictions, |film| seen.contains(film))).take(k).collect()
        }),
        wrong!(recommend_unseen: "one too many", |predictions, seen, k| {
            best(predictions, |film| !seen.contains(film)).take(k + 1).collect()
        }),
        wrong!(recommend_unseen: "one too few", |predictions, seen, k| {
            best(predictions, |film| !seen.contains(film)).take(k.max(1) - 1).collect()
        }),
        wrong!(recommend_unseen: "return all of them", |predictions, seen, k| {
            let unseen: Vec<usize> = best(predictions, |film| !seen.contains(film)).collect();
            unseen[..k].to_vec()
        }),
        wrong!(mean_user: "is included", |users| users.row_mean().transpose()),
        wrong!(mean_user: "left out of the sum but", |users| {
            sum_from(1, users) / users.nrows() as f64
        }),
        wrong!(mean_user: "in the sum but", |users| {
            sum_from(0, users) / (users.nrows() - 1) as f64
        }),
        wrong!(mean_user: "this is the sum", |users| sum_from(1, users)),
        wrong!(mean_user: "a mean for each user", |users| {
            users.rows(1, users.nrows() - 1).column_mean()
        }),
        wrong!(mean_user: "a mean for each row", |users| users.column_mean()),
        wrong!(mean_user: "the users come after it", |users| users.row(0).transpose()),
        wrong!(fold_in: "this is the prior", |_, prior, _, _| prior.clone()),
        wrong!(fold_in: "only the step", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            solved(&x, &(y - &x * prior), ridge)
        }),
        wrong!(fold_in: "pull towards the prior", |films, _, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            solved(&x, &y, ridge)
        }),
        wrong!(fold_in: "subtract its predictions", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            prior + solved(&x, &y, ridge)
        }),
        wrong!(fold_in: "the ridge is left out", |films, prior, ratings, _| {
            let (x, y) = equations(films, ratings);
            let y = y - &x * prior;
            prior + x.tr_mul(&x).lu().solve(&x.tr_mul(&y)).unwrap_or(DVector::zeros(prior.len()))
        }),
        wrong!(fold_in: "once for each rating", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            prior + solved(&x, &(y - &x * prior), ridge * ratings.len().max(1) as f64)
        }),
        wrong!(fold_in: "count as rated 0", |films, prior, ratings, ridge| {
            let mut all = DVector::zeros(films.nrows());
            ratings.iter().rev().for_each(|&(film, rating)| all[film] = rating);
            prior + solved(films, &(all - films * prior), ridge)
        }),
        wrong!(fold_in: "the wrong way", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            prior + solved(&x, &(&x * prior - y), ridge)
        }),
        wrong!(fold_in: "are not solved", |films, prior, ratings, _| {
            let (x, y) = equations(films, ratings);
            prior + x.tr_mul(&(y - &x * prior))
        }),
        wrong!(fold_in: "without any rating", |films, prior, ratings, ridge| {
            let rows: Vec<_> = ratings.iter().map(|&(film, _)| films.row(film)).collect();
            let (_, y) = equations(films, ratings);
            let x = DMatrix::from_rows(&rows);
            prior + solved(&x, &(y - &x * prior), ridge)
        }),
    ]
}

/// The films that may be recommended, best first; equals stay in their order.
fn best(
    predictions: &[f32],
    eligible: impl Fn(&usize) -> bool,
) -> impl DoubleEndedIterator<Item = usize> {
    let mut films: Vec<usize> = (0..predictions.len()).filter(eligible).collect();
    films.sort_by(|&a, &b| predictions[b].total_cmp(&predictions[a]));
    films.into_iter()
}

fn sum_from(row: usize, users: &DMatrix<f64>) -> DVector<f64> {
    users.rows(row, users.nrows() - row).row_sum_tr()
}

/// The rated films' vectors and the ratings.
fn equations(films: &DMatrix<f64>, ratings: &[(usize, f64)]) -> (DMatrix<f64>, DVector<f64>) {
    let (rated, y): (Vec<usize>, Vec<f64>) = ratings.iter().copied().unzip();
    (films.select_rows(&rated), DVector::from_vec(y))
}

fn solved(x: &DMatrix<f64>, y: &DVector<f64>, ridge: f64) -> DVector<f64> {
    let factors = x.ncols();
    let system = x.tr_mul(x) + DMatrix::identity(factors, factors) * ridge;
    system.lu().solve(&x.tr_mul(y)).unwrap()
}
