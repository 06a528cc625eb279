//! Unusual right answers to the exercises of chapter 7.

use super::{RightAnswer, right};
use grade::graders::_07_recommendation as graders;
use nalgebra::{DMatrix, DVector};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(recommend_unseen: "the best of what is left, again and again", |predictions, seen, k| {
            let mut left: Vec<usize> = (0..predictions.len()).collect();
            left.retain(|film| !seen.contains(film));
            let mut list = Vec::new();
            while list.len() < k && !left.is_empty() {
                let mut best = 0;
                for place in 1..left.len() {
                    if predictions[left[place]] > predictions[left[best]] {
                        best = place;
                    }
                }
                list.push(left.remove(best));
            }
            list
        }),
        right!(recommend_unseen: "an unstable sort of float64 with the number as second key", |predictions,
             seen, k| {
            let seen: BTreeSet<usize> = seen.iter().copied().collect();
            let mut films: Vec<(f64, usize)> = Vec::with_capacity(predictions.len());
            for (film, &rating) in predictions.iter().enumerate() {
                if !seen.contains(&film) {
                    films.push((-f64::from(rating), film));
                }
            }
            films.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
            films.into_iter().map(|(_, film)| film).take(k).collect()
        }),
        right!(recommend_unseen: "a heap of the seen at minus infinity", |predictions, seen, k| {
            let mut left = predictions.to_vec();
            seen.iter().for_each(|&film| left[film] = f32::NEG_INFINITY);
            let key = |rating: f32| {
                let bits = rating.to_bits().cast_signed();
                if bits < 0 { bits ^ i32::MAX } else { bits }
            };
            let mut heap: BinaryHeap<(i32, Reverse<usize>)> =
                (0..left.len()).map(|film| (key(left[film]), Reverse(film))).collect();
            let popped = std::iter::from_fn(|| heap.pop()).map(|(_, Reverse(film))| film);
            popped.filter(|&film| left[film] > f32::NEG_INFINITY).take(k).collect()
        }),
        right!(mean_user: "one factor after the other, from the last user on", |users| {
            let n = users.nrows();
            let mean = |j: usize| (1..n).rev().map(|row| users[(row, j)]).sum::<f64>() / (n - 1) as f64;
            DVector::from_iterator(users.ncols(), (0..users.ncols()).map(mean))
        }),
        right!(mean_user: "a running mean", |users| {
            let mut mean = DVector::zeros(users.ncols());
            for (before, user) in users.row_iter().skip(1).enumerate() {
                mean += (user.transpose() - &mean) / (before + 1) as f64;
            }
            mean
        }),
        right!(mean_user: "the sum of all rows without row 0, by a product", |users| {
            let weights = DVector::from_fn(users.nrows(), |row, _| f64::from(u8::from(row > 0)));
            users.tr_mul(&weights) / weights.sum()
        }),
        right!(fold_in: "LU, the equations added up rating by rating", |films, prior, ratings, ridge| {
            let n = prior.len();
            let mut system = DMatrix::identity(n, n) * ridge;
            let mut side = DVector::zeros(n);
            for &(film, rating) in ratings {
                let x = films.row(film).transpose();
                side += &x * (rating - x.dot(prior));
                system += &x * x.transpose();
            }
            prior + system.lu().solve(&side).unwrap()
        }),
        right!(fold_in: "around zero, with the ridge times the prior on the right", |films, prior, ratings, ridge| {
            let mut system = DMatrix::identity(prior.len(), prior.len()) * ridge;
            let mut side = prior * ridge;
            for &(film, rating) in ratings.iter().rev() {
                let x = films.row(film);
                side += x.transpose() * rating;
                system += x.transpose() * x;
            }
            system.try_inverse().unwrap() * side
        }),
        right!(fold_in: "conjugate gradients", |films, prior, ratings, ridge| {
            let x = DMatrix::from_fn(ratings.len(), prior.len(), |i, j| films[(ratings[i].0, j)]);
            let y = DVector::from_fn(ratings.len(), |i, _| ratings[i].1) - &x * prior;
            prior + conjugate_gradients(&x, &y, ridge)
        }),
        right!(fold_in_item: "LU, the equations added up rating by rating", |users, biases, mean, prior, ratings,
             ridge| {
            let n = prior.0.len();
            let mut system = DMatrix::identity(n + 1, n + 1) * ridge;
            let mut side = DVector::zeros(n + 1);
            for &(user, rating) in ratings {
                let x = users.row(user).transpose().push(1.0);
                let left = rating - prior.1 - biases[user] - mean - users.row(user).transpose().dot(prior.0);
                system += &x * x.transpose();
                side += x * left;
            }
            let d = system.lu().solve(&side).unwrap();
            (prior.0 + d.rows(0, n), prior.1 + d[n])
        }),
        right!(fold_in_item: "conjugate gradients, the bias first", |users, biases, mean, prior, ratings, ridge| {
            let n = prior.0.len();
            let x = DMatrix::from_fn(ratings.len(), n + 1, |i, j| match j {
                0 => 1.0,
                _ => users[(ratings[i].0, j - 1)],
            });
            let y = DVector::from_fn(ratings.len(), |i, _| {
                let (user, rating) = ratings[i];
                rating - mean - biases[user] - prior.1 - users.row(user).tr_dot(prior.0)
            });
            let d = conjugate_gradients(&x, &y, ridge);
            (prior.0 + d.rows(1, n), prior.1 + d[0])
        }),
        right!(next_question: "the whole matrix at once, a loop for the best", |films, covariance, asked, known,
             noise| {
            let shared = films * covariance * films.transpose();
            let mut best: Option<(usize, f64)> = None;
            for q in 1..films.nrows() {
                if asked.contains(&q) {
                    continue;
                }
                let divisor = noise + shared[(q, q)];
                let worth: f64 = (1..films.nrows()).rev().map(|i| shared[(i, q)].powi(2)).sum();
                let worth = worth / divisor * known[q];
                if best.is_none_or(|(_, most)| worth > most) {
                    best = Some((q, worth));
                }
            }
            best.map(|(q, _)| q)
        }),
        right!(next_question: "a sort of all films by what is left over", |films, covariance, asked, known, noise| {
            let mut is_open = vec![true; films.nrows()];
            is_open[0] = false;
            asked.iter().for_each(|&film| is_open[film] = false);
            // The sum of squares as a quadratic form.
            let others = films.rows(1, films.nrows() - 1);
            let squares = others.tr_mul(&others);
            let mut ranked: Vec<(f64, usize)> = Vec::new();
            for q in (1..films.nrows()).filter(|&q| is_open[q]) {
                let spread = covariance * films.row(q).transpose();
                let divisor = films.row(q).transpose().dot(&spread) + noise;
                ranked.push((-known[q] * (spread.dot(&(&squares * &spread)) / divisor), q));
            }
            ranked.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
            ranked.first().map(|&(_, q)| q)
        }),
        right!(coverage: "a set, and a share of float64", |lists, rows| {
            let listed: BTreeSet<usize> = lists.concat().into_iter().filter(|&film| film != 0).collect();
            match rows {
                0 | 1 => 0.0,
                _ => (listed.len() as f64 / (rows as f64 - 1.0)) as f32,
            }
        }),
        right!(coverage: "sorted, and neighbours compared", |lists, rows| {
            let mut films = lists.concat();
            films.sort_unstable();
            films.dedup();
            let listed = films.len() - usize::from(films.first() == Some(&0));
            listed as f32 / rows.saturating_sub(1).max(1) as f32
        }),
        right!(rerank_for_diversity: "the closest so far kept for each film, float64", |relevance, likeness, lambda,
             k| {
            let n = relevance.len();
            let mut closest = vec![f64::NEG_INFINITY; n];
            let mut left: Vec<usize> = (0..n).collect();
            let mut list: Vec<usize> = Vec::new();
            while list.len() < k && !left.is_empty() {
                let value = |film: usize| match list.is_empty() {
                    true => f64::from(relevance[film]),
                    false => {
                        f64::from(relevance[film]) * (1.0 - f64::from(lambda)) - closest[film] * f64::from(lambda)
                    }
                };
                let mut best = 0;
                for place in 1..left.len() {
                    if value(left[place]) > value(left[best]) {
                        best = place;
                    }
                }
                let film = left.remove(best);
                for other in 0..n {
                    closest[other] = closest[other].max(f64::from(likeness[other][film]));
                }
                list.push(film);
            }
            list
        }),
        right!(rerank_for_diversity: "recursion, the likeness from the row of the chosen", |relevance, likeness,
             lambda, k| {
            fn further(list: Vec<usize>, of: (&[f32], &[Vec<f32>], f32), k: usize) -> Vec<usize> {
                let (relevance, likeness, lambda) = of;
                let left = (0..relevance.len()).filter(|film| !list.contains(film));
                let ranked = left.map(|film| {
                    let closest = list.iter().map(|&i| likeness[i][film]).max_by(f32::total_cmp);
                    let penalty = closest.map_or(relevance[film], |x| {
                        relevance[film] + lambda * (-x - relevance[film])
                    });
                    (-penalty, film)
                });
                let best = ranked.min_by(|a, b| a.partial_cmp(b).unwrap());
                match best.filter(|_| list.len() < k) {
                    None => list,
                    Some((_, film)) => further([list, vec![film]].concat(), of, k),
                }
            }
            further(Vec::new(), (relevance, likeness, lambda), k)
        }),
        right!(split_by_time: "a heap of the latest", |times, valid_share| {
            let asked = (times.len() as f64 * valid_share).round() as usize;
            let mut heap: BinaryHeap<i64> = times.iter().copied().collect();
            let moment = (0..asked).filter_map(|_| heap.pop()).last();
            let (mut train, mut valid) = (Vec::new(), Vec::new());
            for (row, &time) in times.iter().enumerate() {
                match moment {
                    Some(moment) if time >= moment => valid.push(row),
                    _ => train.push(row),
                }
            }
            (train, valid)
        }),
        right!(split_by_time: "rows in the order of time, taken while they are late, then sorted", |times, share| {
            let n = times.len();
            let mut rows: Vec<usize> = (0..n).collect();
            rows.sort_unstable_by_key(|&row| Reverse(times[row]));
            let mut asked = (n as f64 * share).round() as usize;
            while asked > 0 && asked < n && times[rows[asked]] == times[rows[asked - 1]] {
                asked += 1;
            }
            let mut train = rows.split_off(asked);
            train.sort_unstable();
            rows.sort_unstable();
            (train, rows)
        }),
        right!(mend_lists: "marks for all users at once", |predictions, seen, k| {
            let films = predictions.iter().map(Vec::len).max().unwrap_or(0);
            let mut is_seen = vec![vec![false; films]; predictions.len()];
            seen.iter().for_each(|&(user, film)| is_seen[user][film] = true);
            let list = |(row, marks): (&Vec<f32>, &Vec<bool>)| {
                let mut list: Vec<usize> = (0..films).collect();
                list.sort_unstable_by(|&a, &b| row[b].total_cmp(&row[a]).then(a.cmp(&b)));
                list.into_iter().filter(|&film| !marks[film]).take(k).collect()
            };
            predictions.iter().zip(&is_seen).map(list).collect()
        }),
        right!(mend_lists: "a set of pairs", |predictions, seen, k| {
            let seen: BTreeSet<(usize, usize)> = seen.iter().copied().collect();
            let mut lists = vec![];
            for (user, row) in predictions.iter().enumerate() {
                let films = 0..row.len();
                let mut keyed: Vec<(f64, usize)> = films
                    .filter(|&film| !seen.contains(&(user, film)))
                    .map(|film| (-f64::from(row[film]), film))
                    .collect();
                keyed.sort_by(|a, b| a.partial_cmp(b).unwrap());
                lists.push(keyed.iter().take(k).map(|&(_, film)| film).collect());
            }
            lists
        }),
    ]
}

/// The `d` for which `(Xᵀ X + ridge I) d = Xᵀ y`, step by step until nothing is left.
fn conjugate_gradients(x: &DMatrix<f64>, y: &DVector<f64>, ridge: f64) -> DVector<f64> {
    let mut d = DVector::zeros(x.ncols());
    let mut left = x.tr_mul(y);
    let mut direction = left.clone();
    let least = 1e-30 * left.norm_squared();
    for _ in 0..10 * x.ncols() {
        let size = left.norm_squared();
        if size <= least {
            break;
        }
        let image = x.tr_mul(&(x * &direction)) + &direction * ridge;
        let step = size / direction.dot(&image);
        d += &direction * step;
        left -= image * step;
        direction = &left + direction * (left.norm_squared() / size);
    }
    d
}
