//! Wrong answers to `mean_user` and `fold_in`.

use super::{WrongAnswer, equations, graders, gram, solved, wrong};
use grade::solutions::_07_recommendation as solutions;
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeMap;

pub fn all() -> Vec<WrongAnswer> {
    vec![
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
        wrong!(mean_user: "by the number of factors", |users| sum_from(1, users) / users.ncols() as f64),
        wrong!(mean_user: "the last user is left out; n users", |users| {
            let n = users.nrows() - 2;
            users.rows(1, n).row_sum_tr() / n as f64
        }),
        wrong!(mean_user: "left out of the sum", |users| {
            users.rows(1, users.nrows() - 2).row_sum_tr() / (users.nrows() - 1) as f64
        }),
        wrong!(mean_user: "later users count more", |users| {
            let mut mean = users.row(1).transpose();
            (2..users.nrows()).for_each(|row| mean = (&mean + users.row(row).transpose()) / 2.0);
            mean
        }),
        // In single precision, and with floors under the ridge.
        wrong!(mean_user: "none of the usual mistakes", |users| {
            let sum = |j: usize| users.column(j).iter().skip(1).map(|&x| x as f32).sum::<f32>();
            DVector::from_fn(users.ncols(), |j, _| f64::from(sum(j)) / (users.nrows() - 1) as f64)
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            solutions::fold_in(films, prior, ratings, ridge.max(1e-8))
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            solutions::fold_in(films, prior, ratings, ridge + 1e-10)
        }),
        // Small counters, and users who look like row 0 or like no one.
        wrong!(mean_user: "none of the usual mistakes", |users| {
            sum_from(1, users) / f64::from((users.nrows() - 1) as u8)
        }),
        wrong!(mean_user: "none of the usual mistakes", |users| {
            sum_from(1, users) / f64::from((users.nrows() - 1) as u16)
        }),
        wrong!(mean_user: "none of the usual mistakes", |users| {
            let kept = (1..users.nrows()).filter(|&row| users.row(row) != users.row(0));
            mean_of(users, &kept.collect::<Vec<_>>())
        }),
        wrong!(mean_user: "none of the usual mistakes", |users| {
            let kept = (1..users.nrows()).filter(|&row| users.row(row).iter().any(|&x| x != 0.0));
            mean_of(users, &kept.collect::<Vec<_>>())
        }),
        wrong!(mean_user: "none of the usual mistakes", |users| {
            (sum_from(1, users) / (users.nrows() - 1) as f64).map(|x| x.clamp(-10.0, 10.0))
        }),
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
        wrong!(fold_in: "counts once", |films, prior, ratings, ridge| {
            let last: BTreeMap<usize, f64> = ratings.iter().copied().collect();
            let last: Vec<(usize, f64)> = last.into_iter().collect();
            let (x, y) = equations(films, &last);
            prior + solved(&x, &(y - &x * prior), ridge)
        }),
        // Steps that get near a solution only on easy inputs.
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            let system = gram(&x, ridge);
            let side = x.tr_mul(&(y - &x * prior));
            let rate = 1.0 / system.trace();
            let mut step = DVector::zeros(prior.len());
            (0..3_000).for_each(|_| step += (&side - &system * &step) * rate);
            prior + step
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            let system = gram(&x, ridge);
            let side = x.tr_mul(&(y - &x * prior));
            let mut step = DVector::<f64>::zeros(prior.len());
            for _ in 0..300 {
                for j in 0..prior.len() {
                    let others = system.row(j).tr_dot(&step) - system[(j, j)] * step[j];
                    step[j] = (side[j] - others) / system[(j, j)];
                }
            }
            prior + step
        }),
        // Single precision, guards, clamps, numbers that may stand for a missing rating.
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            let y = (y - &x * prior).cast::<f32>();
            let x = x.cast::<f32>();
            let n = prior.len();
            let system = x.tr_mul(&x) + DMatrix::identity(n, n) * ridge as f32;
            let step = system.lu().solve(&x.tr_mul(&y)).unwrap_or(DVector::zeros(n));
            prior + step.cast::<f64>()
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            prior + solved(&x, &(y - &x * prior), ridge + 1e-10)
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, ratings);
            prior + solved(&x, &(y.map(|y| y.clamp(-5.0, 5.0)) - &x * prior), ridge)
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let mut given = ratings.to_vec();
            given.retain(|&(_, rating)| rating != 0.0);
            let (x, y) = equations(films, &given);
            prior + solved(&x, &(y - &x * prior), ridge)
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let (x, y) = equations(films, &ratings[..ratings.len().min(1_000)]);
            prior + solved(&x, &(y - &x * prior), ridge)
        }),
        wrong!(fold_in: "none of the usual mistakes", |films, prior, ratings, ridge| {
            let short: Vec<(usize, f64)> =
                ratings.iter().map(|&(film, rating)| (usize::from(film as u16), rating)).collect();
            let (x, y) = equations(films, &short);
            prior + solved(&x, &(y - &x * prior), ridge)
        }),
        // The first thousand users only.
        wrong!(mean_user: "none of the usual mistakes", |users| {
            let rows: Vec<usize> = (1..users.nrows().min(1_001)).collect();
            mean_of(users, &rows)
        }),
    ]
}

fn sum_from(row: usize, users: &DMatrix<f64>) -> DVector<f64> {
    users.rows(row, users.nrows() - row).row_sum_tr()
}

fn mean_of(users: &DMatrix<f64>, rows: &[usize]) -> DVector<f64> {
    users.select_rows(rows).row_sum_tr() / rows.len().max(1) as f64
}
