//! Wrong answers to the exercises of chapter 4.

use super::{WrongAnswer, wrong};
use dfdx::prelude::*;
use grade::graders::_04_biases as graders;
use grade::solutions::_04_biases as right;
use std::collections::BTreeMap;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let narrow: Vec<Rating> = ratings
                .iter()
                .map(|&(user, film, r)| (usize::from(user as u16), film, r))
                .collect();
            right::fit_baseline(&narrow, users, films, shrinkage)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            let capped: Vec<(usize, f32)> =
                ratings.iter().map(|&(film, r)| (film, r.clamp(-1e4, 1e4))).collect();
            right::mend_film_mean_loss(&capped, is_valid, films)
        }),
        // A sigmoid that keeps a little away from its ends; the smallest shrinkage; a scale with an end.
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            let s = 1.0 / (1.0 + (-(dot(user, film) + b + c)).exp());
            low + (high - low) * s.clamp(1e-7, 1.0 - 1e-7)
        }),
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            squeezed((dot(user, film) + b + c).clamp(-30.0, 30.0), low, high)
        }),
        wrong!(dot_product_bias: "none of the usual mistakes", |users, films, b, c, low, high| {
            let s = (affinity(users, films) + b + c).sigmoid();
            (s * (1.0 - 2e-7) + 1e-7) * (high - low) + low
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            right::fit_baseline(ratings, users, films, shrinkage.max(1e-3))
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            right::fit_baseline(ratings, users, films, shrinkage + 1e-4)
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let capped: Vec<Rating> =
                ratings.iter().map(|&(user, film, r)| (user, film, r.clamp(-1000.0, 1000.0))).collect();
            right::fit_baseline(&capped, users, films, shrinkage)
        }),
        // Films, training ratings and validation ratings in 16 bits.
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            let narrow: Vec<(usize, f32)> =
                ratings.iter().map(|&(film, r)| (usize::from(film as u16), r)).collect();
            right::mend_film_mean_loss(&narrow, is_valid, films)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            let n = is_valid.iter().filter(|valid| **valid).count();
            let times = n as f32 / f32::from((n as u16).max(1));
            times * right::mend_film_mean_loss(ratings, is_valid, films)
        }),
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
        wrong!(predict_with_bias: "upside down", |user, film, of_user, of_film, low, high| {
            squeezed(dot(user, film) + of_user + of_film, high, low)
        }),
        wrong!(predict_with_bias: "divided by their number", |user, film, b, c, low, high| {
            squeezed(dot(user, film) / user.len().max(1) as f32 + b + c, low, high)
        }),
        wrong!(predict_with_bias: "only the last product", |user, film, b, c, low, high| {
            let mut affinity = 0.0;
            for (u, f) in user.iter().zip(film) {
                affinity = u * f;
            }
            squeezed(affinity + b + c, low, high)
        }),
        wrong!(predict_with_bias: "infinity divided by infinity", |user, film, b, c, low, high| {
            let power = (dot(user, film) + b + c).exp();
            low + (high - low) * power / (1.0 + power)
        }),
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            squeezed((dot(user, film) + b + c).clamp(-10.0, 10.0), low, high)
        }),
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            squeezed(dot(user, film) + b + c, low, high.min(10.0))
        }),
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            squeezed(dot(user, film) + b + c, low, high).clamp(0.5, 5.0)
        }),
        wrong!(predict_with_bias: "none of the usual mistakes", |user, film, b, c, low, high| {
            let affinity: f32 = user.iter().zip(film).take(50).map(|(u, f)| u * f).sum();
            squeezed(affinity + b + c, low, high)
        }),
        wrong!(dot_product_bias: "no gradient arrives anywhere", |users, films, b, c, low, high| {
            let right = forward(users, films, b, c, low, high);
            let (right, tape) = right.split_tape();
            let device = Cpu::default();
            device.tensor_from_vec(right.as_vec(), (right.shape().0,)).put_tape(tape)
        }),
        wrong!(dot_product_bias: "at the biases", |users, films, b, c, low, high| {
            let device = Cpu::default();
            let plain = |x: Column| device.tensor_from_vec(x.as_vec(), (x.shape().0,));
            let score = affinity(users, films) + plain(b) + plain(c);
            score.sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the factors of the users", |users, films, b, c, low, high| {
            let users = Cpu::default().tensor_from_vec(users.as_vec(), *users.shape());
            (affinity(films, users) + b + c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the factors of the films", |users, films, b, c, low, high| {
            let films = Cpu::default().tensor_from_vec(films.as_vec(), *films.shape());
            (affinity(users, films) + b + c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "both biases are left out", |users, films, _, _, low, high| {
            affinity(users, films).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the film's bias is left out", |users, films, b, _, low, high| {
            (affinity(users, films) + b).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the user's bias is left out", |users, films, _, c, low, high| {
            (affinity(users, films) + c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the biases are subtracted", |users, films, b, c, low, high| {
            (affinity(users, films) - b - c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the mean of the products", |users, films, b, c, low, high| {
            let affinity = (users * films).mean::<(usize,), Axis<1>>();
            (affinity + b + c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "before the sigmoid", |users, films, b, c, low, high| {
            affinity(users, films).sigmoid() * (high - low) + low + b + c
        }),
        wrong!(dot_product_bias: "this is the score", |users, films, b, c, _, _| {
            affinity(users, films) + b + c
        }),
        wrong!(dot_product_bias: "the plain sigmoid", |users, films, b, c, _, _| {
            (affinity(users, films) + b + c).sigmoid()
        }),
        wrong!(dot_product_bias: "begins at `low`", |users, films, b, c, low, high| {
            (affinity(users, films) + b + c).sigmoid() * (high - low)
        }),
        wrong!(dot_product_bias: "the stretch is `high`", |users, films, b, c, low, high| {
            (affinity(users, films) + b + c).sigmoid() * high + low
        }),
        wrong!(dot_product_bias: "the score is clamped", |users, films, b, c, low, high| {
            (affinity(users, films) + b + c).clamp(low, high)
        }),
        wrong!(dot_product_bias: "infinity times 0", |users, films, b, c, low, high| {
            let score = affinity(users, films) + b + c;
            (score.negate().exp() + 1.0).recip() * (high - low) + low
        }),
        wrong!(dot_product_bias: "the shapes must agree", |users, films, b, c, low, high| {
            let affinity = (users * films).sum::<(usize,), Axis<0>>();
            (affinity + b + c).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "none of the usual mistakes", |users, films, b, c, low, high| {
            let score = affinity(users, films) + b + c;
            score.clamp(-8.0, 8.0).sigmoid() * (high - low) + low
        }),
        wrong!(dot_product_bias: "none of the usual mistakes", |users, films, b, c, low, high| {
            forward(users, films, b, c, low, high.min(10.0))
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
        wrong!(fit_baseline: "the number of all ratings", |ratings, users, films, shrinkage| {
            let n = ratings.len() as f32 + shrinkage;
            fitted_with(ratings, users, films, |sum, _| sum / n)
        }),
        wrong!(fit_baseline: "by the shrinkage alone", |ratings, users, films, shrinkage| {
            fitted_with(ratings, users, films, |sum, _| sum / shrinkage)
        }),
        wrong!(fit_baseline: "only the last rating", |ratings, users, films, shrinkage| {
            let mean = mean(ratings);
            let (mut of_films, mut counts) = (vec![0.0; films], vec![shrinkage; films]);
            for &(_, film, rating) in ratings {
                of_films[film] = rating - mean;
                counts[film] += 1.0;
            }
            of_films.iter_mut().zip(&counts).for_each(|(offset, count)| *offset /= count);
            let (mut of_users, mut counts) = (vec![0.0; users], vec![shrinkage; users]);
            for &(user, film, rating) in ratings {
                of_users[user] = rating - mean - of_films[film];
                counts[user] += 1.0;
            }
            of_users.iter_mut().zip(&counts).for_each(|(offset, count)| *offset /= count);
            (mean, of_users, of_films)
        }),
        wrong!(fit_baseline: "are added to what is left", |ratings, users, films, shrinkage| {
            let (mean, _, of_films) = fitted(ratings, users, films, shrinkage);
            let left = |&(user, film, x): &Rating| (user, x - mean + of_films[film]);
            (mean, offsets(ratings, users, shrinkage, left), of_films)
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            fitted_with(ratings, users, films, |sum, n| sum / (f32::from(n as u8) + shrinkage))
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            fitted_with(ratings, users, films, |sum, n| sum / (f32::from(n as u16) + shrinkage))
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let cut = |&(user, film, x): &Rating| (user, usize::from(film as u16), x);
            fitted(&ratings.iter().map(cut).collect::<Vec<_>>(), users, films, shrinkage)
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let halves = |&(user, film, x): &Rating| (user, film, (x * 2.0).round() / 2.0);
            fitted(&ratings.iter().map(halves).collect::<Vec<_>>(), users, films, shrinkage)
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let stars = |&(user, film, x): &Rating| (user, film, x.clamp(0.5, 10.0));
            fitted(&ratings.iter().map(stars).collect::<Vec<_>>(), users, films, shrinkage)
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            fitted(ratings, users, films, shrinkage.max(0.1))
        }),
        wrong!(fit_baseline: "none of the usual mistakes", |ratings, users, films, shrinkage| {
            let pairs: BTreeMap<_, _> = ratings.iter().map(|&(u, f, x)| ((u, f), x)).collect();
            let ratings: Vec<_> = pairs.into_iter().map(|((u, f), x)| (u, f, x)).collect();
            fitted(&ratings, users, films, shrinkage)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            film_mean_loss(ratings, is_valid, films, |_| true, |valid| !valid)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            film_mean_loss(ratings, is_valid, films, |valid| !valid, |_| true)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            film_mean_loss(ratings, is_valid, films, |valid| valid, |valid| !valid)
        }),
        wrong!(mend_film_mean_loss: "only the symptom is shown", |ratings, is_valid, films| {
            film_mean_loss(ratings, is_valid, films, |_| false, |valid| !valid)
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
        wrong!(best_epoch: "the first epoch is left out", |losses| {
            (1..losses.len()).min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "the last epoch is left out", |losses| {
            (0..losses.len().max(1) - 1).min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "the sizes are compared", |losses| {
            (0..losses.len()).min_by(|&a, &b| losses[a].abs().total_cmp(&losses[b].abs()))
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            (0..losses.len()).min_by_key(|&i| (losses[i] * 1e3) as i64)
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            (0..losses.len()).min_by_key(|&i| (losses[i] * 1e9) as i64)
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| best_below(losses, 1e9)),
        wrong!(best_epoch: "none of the usual mistakes", |losses| best_below(losses, f32::MAX)),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            let best = losses.iter().copied().fold(f32::INFINITY, f32::min);
            losses.iter().position(|&loss| loss <= best + 1e-6 * best.abs())
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            let epochs = losses.len().min(300);
            (0..epochs).min_by(|&a, &b| losses[a].total_cmp(&losses[b]))
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            let best = (0..losses.len()).min_by(|&a, &b| losses[a].total_cmp(&losses[b]))?;
            Some(usize::from(best as u16))
        }),
        wrong!(best_epoch: "the list may be empty", |losses| {
            let mut best = losses[0];
            losses.iter().for_each(|&loss| best = best.min(loss));
            losses.iter().position(|&loss| loss == best)
        }),
        wrong!(best_epoch: "none of the usual mistakes", |losses| {
            (0..losses.len()).min_by_key(|&epoch| (f64::from(losses[epoch]) * 1e9) as i64)
        }),
    ]
}

type Rating = (usize, usize, f32);
type Rows<T = OwnedTape<f32, Cpu>> = Tensor<(usize, usize), f32, Cpu, T>;
type Column = Tensor<(usize,), f32, Cpu, OwnedTape<f32, Cpu>>;

fn affinity<T: Tape<f32, Cpu>>(users: Rows, films: Rows<T>) -> Column
where
    OwnedTape<f32, Cpu>: Merge<T>,
{
    (users * films).sum::<(usize,), Axis<1>>()
}

fn forward(users: Rows, films: Rows, b: Column, c: Column, low: f32, high: f32) -> Column {
    (affinity(users, films) + b + c).sigmoid() * (high - low) + low
}

/// The best epoch whose loss is below a number.
fn best_below(losses: &[f32], mut lowest: f32) -> Option<usize> {
    let mut best = None;
    for (epoch, &loss) in losses.iter().enumerate() {
        if loss < lowest {
            (best, lowest) = (Some(epoch), loss);
        }
    }
    best
}

/// The loss of films' means, with the ratings that count for the mean of all and for a film's.
fn film_mean_loss(
    ratings: &[(usize, f32)],
    is_valid: &[bool],
    n_films: usize,
    for_all: fn(bool) -> bool,
    for_films: fn(bool) -> bool,
) -> f32 {
    let (mut sums, mut counts) = (vec![0.0; n_films], vec![0.0; n_films]);
    let mut all = Vec::new();
    for (&(film, rating), &valid) in ratings.iter().zip(is_valid) {
        if for_all(valid) {
            all.push(rating);
        }
        if for_films(valid) {
            sums[film] += rating;
            counts[film] += 1.0;
        }
    }
    let mean = all.iter().sum::<f32>() / all.len().max(1) as f32;
    let valid = ratings.iter().zip(is_valid).filter(|(_, valid)| **valid);
    let squares: Vec<f32> = valid
        .map(|(&(film, rating), _)| {
            let known = counts[film] > 0.0;
            (rating - if known { sums[film] / counts[film] } else { mean }).powi(2)
        })
        .collect();
    squares.iter().sum::<f32>() / squares.len() as f32
}

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

/// The right sums, divided in a way that a function of sum and count says.
fn fitted_with(
    ratings: &[Rating],
    n_users: usize,
    n_films: usize,
    offset: impl Fn(f32, usize) -> f32,
) -> (f32, Vec<f32>, Vec<f32>) {
    let mean = mean(ratings);
    let of = |n_rows: usize, value: &dyn Fn(&Rating) -> (usize, f32)| -> Vec<f32> {
        let (mut sums, mut counts) = (vec![0.0; n_rows], vec![0; n_rows]);
        for (row, value) in ratings.iter().map(value) {
            sums[row] += value;
            counts[row] += 1;
        }
        sums.iter().zip(counts).map(|(&sum, count)| offset(sum, count)).collect()
    };
    let films = of(n_films, &|&(_, film, x)| (film, x - mean));
    let users = of(n_users, &|&(user, film, x)| (user, x - mean - films[film]));
    (mean, users, films)
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
