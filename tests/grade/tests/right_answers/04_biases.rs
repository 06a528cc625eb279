//! Unusual right answers to the exercises of chapter 4.

use super::{RightAnswer, right};
use dfdx::prelude::*;
use grade::graders::_04_biases as graders;
use std::collections::HashMap;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(predict_with_bias: "from the end, as f64", |user, film, b, c, low, high| {
            let mut score = f64::from(b) + f64::from(c);
            for i in (0..user.len()).rev() {
                score += f64::from(user[i]) * f64::from(film[i]);
            }
            (f64::from(low) + f64::from(high - low) / (1.0 + (-score).exp())) as f32
        }),
        right!(predict_with_bias: "down from the top", |user, film, b, c, low, high| {
            let score = user.iter().zip(film).fold(b + c, |score, (u, f)| u.mul_add(*f, score));
            high - (high - low) / (1.0 + score.exp())
        }),
        right!(predict_with_bias: "by the hyperbolic tangent", |user, film, b, c, low, high| {
            let affinity: f32 = (0..user.len()).map(|i| user[i] * film[i]).sum();
            let score = c + (b + affinity);
            (low + high) / 2.0 + (high - low) / 2.0 * (score / 2.0).tanh()
        }),
        right!(dot_product_bias: "down from the top", |users, films, b, c, low, high| {
            let score = c + ((films * users).sum::<(usize,), Axis<1>>() + b);
            (score.negate().sigmoid() * (low - high)) + high
        }),
        right!(dot_product_bias: "by the hyperbolic tangent", |users, films, b, c, low, high| {
            let score = (users * films).sum::<(usize,), Axis<1>>() + (b + c);
            ((score * 0.5).tanh() + 1.0) * ((high - low) / 2.0) + low
        }),
        right!(fit_baseline: "hash maps, as f64", |ratings, users, films, shrinkage| {
            let mean = ratings.iter().map(|r| f64::from(r.2)).sum::<f64>() / ratings.len() as f64;
            let mut of_film: HashMap<usize, Vec<f64>> = HashMap::new();
            for r in ratings {
                of_film.entry(r.1).or_default().push(f64::from(r.2) - mean);
            }
            let offset = |values: Option<&Vec<f64>>| {
                let n = values.map_or(0, Vec::len) as f64;
                values.map_or(0.0, |v| v.iter().sum::<f64>() / (n + f64::from(shrinkage)))
            };
            let film_offsets: Vec<f64> = (0..films).map(|i| offset(of_film.get(&i))).collect();
            let mut of_user: HashMap<usize, Vec<f64>> = HashMap::new();
            for r in ratings {
                of_user.entry(r.0).or_default().push(f64::from(r.2) - mean - film_offsets[r.1]);
            }
            let user_offsets = (0..users).map(|i| offset(of_user.get(&i)) as f32).collect();
            (mean as f32, user_offsets, film_offsets.iter().map(|&x| x as f32).collect())
        }),
        right!(fit_baseline: "sums with the mean", |ratings, users, films, shrinkage| {
            let mean = ratings.iter().rev().map(|r| r.2).sum::<f32>() / ratings.len() as f32;
            let (mut sums, mut counts) = (vec![0.0f64; films], vec![0.0f64; films]);
            for r in ratings.iter().rev() {
                sums[r.1] += f64::from(r.2);
                counts[r.1] += 1.0;
            }
            let shrinkage = f64::from(shrinkage);
            let shrunk =
                |sum: f64, n: f64| ((sum - n * f64::from(mean)) / (n + shrinkage)) as f32;
            let rows = sums.iter().zip(&counts);
            let of_films: Vec<f32> = rows.map(|(s, n)| shrunk(*s, *n)).collect();
            let (mut sums, mut counts) = (vec![0.0f64; users], vec![0.0f64; users]);
            for r in ratings {
                sums[r.0] += f64::from(r.2 - of_films[r.1]);
                counts[r.0] += 1.0;
            }
            (mean, sums.iter().zip(&counts).map(|(s, n)| shrunk(*s, *n)).collect(), of_films)
        }),
        right!(mend_film_mean_loss: "split first, in double precision", |ratings, is_valid, films| {
            let of_kind = |kind: bool| -> Vec<(usize, f64)> {
                let pairs = ratings.iter().zip(is_valid).filter(|pair| *pair.1 == kind);
                pairs.map(|(&(film, rating), _)| (film, f64::from(rating))).collect()
            };
            let (train, valid) = (of_kind(false), of_kind(true));
            let mean = |film: Option<usize>| {
                let of_film = train.iter().filter(|r| film.is_none_or(|film| r.0 == film));
                let of_film: Vec<f64> = of_film.map(|r| r.1).collect();
                (!of_film.is_empty()).then(|| of_film.iter().sum::<f64>() / of_film.len() as f64)
            };
            let means: Vec<f64> =
                (0..films).map(|film| mean(Some(film)).or(mean(None)).unwrap()).collect();
            let squares = valid.iter().map(|&(film, rating)| (rating - means[film]).powi(2));
            (squares.sum::<f64>() / valid.len() as f64) as f32
        }),
        right!(mend_film_mean_loss: "sums of all, less validation", |ratings, is_valid, films| {
            let (mut sums, mut counts) = (vec![0.0; films], vec![0.0; films]);
            let mut add = |film: usize, rating: f32, n: f32| {
                sums[film] += n * rating;
                counts[film] += n;
            };
            ratings.iter().for_each(|&(film, rating)| add(film, rating, 1.0));
            let valid = || ratings.iter().zip(is_valid).filter(|(_, valid)| **valid);
            valid().for_each(|(&(film, rating), _)| add(film, rating, -1.0));
            let mean = sums.iter().sum::<f32>() / counts.iter().sum::<f32>();
            let error = |&(film, rating): &(usize, f32)| match counts[film] == 0.0 {
                true => rating - mean,
                false => rating - sums[film] / counts[film],
            };
            valid().map(|(pair, _)| error(pair).powi(2)).sum::<f32>() / valid().count() as f32
        }),
        right!(best_epoch: "from the end", |losses| {
            let mut best = losses.len().checked_sub(1)?;
            for i in (0..losses.len()).rev() {
                if losses[i] <= losses[best] {
                    best = i;
                }
            }
            Some(best)
        }),
        right!(best_epoch: "a fold over pairs", |losses| {
            let mut pairs = losses.iter().enumerate();
            let first = pairs.next()?;
            Some(pairs.fold(first, |best, next| if next.1 < best.1 { next } else { best }).0)
        }),
        right!(best_epoch: "sorted as double precision, unstably with the place", |losses| {
            let mut order: Vec<usize> = (0..losses.len()).collect();
            order.sort_unstable_by(|&a, &b| {
                f64::from(losses[a]).total_cmp(&f64::from(losses[b])).then(a.cmp(&b))
            });
            order.first().copied()
        }),
    ]
}
