//! Unusual right answers to the exercises of chapter 10.

use super::{RightAnswer, right};
use grade::graders::_10_full_set as graders;
use grade::solutions::_03_sigmoid_range::{sigmoid_range, sigmoid_range_gradient};
use grade::solutions::_10_full_set as ours;
use std::collections::BTreeMap;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(biased_gradient: "in double precision, with tanh, from the end", |user, film, a, b, rating, low, high| {
            let pairs = user.iter().zip(film).rev().map(|(&x, &y)| f64::from(x) * f64::from(y));
            let score = pairs.fold(f64::from(a) + f64::from(b), |sum, product| sum + product);
            let (low, half) = (f64::from(low), (f64::from(high) - f64::from(low)) / 2.0);
            let t = (score / 2.0).tanh();
            let error = low + half * (1.0 + t) - f64::from(rating);
            let slope = (error * half * (1.0 - t * t)) as f32;
            let mut gradients = (film.to_vec(), user.to_vec(), slope, slope);
            gradients.0.iter_mut().chain(&mut gradients.1).for_each(|x| *x *= slope);
            gradients
        }),
        right!(biased_gradient: "with the answers of chapter 3, biases as two more factors", |user, film, a, b, rating, low,
             high| {
            let (user, film) = ([user, &[a, 1.0]].concat(), [film, &[1.0, b]].concat());
            let score: f32 = user.iter().zip(&film).map(|(x, y)| x * y).sum();
            let slope = 2.0 * (sigmoid_range(score, low, high) - rating) * sigmoid_range_gradient(score, low, high);
            let times = |row: Vec<f32>| row.into_iter().map(|x| x * slope).collect::<Vec<f32>>();
            let (mut of_user, mut of_film) = (times(film), times(user));
            let n = of_user.len() - 2;
            (of_user.drain(..n).collect(), of_film.drain(..n).collect(), of_user[0], of_film[1])
        }),
        right!(mend_biased_step: "a copy of the user's row, double precision", |user, film, rating, (low, high), lr, wd| {
            let exact = |row: &[f32]| row.iter().map(|&x| f64::from(x)).collect::<Vec<f64>>();
            let (p, q) = (exact(user), exact(film));
            let [rating, low, high, lr, wd] = [rating, low, high, lr, wd].map(f64::from);
            let (a, x) = p.split_last().unwrap();
            let (b, y) = q.split_last().unwrap();
            let score = a + b + x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
            let s = 1.0 / (1.0 + (-score).exp());
            let step = 2.0 * lr * (low + (high - low) * s - rating) * (high - low) * s * (1.0 - s);
            for (row, own, other) in [(user, &p, y), (film, &q, x)] {
                for (i, number) in row.iter_mut().enumerate() {
                    *number = (own[i] - own[i] * lr * wd - step * other.get(i).unwrap_or(&1.0)) as f32;
                }
            }
        }),
        right!(mend_biased_step: "by `biased_gradient`, the decay first", |user, film, rating, (low, high), lr, wd| {
            let n = user.len() - 1;
            let (of_user, of_film, a, b) =
                ours::biased_gradient(&user[..n], &film[..n], user[n], film[n], rating, low, high);
            for (row, mut gradient, of_bias) in [(user, of_user, a), (film, of_film, b)] {
                gradient.push(of_bias);
                row.iter_mut().for_each(|x| *x -= lr * wd * *x);
                row.iter_mut().zip(gradient).for_each(|(x, slope)| *x -= lr * slope);
            }
        }),
        right!(block_schedule: "diagonals that fall, the films first, the last round first", |parts| {
            let film = |user: usize, round: usize| (round + parts - user) % parts;
            let round = |round: usize| (0..parts).rev().map(|user| (film(user, round), user)).collect();
            (0..parts).rev().map(round).collect()
        }),
        right!(block_schedule: "each block put into the first round that has room", |parts| {
            // Along the diagonals, since first fit by rows may need more rounds.
            let mut rounds: Vec<Vec<(usize, usize)>> = vec![Vec::new(); parts];
            for i in 0..parts * parts {
                let block = (i % parts, (i % parts + i / parts) % parts);
                let fits = |round: &&mut Vec<(usize, usize)>| {
                    round.len() < parts && round.iter().all(|other| other.0 != block.0 && other.1 != block.1)
                };
                rounds.iter_mut().find(fits).unwrap().push(block);
            }
            rounds
        }),
        right!(block_schedule: "a shuffled board, kept in a map", |parts| {
            let mut rounds: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
            for user in 0..parts {
                for film in 0..parts {
                    let swapped = if film < 2 && parts > 1 { 1 - film } else { film };
                    rounds.entry((user + parts - film) % parts).or_default().push((user, swapped));
                }
            }
            rounds.into_values().collect()
        }),
        right!(missed_decay: "suffix sums of the logarithm of 1 + x", |rates, wd, waits| {
            let mut after = vec![0.0; rates.len() + 1];
            for step in (0..rates.len()).rev() {
                after[step] = after[step + 1] + (-wd * rates[step]).ln_1p();
            }
            let left = |&(from, to): &(usize, usize)| (after[from] - after[to]).exp();
            waits.iter().map(left).collect()
        }),
        right!(missed_decay: "products of runs of 1, 2, 4 … steps", |rates, wd, waits| {
            let mut runs: Vec<Vec<f64>> = vec![rates.iter().map(|rate| 1.0 - rate * wd).collect()];
            while let Some(last) = runs.last().filter(|last| last.len() > 1) {
                let next = last.chunks_exact(2).map(|pair| pair[0] * pair[1]).collect();
                runs.push(next);
            }
            let left = |&(mut from, to): &(usize, usize)| {
                let mut left = 1.0;
                while from < to {
                    let mut level = 0;
                    while from % (2 << level) == 0 && from + (2 << level) <= to {
                        level += 1;
                    }
                    left *= runs[level][from >> level];
                    from += 1 << level;
                }
                left
            };
            waits.iter().map(left).collect()
        }),
        right!(missed_decay: "all ends in order, binary logarithms", |rates, wd, waits| {
            let mut ends: Vec<usize> = waits.iter().flat_map(|&(from, to)| [from, to]).collect();
            ends.sort_unstable();
            let (mut sum, mut step) = (0.0, 0);
            let mut known = BTreeMap::new();
            for end in ends {
                while step < end {
                    sum += (1.0 - rates[step] * wd).log2();
                    step += 1;
                }
                known.insert(end, sum);
            }
            waits.iter().map(|(from, to)| (known[to] - known[from]).exp2()).collect()
        }),
        right!(ratings_that_fit: "in 128 bits, with signs", |bytes, n_users, n_films, factors| {
            let numbers = (i128::from(factors) + 7) / 8 * 8 + 8;
            let rows = 4 * numbers * (i128::from(n_users) + i128::from(n_films));
            let left = i128::from(bytes) - rows;
            if left < 0 { 0 } else { (left / 20) as u64 }
        }),
        right!(ratings_that_fit: "users and films taken off in turn", |bytes, n_users, n_films, factors| {
            let groups = factors / 8 + u64::from(factors % 8 > 0) + 1;
            let left = bytes.checked_sub(n_users * groups * 32).and_then(|left| left.checked_sub(n_films * groups * 32));
            left.map_or(0, |left| left / 4 / 5)
        }),
    ]
}
