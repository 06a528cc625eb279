//! Wrong answers to the exercises of chapter 4.

use super::{WrongAnswer, wrong};
use grade::graders::_04_biases as graders;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(predict_with_bias: "both biases are left out", |user, film, _, _, low, high| {
            squeezed(dot(user, film), low, high)
        }),
        wrong!(predict_with_bias: "the film's bias is left out", |user, film, bias, _, low, high| {
            squeezed(dot(user, film) + bias, low, high)
        }),
        wrong!(predict_with_bias: "the user's bias is left out", |user, film, _, bias, low, high| {
            squeezed(dot(user, film) + bias, low, high)
        }),
        wrong!(predict_with_bias: "before the sigmoid", |user, film, of_user, of_film, low, high| {
            squeezed(dot(user, film), low, high) + of_user + of_film
        }),
        wrong!(predict_with_bias: "this is the score", |user, film, of_user, of_film, _, _| {
            dot(user, film) + of_user + of_film
        }),
        wrong!(predict_with_bias: "the score is clamped", |user, film, of_user, of_film, low, high| {
            (dot(user, film) + of_user + of_film).clamp(low, high)
        }),
        wrong!(predict_with_bias: "stretch it to the range", |user, film, of_user, of_film, _, _| {
            squeezed(dot(user, film) + of_user + of_film, 0.0, 1.0)
        }),
        wrong!(predict_with_bias: "begins at `low`", |user, film, of_user, of_film, low, high| {
            squeezed(dot(user, film) + of_user + of_film, 0.0, high - low)
        }),
        wrong!(predict_with_bias: "once for each factor", |user, film, of_user, of_film, low, high| {
            let score = user.iter().zip(film).map(|(u, f)| u * f + of_user + of_film).sum();
            squeezed(score, low, high)
        }),
        wrong!(predict_with_bias: "added to the factors", |user, film, of_user, of_film, low, high| {
            let score = user.iter().zip(film).map(|(u, f)| (u + of_user) * (f + of_film)).sum();
            squeezed(score, low, high)
        }),
        wrong!(predict_with_bias: "factors are left out", |_, _, of_user, of_film, low, high| {
            squeezed(of_user + of_film, low, high)
        }),
        wrong!(predict_with_bias: "subtracted", |user, film, of_user, of_film, low, high| {
            squeezed(dot(user, film) - of_user - of_film, low, high)
        }),
        wrong!(fit_baseline: "the users' offsets come first", |ratings, users, films, shrinkage| {
            let (mean, of_users, of_films) = fitted(ratings, users, films, shrinkage);
            (mean, of_films, of_users)
        }),
        wrong!(fit_baseline: "not shrunk", |ratings, users, films, _| {
            fitted(ratings, users, films, 0.0)
        }),
        wrong!(fit_baseline: "offsets are sums", |ratings, users, films, _| {
            let mean = mean(ratings);
            let (mut of_users, mut of_films) = (vec![0.0; users], vec![0.0; films]);
            ratings.iter().for_each(|&(_, film, rating)| of_films[film] += rating - mean);
            for &(user, film, rating) in ratings {
                of_users[user] += rating - mean - of_films[film];
            }
            (mean, of_users, of_films)
        }),
        wrong!(fit_baseline: "explain again", |ratings, users, films, shrinkage| {
            let mean = mean(ratings);
            let of_users = offsets(ratings, users, shrinkage, |&(user, _, x)| (user, x - mean));
            let of_films = offsets(ratings, films, shrinkage, |&(_, film, x)| (film, x - mean));
            (mean, of_users, of_films)
        }),
        wrong!(fit_baseline: "the users come first here", |ratings, users, films, shrinkage| {
            let turned: Vec<_> = ratings.iter().map(|&(user, film, x)| (film, user, x)).collect();
            let (mean, of_films, of_users) = fitted(&turned, films, users, shrinkage);
            (mean, of_users, of_films)
        }),
        wrong!(fit_baseline: "measured from the mean", |ratings, users, films, shrinkage| {
            let of_films = offsets(ratings, films, shrinkage, |&(_, film, x)| (film, x));
            let left = |&(user, film, x): &Rating| (user, x - of_films[film]);
            (mean(ratings), offsets(ratings, users, shrinkage, left), of_films)
        }),
        wrong!(fit_baseline: "the signs are flipped", |ratings, users, films, shrinkage| {
            let (mean, mut of_users, mut of_films) = fitted(ratings, users, films, shrinkage);
            of_users.iter_mut().chain(&mut of_films).for_each(|offset| *offset = -*offset);
            (mean, of_users, of_films)
        }),
        wrong!(fit_baseline: "the mean is shrunk too", |ratings, users, films, shrinkage| {
            let n = ratings.len() as f32;
            let mean = mean(ratings) * n / (n + shrinkage);
            fitted_around(mean, ratings, users, films, shrinkage)
        }),
        wrong!(fit_baseline: "even the last one", |ratings, users, films, shrinkage| {
            let (mean, _, of_films) = fitted(ratings, users, films, shrinkage);
            let mut of_users = vec![0.0; users - 1];
            for &(user, film, rating) in ratings {
                of_users[user] += (rating - mean - of_films[film]) / shrinkage;
            }
            (mean, of_users, of_films)
        }),
        wrong!(best_epoch: "among equally low losses", |losses| {
            (0..losses.len()).rev().min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "the highest loss", |losses| {
            (0..losses.len()).max_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "counted from 1", |losses| {
            (1..=losses.len()).min_by(|&a, &b| losses[a - 1].total_cmp(&losses[b - 1]))
        }),
        wrong!(best_epoch: "stops at the first rise", |losses| {
            let rise = losses.windows(2).position(|pair| pair[1] > pair[0]);
            rise.or(losses.len().checked_sub(1))
        }),
        wrong!(best_epoch: "this is the last epoch", |losses| losses.len().checked_sub(1)),
        wrong!(best_epoch: "without any epoch", |losses| {
            let better = |best: usize, i: usize| if losses[i] < losses[best] { i } else { best };
            Some((1..losses.len()).fold(0, better))
        }),
        wrong!(best_epoch: "a single epoch", |losses| {
            let all = (losses.len() > 1).then_some(0..losses.len())?;
            all.min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "the list may be empty", |losses| {
            let mut best = losses[0];
            losses.iter().for_each(|&loss| best = best.min(loss));
            losses.iter().position(|&loss| loss == best)
        }),
    ]
}

type Rating = (usize, usize, f32);

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn squeezed(score: f32, low: f32, high: f32) -> f32 {
    low + (high - low) / (1.0 + (-score).exp())
}

fn mean(ratings: &[Rating]) -> f32 {
    ratings.iter().map(|&(.., rating)| rating).sum::<f32>() / ratings.len() as f32
}

fn fitted(
    ratings: &[Rating],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    fitted_around(mean(ratings), ratings, n_users, n_films, shrinkage)
}

fn fitted_around(
    mean: f32,
    ratings: &[Rating],
    n_users: usize,
    n_films: usize,
    shrinkage: f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    let films = offsets(ratings, n_films, shrinkage, |&(_, film, x)| (film, x - mean));
    let left = |&(user, film, x): &Rating| (user, x - mean - films[film]);
    (mean, offsets(ratings, n_users, shrinkage, left), films)
}

fn offsets(
    ratings: &[Rating],
    n_rows: usize,
    shrinkage: f32,
    value: impl Fn(&Rating) -> (usize, f32),
) -> Vec<f32> {
    let (mut sums, mut counts) = (vec![0.0; n_rows], vec![shrinkage; n_rows]);
    for (row, value) in ratings.iter().map(value) {
        sums[row] += value;
        counts[row] += 1.0;
    }
    sums.iter().zip(counts).map(|(sum, count)| sum / count).collect()
}
