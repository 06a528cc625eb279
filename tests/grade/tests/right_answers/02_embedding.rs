//! Unusual right answers to the exercises of chapter 2.

use super::{RightAnswer, right};
use grade::graders::_02_embedding as graders;
use nalgebra::DVector;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(embedding_forward: "entry by entry", |table, ids| {
            let row = |&id: &usize| (0..table[id].len()).map(|f| table[id][f]).collect();
            ids.iter().map(row).collect()
        }),
        right!(embedding_forward: "one long list, cut into rows", |table, ids| {
            let mut all = Vec::new();
            ids.iter().for_each(|&id| all.extend_from_slice(&table[id]));
            all.chunks(table[0].len()).map(|row| row.to_vec()).collect()
        }),
        right!(embedding_backward: "float64, from the end", |rows, factors, ids, upstream| {
            let mut sums = vec![vec![0.0_f64; factors]; rows];
            for (b, &id) in ids.iter().enumerate().rev() {
                (0..factors).for_each(|f| sums[id][f] += f64::from(upstream[b][f]));
            }
            sums.iter().map(|row| row.iter().map(|&x| x as f32).collect()).collect()
        }),
        right!(embedding_backward: "a map of the rows looked up", |rows, factors, ids, up| {
            let mut sums: BTreeMap<usize, DVector<f32>> = BTreeMap::new();
            for (&id, slopes) in ids.iter().zip(up) {
                *sums.entry(id).or_insert_with(|| DVector::zeros(factors)) +=
                    DVector::from_column_slice(slopes);
            }
            let row = |row| sums.get(&row).map_or(vec![0.0; factors], |x| x.as_slice().to_vec());
            (0..rows).map(row).collect()
        }),
        right!(mse_gradients: "float64, loops", |users, films, ratings| {
            let n = ratings.len() as f64;
            let (mut of_users, mut of_films) = (users.to_vec(), films.to_vec());
            for i in 0..ratings.len() {
                let terms = (0..users[i].len()).rev();
                let prediction: f64 =
                    terms.map(|f| f64::from(users[i][f]) * f64::from(films[i][f])).sum();
                let error = prediction - f64::from(ratings[i]);
                for f in 0..users[i].len() {
                    of_users[i][f] = (2.0 / n * error * f64::from(films[i][f])) as f32;
                    of_films[i][f] = (2.0 / n * error * f64::from(users[i][f])) as f32;
                }
            }
            (of_users, of_films)
        }),
        right!(mse_gradients: "the mean at the end", |users, films, ratings| {
            let scaled = |rows: &[Vec<f32>], others: &[Vec<f32>]| -> Vec<Vec<f32>> {
                let row = |i: usize| {
                    let row = DVector::from_column_slice(&rows[i]);
                    let other = DVector::from_column_slice(&others[i]);
                    let error = row.dot(&other) - ratings[i];
                    (other * error * 2.0 / ratings.len() as f32).as_slice().to_vec()
                };
                (0..rows.len()).map(row).collect()
            };
            (scaled(users, films), scaled(films, users))
        }),
        right!(sgd_step: "float64, indices", |weights, gradients, lr| {
            for i in 0..weights.len() {
                for f in 0..weights[i].len() {
                    let step = f64::from(lr) * f64::from(gradients[i][f]);
                    weights[i][f] = (f64::from(weights[i][f]) - step) as f32;
                }
            }
        }),
        right!(sgd_step: "new rows", |weights, gradients, lr| {
            for (row, slopes) in weights.iter_mut().zip(gradients) {
                *row = row.iter().zip(slopes).map(|(x, g)| (-lr).mul_add(*g, *x)).collect();
            }
        }),
        right!(mend_batch_step: "all errors first, float64", |users, films, ratings, lr| {
            let n = ratings.len() as f64;
            let (u, v) = (users.to_vec(), films.to_vec());
            let dot = |u: &[f32], v: &[f32]| -> f64 {
                u.iter().zip(v).map(|(&a, &b)| f64::from(a) * f64::from(b)).sum()
            };
            let error = |&(i, j, rating): &Rating| dot(&u[i], &v[j]) - f64::from(rating);
            let errors: Vec<f64> = ratings.iter().map(error).collect();
            for (&(i, j, _), error) in ratings.iter().zip(&errors).rev() {
                let step = (2.0 * f64::from(lr) / n * error) as f32;
                for f in 0..u[i].len() {
                    users[i][f] -= step * v[j][f];
                    films[j][f] -= step * u[i][f];
                }
            }
            (errors.iter().map(|error| error * error).sum::<f64>() / n) as f32
        }),
        right!(mend_batch_step: "gradients added up, then one step", |users, films, ratings, lr| {
            let zeros = |table: &[Vec<f32>]| vec![vec![0.0; table[0].len()]; table.len()];
            let (mut of_users, mut of_films) = (zeros(users), zeros(films));
            let mut loss = 0.0;
            for &(i, j, rating) in ratings {
                let error: f32 =
                    users[i].iter().zip(&films[j]).map(|(u, v)| u * v).sum::<f32>() - rating;
                loss += error * error;
                for f in 0..users[i].len() {
                    of_users[i][f] += error * films[j][f];
                    of_films[j][f] += error * users[i][f];
                }
            }
            let scale = 2.0 * lr / ratings.len() as f32;
            for (table, gradient) in [(users, of_users), (films, of_films)] {
                for (row, slopes) in table.iter_mut().zip(gradient) {
                    row.iter_mut().zip(slopes).for_each(|(x, slope)| *x -= scale * slope);
                }
            }
            loss / ratings.len() as f32
        }),
        right!(numerical_gradient: "each half by itself", |loss, weights, h| {
            let at = |i: usize, by: f64| {
                let moved = weights.iter().enumerate();
                loss(&moved.map(|(j, w)| if i == j { w + by } else { *w }).collect::<Vec<_>>())
            };
            (0..weights.len()).map(|i| at(i, h) / (2.0 * h) - at(i, -h) / (2.0 * h)).collect()
        }),
        right!(numerical_gradient: "moved in place, from the last weight", |loss, weights, h| {
            let mut moved = weights.to_vec();
            let mut gradient = vec![0.0; weights.len()];
            for i in (0..weights.len()).rev() {
                moved[i] += h;
                gradient[i] = loss(&moved);
                moved[i] -= 2.0 * h;
                gradient[i] = 0.5 * (gradient[i] - loss(&moved)) / h;
                moved[i] += h;
            }
            gradient
        }),
        right!(wrong_gradient: "the largest error in proportion, h = 1e-6", |loss, weights, given| {
            let largest = |group: usize| largest_share(loss, weights, given, group, 1e-6);
            (0..3).max_by(|&a, &b| largest(a).total_cmp(&largest(b))).unwrap()
        }),
        right!(wrong_gradient: "h = 1e-2 and a narrow limit", |loss, weights, given| {
            (0..3).find(|&group| largest_share(loss, weights, given, group, 1e-2) > 1e-4).unwrap()
        }),
        right!(wrong_gradient: "h = 1e-3 and a wide limit", |loss, weights, given| {
            (0..3).rfind(|&group| largest_share(loss, weights, given, group, 1e-3) > 4e-3).unwrap()
        }),
        right!(evaluate: "a running mean", |predict, ratings| {
            let mut mean = 0.0_f64;
            for (seen, &(user, film, rating)) in ratings.iter().enumerate() {
                let error = f64::from(predict(user, film)) - f64::from(rating);
                mean += (error * error - mean) / (seen + 1) as f64;
            }
            mean as f32
        }),
        right!(evaluate: "float64 means, paired", |predict, ratings| {
            fn paired(means: &[f64]) -> f64 {
                match means {
                    [mean] => *mean,
                    means => {
                        let (a, b) = means.split_at(means.len() / 2);
                        let share = a.len() as f64 / means.len() as f64;
                        paired(a) * share + paired(b) * (1.0 - share)
                    }
                }
            }
            let square = |&(user, film, rating): &Rating| f64::from(predict(user, film) - rating).powi(2);
            paired(&ratings.iter().map(square).collect::<Vec<f64>>()) as f32
        }),
        right!(evaluate: "Kahan's sum of shares", |predict, ratings| {
            let (mut sum, mut lost) = (0.0_f32, 0.0_f32);
            for &(user, film, rating) in ratings {
                let share = (predict(user, film) - rating) / (ratings.len() as f32).sqrt();
                let term = share.powi(2) - lost;
                lost = (sum + term - sum) - term;
                sum += term;
            }
            sum
        }),
        right!(split_without_leak: "the lowest ticket of each pair", |ratings, tickets, share| {
            let mut lowest: HashMap<(usize, usize), u64> = HashMap::new();
            for (&(user, film, _), &ticket) in ratings.iter().zip(tickets) {
                let lowest = lowest.entry((user, film)).or_insert(ticket);
                *lowest = ticket.min(*lowest);
            }
            let drawn = (ratings.len() as f64 * share).round() as usize;
            let mut sorted = tickets.to_vec();
            sorted.sort_unstable();
            let first_not_drawn = sorted.get(drawn).copied();
            let is_drawn = |&(user, film, _): &Rating| {
                first_not_drawn.is_none_or(|first| lowest[&(user, film)] < first)
            };
            let (mut training, mut validation) = (vec![], vec![]);
            for (row, rating) in ratings.iter().enumerate() {
                if is_drawn(rating) { validation.push(row) } else { training.push(row) }
            }
            (training, validation)
        }),
        right!(split_without_leak: "a heap, groups and sets", |ratings, tickets, share| {
            let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
            for (row, &(user, film, _)) in ratings.iter().enumerate() {
                groups.entry((user, film)).or_default().push(row);
            }
            let mut heap: BinaryHeap<_> =
                tickets.iter().enumerate().map(|(row, ticket)| Reverse((ticket, row))).collect();
            let mut validation = BTreeSet::new();
            for _ in 0..(ratings.len() as f64 * share + 0.5) as usize {
                let Reverse((_, row)) = heap.pop().unwrap();
                validation.extend(&groups[&(ratings[row].0, ratings[row].1)]);
            }
            let training = (0..ratings.len()).filter(|row| !validation.contains(row)).collect();
            (training, validation.into_iter().collect())
        }),
    ]
}

type Rating = (usize, usize, f32);

/// The largest difference between a group's gradient and the central differences, in proportion.
fn largest_share(
    loss: &dyn Fn(&[Vec<f64>]) -> f64,
    weights: &[Vec<f64>],
    given: &[Vec<f64>],
    group: usize,
    h: f64,
) -> f64 {
    let mut moved = weights.to_vec();
    let mut largest: f64 = 0.0;
    for i in 0..weights[group].len() {
        moved[group][i] = weights[group][i] + h;
        let up = loss(&moved);
        moved[group][i] = weights[group][i] - h;
        let slope = (up - loss(&moved)) / (2.0 * h);
        moved[group][i] = weights[group][i];
        let difference = (slope - given[group][i]).abs();
        if difference > 0.0 {
            largest = largest.max(difference / (slope.abs() + given[group][i].abs()));
        }
    }
    largest
}
