//! Unusual right answers to the checkpoints.

use super::{RightAnswer, right};
use grade::graders::_recommender as graders;
use grade::recommender::{Model, Optimiser, Settings};
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeMap;

use grade::solutions::_recommender as solutions;

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(train: "the function that chapter 5 makes of it", solutions::train_with_decay),
        right!(train: "float64, without any tables of gradients", in_float64),
        right!(train_in_range: "the function that chapter 5 makes of it", solutions::train_with_decay),
        right!(train_in_range: "float64, without any tables of gradients", in_float64),
        right!(train_with_biases: "the function of chapter 5", solutions::train_with_decay),
        right!(train_with_biases: "float64, without any tables of gradients", in_float64),
        right!(train_with_decay: "float64, all weights in one list", in_float64),
        right!(train_with_decay: "sums in the other order", |model, train, valid, settings| {
            let turned = train.chunks(settings.batch_size).flat_map(|batch| batch.iter().rev());
            let turned: Vec<_> = turned.copied().collect();
            solutions::train_with_decay(model, &turned, valid, settings)
        }),
        right!(best_films: "takes the best one out at a time", |model, k| {
            let biases = &model.biases.as_ref().unwrap().films;
            let mut left: Vec<usize> = (1..biases.len()).collect();
            let mut best = Vec::new();
            while best.len() < k && !left.is_empty() {
                let mut place = 0;
                for other in 1..left.len() {
                    if biases[left[other]][0] > biases[left[place]][0] {
                        place = other;
                    }
                }
                best.push(left.remove(place));
            }
            best
        }),
        right!(best_films: "an unstable sort with the number as second key", |model, k| {
            let biases = &model.biases.as_ref().unwrap().films;
            let key = |film: usize| (-f64::from(biases[film][0]), film);
            let mut films: Vec<usize> = (1..biases.len()).collect();
            films.sort_unstable_by(|&a, &b| key(a).partial_cmp(&key(b)).unwrap());
            films.into_iter().take(k).collect()
        }),
        right!(film_map: "the eigenvectors of the covariance", |model| {
            let films = &model.films[1..];
            let x = DMatrix::from_fn(films.len(), films[0].len(), |i, j| f64::from(films[i][j]));
            let mean = x.row_mean();
            let x = DMatrix::from_fn(x.nrows(), x.ncols(), |i, j| x[(i, j)] - mean[j]);
            let svd = x.clone().svd(false, true);
            let v = svd.v_t.unwrap();
            let place = |i: usize, c: usize| -((x.row(i) * v.row(c).transpose())[0] as f32);
            (0..films.len()).map(|i| vec![place(i, 0), place(i, 1)]).collect()
        }),
        right!(film_map: "with the other signs", |model| {
            let map = solutions::film_map(model);
            map.iter().map(|place| vec![-place[0], place[1]]).collect()
        }),
        right!(recommend: "scores instead of predictions, in float64", |model, user, seen, k| {
            let biases = model.biases.as_ref().unwrap();
            let score = |film: usize| {
                let pairs = model.users[user].iter().zip(&model.films[film]).rev();
                let dot: f64 = pairs.map(|(u, f)| f64::from(*u) * f64::from(*f)).sum();
                dot + f64::from(biases.films[film][0])
            };
            let mut films: Vec<usize> =
                (1..model.films.len()).filter(|film| !seen.contains(film)).collect();
            films.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
            films.truncate(k);
            films
        }),
        right!(recommend: "marks what is seen", |model, user, seen, k| {
            let mut is_seen = vec![false; model.films.len()];
            seen.iter().for_each(|&film| is_seen[film] = true);
            let all = solutions::recommend(model, user, &[], usize::MAX);
            all.into_iter().filter(|&film| !is_seen[film]).take(k).collect()
        }),
        right!(welcome: "by the dual, with a system as large as the ratings", |model, ratings, ridge| {
            let biases = model.biases.as_ref().unwrap();
            let (low, high) = model.range.unwrap();
            let n = model.users.len() - 1;
            let factors = model.users[0].len();
            let mean = |column: &dyn Fn(usize) -> f32| {
                (1..=n).map(|user| f64::from(column(user))).sum::<f64>() / n as f64
            };
            let prior = DVector::from_fn(factors, |j, _| mean(&|user| model.users[user][j]));
            let bias = mean(&|user| biases.users[user][0]);
            if ratings.is_empty() {
                return prior.iter().map(|&x| x as f32).collect();
            }
            let x = DMatrix::from_fn(ratings.len(), factors, |i, j| {
                f64::from(model.films[ratings[i].0][j])
            });
            let y = DVector::from_fn(ratings.len(), |i, _| {
                let (film, rating) = ratings[i];
                let share = f64::from(rating - low) / f64::from(high - low);
                -(1.0 / share - 1.0).ln() - f64::from(biases.films[film][0]) - bias
            });
            let system = &x * x.transpose()
                + DMatrix::identity(ratings.len(), ratings.len()) * f64::from(ridge);
            let step = x.tr_mul(&system.lu().solve(&(y - &x * &prior)).unwrap());
            (prior + step).iter().map(|&x| x as f32).collect()
        }),
        right!(welcome: "ratings in another order", |model, ratings, ridge| {
            let ratings: Vec<_> = ratings.iter().rev().copied().collect();
            solutions::welcome(model, &ratings, ridge)
        }),
        right!(network: "float64", |user, film, layers, low, high| {
            let mut x: Vec<f64> = user.iter().chain(film).map(|&x| f64::from(x)).collect();
            for (number, layer) in layers.iter().enumerate() {
                let mut sums: Vec<f64> = layer.bias.iter().map(|&b| f64::from(b)).collect();
                for (x, row) in x.iter().zip(&layer.weights) {
                    sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += x * f64::from(*w));
                }
                let is_hidden = number + 1 < layers.len();
                x = sums.iter().map(|&s| if is_hidden { s.max(0.0) } else { s }).collect();
            }
            let width = f64::from(high) - f64::from(low);
            (f64::from(low) + width / (1.0 + (-x[0]).exp())) as f32
        }),
        right!(network: "recursion", |user, film, layers, low, high| {
            use grade::recommender::Layer;
            fn through(x: &[f32], layers: &[Layer]) -> f32 {
                let sum = |j: usize| {
                    let terms = x.iter().zip(&layers[0].weights).map(|(x, row)| x * row[j]);
                    terms.sum::<f32>() + layers[0].bias[j]
                };
                if layers.len() == 1 {
                    return sum(0);
                }
                let x: Vec<f32> = (0..layers[0].bias.len()).map(|j| sum(j).max(0.0)).collect();
                through(&x, &layers[1..])
            }
            low + (high - low) / (1.0 + (-through(&[user, film].concat(), layers)).exp())
        }),
        right!(rank_items: "loops instead of a matrix product, and LU", |touched, n_items, lambda, k| {
            let mut gram = DMatrix::identity(n_items, n_items) * lambda;
            let sets: Vec<std::collections::BTreeSet<usize>> =
                touched.iter().map(|items| items.iter().copied().collect()).collect();
            for set in &sets {
                for &i in set {
                    set.iter().for_each(|&j| gram[(i, j)] += 1.0);
                }
            }
            let p = gram.lu().try_inverse().unwrap();
            let of_user = |set: &std::collections::BTreeSet<usize>| {
                let score = |j: usize| set.iter().map(|&i| -p[(i, j)] / p[(j, j)]).sum::<f64>();
                let mut items: Vec<usize> = (0..n_items).filter(|i| !set.contains(i)).collect();
                items.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
                items.into_iter().take(k).collect()
            };
            sets.iter().map(of_user).collect()
        }),
        right!(rank_items: "lists of touched items that are sorted", |touched, n_items, lambda, k| {
            let mut touched = touched.to_vec();
            touched.iter_mut().for_each(|items| items.sort_unstable());
            solutions::rank_items(&touched, n_items, lambda, k)
        }),
        right!(train_by_hand: "float64, by the slope alone, sums in maps", by_hand_in_float64),
        right!(train_by_hand: "films in the place of users", |model, train, valid, epochs, lr, wd| {
            let turned = |model: &mut Model| {
                std::mem::swap(&mut model.users, &mut model.films);
                let biases = model.biases.as_mut().unwrap();
                std::mem::swap(&mut biases.users, &mut biases.films);
            };
            let swapped = |ratings: &[(usize, usize, f32)]| -> Vec<(usize, usize, f32)> {
                ratings.iter().map(|&(user, film, rating)| (film, user, rating)).collect()
            };
            turned(model);
            let losses =
                solutions::train_by_hand(model, &swapped(train), &swapped(valid), epochs, lr, wd);
            turned(model);
            losses
        }),
    ]
}

/// A training by hand in float64, whose sums begin when a row is met.
fn by_hand_in_float64(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    epochs: usize,
    lr: f32,
    wd: f32,
) -> Vec<f32> {
    let exact = |table: &[Vec<f32>]| -> Vec<Vec<f64>> {
        table.iter().map(|row| row.iter().map(|&x| f64::from(x)).collect()).collect()
    };
    let biases = model.biases.as_mut().unwrap();
    let mut tables =
        [exact(&model.users), exact(&model.films), exact(&biases.users), exact(&biases.films)];
    let (low, high) = model.range.map(|(low, high)| (f64::from(low), f64::from(high))).unwrap();
    let sigmoid = |tables: &[Vec<Vec<f64>>; 4], user: usize, film: usize| {
        let pairs = tables[0][user].iter().zip(&tables[1][film]).map(|(x, y)| x * y);
        let score = pairs.sum::<f64>() + tables[2][user][0] + tables[3][film][0];
        0.5 + 0.5 * (score / 2.0).tanh()
    };
    let mut sums: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut left = epochs * train.len();
    let mut losses = Vec::new();
    while losses.len() < epochs {
        for &(user, film, rating) in train {
            let s = sigmoid(&tables, user, film);
            let error = low + (high - low) * s - f64::from(rating);
            let slope = 2.0 * error * (high - low) * s * (1.0 - s);
            let rate = f64::from(lr) * left as f64 / (epochs * train.len()) as f64;
            let along = [tables[1][film].clone(), tables[0][user].clone(), vec![1.0], vec![1.0]];
            for (table, along) in along.into_iter().enumerate() {
                let row = [user, film][table % 2];
                let mean = along.iter().map(|x| x * x).sum::<f64>() / along.len() as f64;
                let sum = sums.entry((table, row)).or_insert(1.0);
                *sum += slope * slope * mean;
                let own = rate / sum.sqrt();
                for (x, along) in tables[table][row].iter_mut().zip(along) {
                    *x -= own * (f64::from(wd) * *x + slope * along);
                }
            }
            left -= 1;
        }
        let square = |&(user, film, rating): &(usize, usize, f32)| {
            (low + (high - low) * sigmoid(&tables, user, film) - f64::from(rating)).powi(2)
        };
        losses.push((valid.iter().map(square).sum::<f64>() / valid.len() as f64) as f32);
    }
    let narrow = |table: &[Vec<f64>]| -> Vec<Vec<f32>> {
        table.iter().map(|row| row.iter().map(|&x| x as f32).collect()).collect()
    };
    [biases.users, biases.films] = [narrow(&tables[2]), narrow(&tables[3])];
    [model.users, model.films] = [narrow(&tables[0]), narrow(&tables[1])];
    losses
}

/// A training in float64 that changes all weights of the model as one list.
fn in_float64(
    model: &mut Model,
    train: &[(usize, usize, f32)],
    valid: &[(usize, usize, f32)],
    settings: &Settings,
) -> Vec<f32> {
    let factors = model.users[0].len();
    let (n_users, n_films) = (model.users.len(), model.films.len());
    let film_factors = n_users * factors;
    let user_biases = film_factors + n_films * factors;
    let film_biases = user_biases + n_users;
    let is_biased = model.biases.is_some();
    let mut w: Vec<f64> =
        model.users.iter().chain(&model.films).flatten().map(|&x| f64::from(x)).collect();
    match &model.biases {
        Some(b) => w.extend(b.users.iter().chain(&b.films).map(|row| f64::from(row[0]))),
        None => w.extend(std::iter::repeat_n(0.0, n_users + n_films)),
    }
    let score = |w: &[f64], user: usize, film: usize| {
        let dot: f64 = (0..factors)
            .map(|j| w[user * factors + j] * w[film_factors + film * factors + j])
            .sum();
        dot + w[user_biases + user] + w[film_biases + film]
    };
    let bent = |score: f64| match model.range {
        None => (score, 1.0),
        Some((low, high)) => {
            let s = 1.0 / (1.0 + (-score).exp());
            let width = f64::from(high) - f64::from(low);
            (f64::from(low) + width * s, width * s * (1.0 - s))
        }
    };
    let (mut m, mut v) = (vec![0.0; w.len()], vec![0.0; w.len()]);
    let n_steps = settings.epochs * train.len().div_ceil(settings.batch_size);
    let (mut step, mut losses) = (0, Vec::new());
    for _ in 0..settings.epochs {
        for batch in train.chunks(settings.batch_size) {
            let mut g = vec![0.0; w.len()];
            for &(user, film, rating) in batch {
                let (prediction, slope) = bent(score(&w, user, film));
                let slope = slope * 2.0 * (prediction - f64::from(rating)) / batch.len() as f64;
                for j in 0..factors {
                    let (u, f) = (user * factors + j, film_factors + film * factors + j);
                    g[u] += slope * w[f];
                    g[f] += slope * w[u];
                }
                if is_biased {
                    g[user_biases + user] += slope;
                    g[film_biases + film] += slope;
                }
            }
            step += 1;
            for i in 0..w.len() {
                match settings.optimiser {
                    Optimiser::Sgd { lr } => w[i] -= f64::from(lr) * g[i],
                    Optimiser::Adam { lr_max, wd } => {
                        let one_cycle = grade::solutions::_05_weight_decay::one_cycle;
                        let lr = one_cycle(step - 1, n_steps, lr_max);
                        m[i] += 0.1 * (g[i] - m[i]);
                        v[i] += 0.01 * (g[i] * g[i] - v[i]);
                        let mean = m[i] / (1.0 - 0.9_f64.powi(step as i32));
                        let square = v[i] / (1.0 - 0.99_f64.powi(step as i32));
                        w[i] -= lr * f64::from(wd) * w[i] + lr * mean / (square.sqrt() + 1e-5);
                    }
                }
            }
        }
        let square = |&(user, film, rating): &(usize, usize, f32)| {
            (bent(score(&w, user, film)).0 - f64::from(rating)).powi(2)
        };
        losses.push((valid.iter().map(square).sum::<f64>() / valid.len() as f64) as f32);
    }
    let mut narrow = w.into_iter().map(|x| x as f32);
    let tables = [&mut model.users, &mut model.films].into_iter();
    let biases = model.biases.iter_mut().flat_map(|b| [&mut b.users, &mut b.films]);
    for weight in tables.chain(biases).flatten().flatten() {
        *weight = narrow.next().expect("as many as before");
    }
    losses
}
