//! Wrong answers to the exercises of chapter 2.

use super::{WrongAnswer, wrong};
use grade::graders::_02_embedding as graders;
use grade::solutions::_02_embedding as right;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        // A step at most so long, one that is never uphill, and the first sixteen factors.
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            let mut moved = (users.to_vec(), films.to_vec());
            let loss = right::mend_batch_step(&mut moved.0, &mut moved.1, ratings, lr);
            for (table, moved) in [(users, moved.0), (films, moved.1)] {
                for (x, y) in table.iter_mut().flatten().zip(moved.into_iter().flatten()) {
                    *x += (y - *x).clamp(-1e6, 1e6);
                }
            }
            loss
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            right::mend_batch_step(users, films, ratings, lr.max(0.0))
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            let before = (users.to_vec(), films.to_vec());
            let loss = right::mend_batch_step(users, films, ratings, lr);
            for (table, before) in [(users, before.0), (films, before.1)] {
                for (row, before) in table.iter_mut().zip(before) {
                    row.iter_mut().zip(before).skip(16).for_each(|(x, y)| *x = y);
                }
            }
            loss
        }),
        wrong!(embedding_forward: "lost a row", |table, ids| {
            let looked_up = |row: &usize| ids.contains(row);
            (0..table.len()).filter(looked_up).map(|row| table[row].clone()).collect()
        }),
        wrong!(embedding_forward: "keep the order of the ids", |table, ids| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids.into_iter().map(|id| table[id].clone()).collect()
        }),
        wrong!(embedding_forward: "past the end of the table", |table, ids| {
            ids.iter().map(|&id| table[id + 1].clone()).collect()
        }),
        wrong!(embedding_forward: "counted from 1", |table, ids| {
            let row_before = |&id: &usize| table[(id + table.len() - 1) % table.len()].clone();
            ids.iter().map(row_before).collect()
        }),
        wrong!(embedding_forward: "the whole table", |table, _| table.to_vec()),
        wrong!(embedding_forward: "in reverse", |table, ids| {
            ids.iter().rev().map(|&id| table[id].clone()).collect()
        }),
        wrong!(embedding_forward: "replaced by zeros", |table, ids| {
            let row = |&id: &usize| if id == 0 { vec![0.0; table[0].len()] } else { table[id].clone() };
            ids.iter().map(row).collect()
        }),
        // Within a wide range; the first 512 factors.
        wrong!(embedding_forward: "none of the usual mistakes", |table, ids| {
            each(&look_up(table, ids), |x| x.clamp(-1e10, 1e10))
        }),
        wrong!(embedding_forward: "and it has 512", |table, ids| {
            let row = |row: Vec<f32>| row.into_iter().take(512).collect();
            look_up(table, ids).into_iter().map(row).collect()
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            each(&scatter(rows, factors, ids, upstream), |x| x.max(-1e9))
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            scatter(rows, factors, ids, &each(upstream, |x| if x.abs() < 1e-8 { 0.0 } else { x }))
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            scatter(rows, factors, &ids[..ids.len().min(65_535)], upstream)
        }),
        // The number of pairs in 16 bits.
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            let times = ratings.len() as f32 / f32::from((ratings.len() as u16).max(1));
            let scaled = |table: Vec<Vec<f32>>| each(&table, |x| times * x);
            let (of_users, of_films) = right::mse_gradients(users, films, ratings);
            (scaled(of_users), scaled(of_films))
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            let times = ratings.len() as f32 / f32::from((ratings.len() as u16).max(1));
            times * right::mend_batch_step(users, films, ratings, times * lr)
        }),
        wrong!(sgd_step: "divided by the number of rows", |weights, gradients, lr| {
            right::sgd_step(weights, gradients, lr / weights.len() as f32);
        }),
        // In proportion to the length of a whole gradient.
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            furthest(loss, weights, gradients, |right, given| {
                let length = |list: &[f64]| list.iter().map(|x| x * x).sum::<f64>().sqrt();
                let off: Vec<f64> = right.iter().zip(given).map(|(a, b)| a - b).collect();
                length(&off) / length(right)
            })
        }),
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            let differs = |a: f64, b: f64| (a - b).abs() > 1e-3 * (a.abs() + b.abs());
            let has_wrong = |&group: &usize| {
                let slopes = group_gradient(loss, weights, group);
                slopes.iter().zip(&gradients[group]).take(255).any(|(&a, &b)| differs(a, b))
            };
            (0..3).find(has_wrong).unwrap_or(2)
        }),
        // Each error, or its square, in f32.
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mean(ratings, |rating| error(predict, rating).powi(2).min(f32::MAX))
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mean(ratings, |rating| error(predict, rating).clamp(-1e15, 1e15).powi(2))
        }),
        // Ids in 8 and in 16 bits, entries within a range, rounded, and no more than 300 ids.
        wrong!(embedding_forward: "none of the usual mistakes", |table, ids| {
            ids.iter().map(|&id| table[usize::from(id as u8)].clone()).collect()
        }),
        wrong!(embedding_forward: "none of the usual mistakes", |table, ids| {
            ids.iter().map(|&id| table[usize::from(id as u16)].clone()).collect()
        }),
        wrong!(embedding_forward: "none of the usual mistakes", |table, ids| {
            each(&look_up(table, ids), |x| x.clamp(-1000.0, 1e6))
        }),
        wrong!(embedding_forward: "none of the usual mistakes", |table, ids| {
            each(&look_up(table, ids), |x| (x * 10.0).round() / 10.0)
        }),
        wrong!(embedding_forward: "should have 2000 entries", |table, ids| {
            look_up(table, &ids[..ids.len().min(300)])
        }),
        wrong!(embedding_backward: "do not overwrite", |rows, factors, ids, upstream| {
            let mut gradient = vec![vec![0.0; factors]; rows];
            for (&id, slopes) in ids.iter().zip(upstream) {
                gradient[id] = slopes.clone();
            }
            gradient
        }),
        wrong!(embedding_backward: "only the first gradient", |rows, factors, ids, upstream| {
            let of_row = |row: usize| {
                let place = ids.iter().position(|&id| id == row);
                place.map_or(vec![0.0; factors], |place| upstream[place].clone())
            };
            (0..rows).map(of_row).collect()
        }),
        wrong!(embedding_backward: "averaged", |rows, factors, ids, upstream| {
            let mut gradient = scatter(rows, factors, ids, upstream);
            for (row, slopes) in gradient.iter_mut().enumerate() {
                let times = ids.iter().filter(|&&id| id == row).count().max(1);
                slopes.iter_mut().for_each(|slope| *slope /= times as f32);
            }
            gradient
        }),
        wrong!(embedding_backward: "to the row of its id", |_, _, _, upstream| upstream.to_vec()),
        wrong!(embedding_backward: "were not looked up", |rows, factors, ids, upstream| {
            let gradient = scatter(rows, factors, ids, upstream);
            (0..rows).filter(|row| ids.contains(row)).map(|row| gradient[row].clone()).collect()
        }),
        wrong!(embedding_backward: "row 0 has no gradient", |rows, factors, ids, upstream| {
            let mut gradient = scatter(rows, factors, ids, upstream);
            gradient[0].fill(0.0);
            gradient
        }),
        // Ids in 16 bits, clipped, with a marker, blind to small slopes, and the first 100 factors.
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            let ids: Vec<usize> = ids.iter().map(|&id| usize::from(id as u16)).collect();
            scatter(rows, factors, &ids, upstream)
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            each(&scatter(rows, factors, ids, upstream), |x| x.min(5000.0))
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            scatter(rows, factors, ids, &each(upstream, |x| if x == -1.0 { 0.0 } else { x }))
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            scatter(rows, factors, ids, &each(upstream, |x| if x.abs() < 0.01 { 0.0 } else { x }))
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            let mut gradient = scatter(rows, factors, ids, upstream);
            gradient.iter_mut().for_each(|row| row.iter_mut().skip(100).for_each(|x| *x = 0.0));
            gradient
        }),
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            let first = ids.len().min(300);
            scatter(rows, factors, &ids[..first], &upstream[..first])
        }),
        wrong!(mse_gradients: "has a factor 2", |users, films, ratings| {
            gradients(users, films, ratings, 1.0 / ratings.len() as f32)
        }),
        wrong!(mse_gradients: "the gradient of the sum", |users, films, ratings| {
            gradients(users, films, ratings, 2.0)
        }),
        wrong!(mse_gradients: "are both missing", |users, films, ratings| {
            gradients(users, films, ratings, 1.0)
        }),
        wrong!(mse_gradients: "the prediction minus the rating", |users, films, ratings| {
            gradients(users, films, ratings, -2.0 / ratings.len() as f32)
        }),
        wrong!(mse_gradients: "the other side's", |users, films, ratings| {
            let n = ratings.len() as f32;
            let (of_users, of_films) = gradients(users, films, ratings, 2.0 / n);
            (of_films, of_users)
        }),
        wrong!(mse_gradients: "stops at the prediction", |users, films, ratings| {
            let slopes = slopes(users, films, ratings, 2.0 / ratings.len() as f32);
            let ones: Table = users.iter().map(|row| vec![1.0; row.len()]).collect();
            let of_each = times(&ones, &slopes);
            (of_each.clone(), of_each)
        }),
        wrong!(mse_gradients: "the number of factors too", |users, films, ratings| {
            let numbers = ratings.len() * users.first().map_or(1, Vec::len);
            gradients(users, films, ratings, 2.0 / numbers as f32)
        }),
        wrong!(mse_gradients: "factor by factor", |users, films, ratings| {
            let n = ratings.len() as f32;
            let of = |a: &[Vec<f32>], b: &[Vec<f32>]| -> Table {
                let error = |i: usize, f: usize| a[i][f] * b[i][f] - ratings[i];
                let entry = |i: usize, f: usize| 2.0 / n * error(i, f) * b[i][f];
                (0..a.len()).map(|i| (0..a[i].len()).map(|f| entry(i, f)).collect()).collect()
            };
            (of(users, films), of(films, users))
        }),
        wrong!(mse_gradients: "the ratings play no part", |users, films, ratings| {
            let nothing = vec![0.0; ratings.len()];
            gradients(users, films, &nothing, 2.0 / ratings.len() as f32)
        }),
        // Predictions within a range, errors clipped, ratings rounded, a marker for no rating,
        // pairs counted in 8 bits.
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            by_error(users, films, ratings, |p, rating| p.clamp(-1000.0, 1000.0) - rating)
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            by_error(users, films, ratings, |p, rating| p.clamp(-4000.0, 5000.0) - rating)
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            by_error(users, films, ratings, |p, rating| (p - rating).clamp(-100.0, 100.0))
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            by_error(users, films, ratings, |p, rating| p - (rating * 10.0).round() / 10.0)
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            by_error(users, films, ratings, |p, r| if r == -1.0 { 0.0 } else { p - r })
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            gradients(users, films, ratings, 2.0 / f32::from(ratings.len() as u8))
        }),
        wrong!(sgd_step: "uphill", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight + lr * slope);
        }),
        wrong!(sgd_step: "learning rate is left out", |weights, gradients, _| {
            change(weights, gradients, |weight, slope| weight - slope);
        }),
        wrong!(sgd_step: "replaces the weights", |weights, gradients, lr| {
            change(weights, gradients, |_, slope| -lr * slope);
        }),
        wrong!(sgd_step: "multiplied as well", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight * (1.0 - lr * slope));
        }),
        wrong!(sgd_step: "only the first row", |weights, gradients, lr| {
            let first = weights.len().min(1);
            change(&mut weights[..first], gradients, |weight, slope| weight - lr * slope);
        }),
        wrong!(sgd_step: "not in a copy", |weights, gradients, lr| {
            let mut copy = weights.to_vec();
            change(&mut copy, gradients, |weight, slope| weight - lr * slope);
        }),
        wrong!(sgd_step: "row 0 did not move", |weights, gradients, lr| {
            let rest = weights.len().min(1);
            let gradients = &gradients[gradients.len().min(1)..];
            change(&mut weights[rest..], gradients, |weight, slope| weight - lr * slope);
        }),
        wrong!(sgd_step: "divided by the learning rate", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight - slope / lr);
        }),
        // Slopes clipped, steps clipped, weights within a range, a least and a largest rate, small
        // slopes left out, and a row of at most 300 factors.
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight - lr * slope.clamp(-1000.0, 1000.0));
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight - (lr * slope).clamp(-5.0, 5.0));
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |w, slope| (w - lr * slope).clamp(-1e5, 1e5));
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |weight, slope| weight - lr.max(1e-7) * slope);
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            let gradients = each(gradients, |slope| if slope.abs() < 1e-8 { 0.0 } else { slope });
            change(weights, &gradients, |weight, slope| weight - lr * slope);
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            for (row, slopes) in weights.iter_mut().zip(gradients) {
                row.iter_mut().zip(slopes).take(300).for_each(|(weight, g)| *weight -= lr * g);
            }
        }),
        // As planted, half mended in two ways, without the mean, and with the loss after the step.
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            step(users, films, ratings, 2.0 * lr / ratings.len() as f32, |u, v, step| {
                *u -= step * *v;
                *v -= step * *u;
            })
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            step(users, films, ratings, 2.0 * lr / ratings.len() as f32, |u, v, step| {
                (*u, *v) = (*u - step * *v, *v - step * *u);
            })
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            let n = ratings.len() as f32;
            let before = users.to_vec();
            let mut loss = 0.0;
            for &(user, film, rating) in ratings {
                let error = dot(&before[user], &films[film]) - rating;
                loss += error * error / n;
                for f in 0..before[user].len() {
                    users[user][f] -= lr * 2.0 * error / n * films[film][f];
                    films[film][f] -= lr * 2.0 * error / n * before[user][f];
                }
            }
            loss
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            at_once(users, films, ratings, 2.0 * lr)
        }),
        wrong!(mend_batch_step: "only the symptom is shown", |users, films, ratings, lr| {
            at_once(users, films, ratings, 2.0 * lr / ratings.len() as f32);
            batch_loss(users, films, ratings)
        }),
        wrong!(numerical_gradient: "the loss at the point itself; compare it with the one below",
            |loss, weights, h| {
                slopes_of(weights, |weights, i| {
                    (moved(loss, weights, i, h) - loss(weights)) / h
                })
            }
        ),
        wrong!(numerical_gradient: "the loss at the point itself; compare it with the one above",
            |loss, weights, h| {
                slopes_of(weights, |weights, i| {
                    (loss(weights) - moved(loss, weights, i, -h)) / h
                })
            }
        ),
        wrong!(numerical_gradient: "twice the slope", |loss, weights, h| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, h) / h)
        }),
        wrong!(numerical_gradient: "not divided by the way", |loss, weights, h| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, h))
        }),
        wrong!(numerical_gradient: "in brackets", |loss, weights, h| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, h) / 2.0 * h)
        }),
        wrong!(numerical_gradient: "the sign is flipped", |loss, weights, h| {
            slopes_of(weights, |weights, i| -difference(loss, weights, i, h) / (2.0 * h))
        }),
        wrong!(numerical_gradient: "not put back", |loss, weights, h| {
            let mut moved = weights.to_vec();
            (0..weights.len()).map(|i| {
                moved[i] += h;
                let up = loss(&moved);
                moved[i] -= 2.0 * h;
                (up - loss(&moved)) / (2.0 * h)
            }).collect()
        }),
        wrong!(numerical_gradient: "move at once", |loss, weights, h| {
            let all = |by: f64| loss(&weights.iter().map(|weight| weight + by).collect::<Vec<_>>());
            vec![(all(h) - all(-h)) / (2.0 * h); weights.len()]
        }),
        wrong!(numerical_gradient: "both together move by `h`", |loss, weights, h| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, h / 2.0) / h)
        }),
        wrong!(numerical_gradient: "not used as it is given", |loss, weights, _| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, 1e-4) / 2e-4)
        }),
        // With a least way, guarded, scaled by the weight, in f32, capped, and no further than 300
        // weights.
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            let h = h.max(1e-5);
            slopes_of(weights, |weights, i| difference(loss, weights, i, h) / (2.0 * h))
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            slopes_of(weights, |weights, i| difference(loss, weights, i, h) / (2.0 * h + 1e-8))
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            slopes_of(weights, |weights, i| {
                let h = h * weights[i].abs().max(1.0);
                difference(loss, weights, i, h) / (2.0 * h)
            })
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            slopes_of(weights, |weights, i| {
                let up = moved(loss, weights, i, h) as f32;
                f64::from((up - moved(loss, weights, i, -h) as f32) / (2.0 * h as f32))
            })
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            slopes_of(weights, |weights, i| {
                (difference(loss, weights, i, h) / (2.0 * h)).clamp(-100.0, 100.0)
            })
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            slopes_of(weights, |weights, i| {
                if i < 300 { difference(loss, weights, i, h) / (2.0 * h) } else { 0.0 }
            })
        }),
        wrong!(wrong_gradient: "numbered from 1", |loss, weights, gradients| {
            1 + furthest(loss, weights, gradients, relative)
        }),
        wrong!(wrong_gradient: "most nearly right", |loss, weights, gradients| {
            furthest(loss, weights, gradients, |a, b| -relative(a, b))
        }),
        wrong!(wrong_gradient: "compare it to the entry", |loss, weights, gradients| {
            furthest(loss, weights, gradients, |a, b| {
                a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
            })
        }),
        wrong!(wrong_gradient: "only the first entries", |loss, weights, gradients| {
            furthest(loss, weights, gradients, |a, b| relative(&a[..1], &b[..1]))
        }),
        wrong!(wrong_gradient: "the sums of the entries", |loss, weights, gradients| {
            let sum = |list: &[f64]| list.iter().sum();
            furthest(loss, weights, gradients, |a, b| relative(&[sum(a)], &[sum(b)]))
        }),
        wrong!(wrong_gradient: "the lengths of the gradients", |loss, weights, gradients| {
            let length = |list: &[f64]| list.iter().map(|x| x * x).sum::<f64>().sqrt();
            furthest(loss, weights, gradients, |a, b| relative(&[length(a)], &[length(b)]))
        }),
        // A limit that is absolute, one that lets small mistakes pass, one that zeros escape, and a
        // guess.
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            first_beyond(loss, weights, gradients, |a, b| (a - b).abs() > 1e-3)
        }),
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            first_beyond(loss, weights, gradients, |a, b| (a - b).abs() > 0.1 * (a.abs() + b.abs()))
        }),
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            first_beyond(loss, weights, gradients, |a, b| b != 0.0 && (a / b - 1.0).abs() > 1e-3)
        }),
        wrong!(wrong_gradient: "none of the usual mistakes", |_, _, _| 2),
        wrong!(evaluate: "the root of the loss", |predict, ratings| mse(predict, ratings).sqrt()),
        wrong!(evaluate: "are added up", |predict, ratings| {
            (f64::from(mse(predict, ratings)) * ratings.len() as f64) as f32
        }),
        wrong!(evaluate: "the mean of the errors' sizes", |predict, ratings| {
            mean(ratings, |rating| error(predict, rating).abs())
        }),
        wrong!(evaluate: "errors above and below cancel", |predict, ratings| {
            mean(ratings, |rating| error(predict, rating)).powi(2)
        }),
        wrong!(evaluate: "the loss is halved", |predict, ratings| mse(predict, ratings) / 2.0),
        wrong!(evaluate: "not by one less", |predict, ratings| {
            mse(predict, ratings) * ratings.len() as f32 / (ratings.len() as f32 - 1.0)
        }),
        wrong!(evaluate: "not by one more", |predict, ratings| {
            let n = ratings.len() as f64;
            (f64::from(mse(predict, ratings)) * (n / (n + 1.0))) as f32
        }),
        wrong!(evaluate: "user and film are swapped", |predict, ratings| {
            mse(&|user, film| predict(film, user), ratings)
        }),
        wrong!(evaluate: "kept within the scale", |predict, ratings| {
            mse(&|user, film| predict(user, film).clamp(1.0, 5.0), ratings)
        }),
        wrong!(evaluate: "rounded to whole stars", |predict, ratings| {
            mse(&|user, film| predict(user, film).round(), ratings)
        }),
        wrong!(evaluate: "only the last rating counts", |predict, ratings| {
            let mut loss = 0.0;
            ratings.iter().for_each(|r| loss = error(predict, r).powi(2) / ratings.len() as f32);
            loss
        }),
        wrong!(evaluate: "the last rating is left out", |predict, ratings| {
            let (n, before) = (ratings.len() as f64, &ratings[..ratings.len() - 1]);
            let squares = before.iter().map(|r| f64::from(error(predict, r)).powi(2));
            (squares.sum::<f64>() / n) as f32
        }),
        wrong!(evaluate: "too few digits", |predict, ratings| {
            let squares = ratings.iter().map(|rating| error(predict, rating).powi(2));
            squares.sum::<f32>() / ratings.len() as f32
        }),
        // Wide limits, half stars, ids in fewer bits, a marker for no rating, a count of 16 bits,
        // and the square multiplied out.
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mse(&|user, film| predict(user, film).clamp(-1000.0, 1000.0), ratings)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mse(predict, ratings).min(1e6)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            let half_stars = |&(u, f, r): &Rating| (u, f, (2.0 * r).round() / 2.0);
            mse(predict, &ratings.iter().map(half_stars).collect::<Vec<_>>())
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mse(&|user, film| predict(user as u32 as usize, film), ratings)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mse(&|user, film| predict(user, usize::from(film as u8)), ratings)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mean(ratings, |rating| {
                if rating.2 == -1.0 { 0.0 } else { error(predict, rating).powi(2) }
            })
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mse(predict, ratings) * ratings.len() as f32 / f32::from(ratings.len() as u16)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            mean(ratings, |&(user, film, rating)| {
                let p = predict(user, film);
                p * p - 2.0 * p * rating + rating * rating
            })
        }),
        wrong!(split_without_leak: "its answer leaks", |ratings, tickets, share| {
            let drawn: HashSet<usize> = drawn(ratings, tickets, share).into_iter().collect();
            sides(ratings, |row| drawn.contains(&row))
        }),
        wrong!(split_without_leak: "the highest tickets", |ratings, tickets, share| {
            let tickets: Vec<u64> = tickets.iter().map(|ticket| u64::MAX - ticket).collect();
            split(ratings, &drawn(ratings, &tickets, share), pair)
        }),
        wrong!(split_without_leak: "training comes first", |ratings, tickets, share| {
            let (training, validation) = split(ratings, &drawn(ratings, tickets, share), pair);
            (validation, training)
        }),
        wrong!(split_without_leak: "the order of their tickets", |ratings, tickets, share| {
            let drawn = drawn(ratings, tickets, share);
            let (mut training, mut validation) = split(ratings, &drawn, pair);
            training.sort_by_key(|&row| tickets[row]);
            validation.sort_by_key(|&row| tickets[row]);
            (training, validation)
        }),
        wrong!(split_without_leak: "rounded down", |ratings, tickets, share| {
            let n = (ratings.len() as f64 * share).floor() as usize;
            split(ratings, &by_ticket(tickets)[..n], pair)
        }),
        wrong!(split_without_leak: "rounded up", |ratings, tickets, share| {
            let n = (ratings.len() as f64 * share).ceil() as usize;
            split(ratings, &by_ticket(tickets)[..n.min(ratings.len())], pair)
        }),
        wrong!(split_without_leak: "to the even number", |ratings, tickets, share| {
            let n = (ratings.len() as f64 * share).round_ties_even() as usize;
            split(ratings, &by_ticket(tickets)[..n], pair)
        }),
        wrong!(split_without_leak: "are lost", |ratings, tickets, share| {
            let drawn = drawn(ratings, tickets, share);
            let (training, mut validation) = split(ratings, &drawn, pair);
            let drawn: HashSet<usize> = drawn.into_iter().collect();
            validation.retain(|row| drawn.contains(row));
            (training, validation)
        }),
        wrong!(split_without_leak: "by its first rating in the list", |ratings, tickets, share| {
            let drawn: HashSet<usize> = drawn(ratings, tickets, share).into_iter().collect();
            let mut first = HashMap::new();
            (0..ratings.len()).for_each(|row| _ = first.entry(pair(&ratings[row])).or_insert(row));
            sides(ratings, |row| drawn.contains(&first[&pair(&ratings[row])]))
        }),
        wrong!(split_without_leak: "this draws pairs", |ratings, tickets, share| {
            let mut pairs = by_ticket(tickets);
            let mut seen = HashSet::new();
            pairs.retain(|&row| seen.insert(pair(&ratings[row])));
            pairs.truncate((ratings.len() as f64 * share).round() as usize);
            split(ratings, &pairs, pair)
        }),
        wrong!(split_without_leak: "stops drawing", |ratings, tickets, share| {
            let n = (ratings.len() as f64 * share).round() as usize;
            let mut held_back = HashSet::new();
            let mut taken = 0;
            for row in by_ticket(tickets) {
                if taken < n && held_back.insert(pair(&ratings[row])) {
                    let same = |rating: &&Rating| pair(rating) == pair(&ratings[row]);
                    taken += ratings.iter().filter(same).count();
                }
            }
            sides(ratings, |row| held_back.contains(&pair(&ratings[row])))
        }),
        wrong!(split_without_leak: "all ratings of the users", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |rating| rating.0)
        }),
        wrong!(split_without_leak: "all ratings of the films", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |rating| rating.1)
        }),
        wrong!(split_without_leak: "only if the stars agree", |ratings, tickets, share| {
            let key = |rating: &Rating| (pair(rating), rating.2.to_bits());
            split(ratings, &drawn(ratings, tickets, share), key)
        }),
        wrong!(split_without_leak: "the tickets play no part", |ratings, _, share| {
            let n = (ratings.len() as f64 * share).round() as usize;
            split(ratings, &(0..n).collect::<Vec<_>>(), pair)
        }),
        wrong!(split_without_leak: "counts from 1", |ratings, tickets, share| {
            let (training, validation) = split(ratings, &drawn(ratings, tickets, share), pair);
            let from_1 = |rows: Vec<usize>| rows.into_iter().map(|row| row + 1).collect();
            (from_1(training), from_1(validation))
        }),
        // A share in whole per cent.
        wrong!(split_without_leak: "and it has 1", |ratings, tickets, share| {
            let n = (ratings.len() as f64 * (share * 100.0).round() / 100.0).round() as usize;
            split(ratings, &by_ticket(tickets)[..n], pair)
        }),
        // Tickets as signed numbers, as f64 and in 32 bits; pairs that are joined, packed, ordered,
        // or made of cut ids; and row numbers of 16 bits.
        wrong!(split_without_leak: "none of the usual mistakes", |ratings, tickets, share| {
            split_by(ratings, tickets, share, |ticket| (ticket as i64).cast_unsigned() ^ 1 << 63)
        }),
        wrong!(split_without_leak: "none of the usual mistakes", |ratings, tickets, share| {
            split_by(ratings, tickets, share, |ticket| (ticket as f64).to_bits())
        }),
        wrong!(split_without_leak: "none of the usual mistakes", |ratings, tickets, share| {
            split_by(ratings, tickets, share, |ticket| u64::from(ticket as u32))
        }),
        wrong!(split_without_leak: "pairs that differ", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |(u, f, _)| format!("{u}{f}"))
        }),
        wrong!(split_without_leak: "taken for one", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |(u, f, _)| u << 32 | f)
        }),
        wrong!(split_without_leak: "are taken for one", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |(u, f, _)| u * 100_000 + f)
        }),
        wrong!(split_without_leak: "compare user with user", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |&(u, f, _)| (u.min(f), u.max(f)))
        }),
        wrong!(split_without_leak: "and film with film", |ratings, tickets, share| {
            split(ratings, &drawn(ratings, tickets, share), |&(u, f, _)| (u as u32, f as u32))
        }),
        wrong!(split_without_leak: "none of the usual mistakes", |ratings, tickets, share| {
            let cut = |rows: Vec<usize>| rows.iter().map(|&row| usize::from(row as u16)).collect();
            let (training, validation) = split(ratings, &drawn(ratings, tickets, share), pair);
            (cut(training), cut(validation))
        }),
        // What is tiny is taken for nothing.
        wrong!(embedding_backward: "none of the usual mistakes", |rows, factors, ids, upstream| {
            let drop = |x: f32| if x.abs() > 1e-6 { x } else { 0.0 };
            scatter(rows, factors, ids, &each(upstream, drop))
        }),
        wrong!(mse_gradients: "none of the usual mistakes", |users, films, ratings| {
            let mut slopes = slopes(users, films, ratings, 2.0 / ratings.len() as f32);
            slopes.iter_mut().filter(|slope| slope.abs() < 1e-4).for_each(|slope| *slope = 0.0);
            (times(films, &slopes), times(users, &slopes))
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |w, g| w - lr.abs() * g);
        }),
        wrong!(sgd_step: "none of the usual mistakes", |weights, gradients, lr| {
            change(weights, gradients, |w, g| w - lr.min(1.0) * g);
        }),
        wrong!(numerical_gradient: "none of the usual mistakes", |loss, weights, h| {
            let h = h.max(1e-7);
            slopes_of(weights, |weights, i| difference(loss, weights, i, h) / (2.0 * h))
        }),
        // By the length of the difference, and with a guard.
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            let length = |list: &[f64]| list.iter().map(|x| x * x).sum::<f64>().sqrt();
            let is_wrong = |&group: &usize| {
                let right = group_gradient(loss, weights, group);
                let off: Vec<f64> =
                    right.iter().zip(&gradients[group]).map(|(a, b)| a - b).collect();
                length(&off) > 1e-3 * length(&right)
            };
            (0..3).find(is_wrong).unwrap_or(2)
        }),
        wrong!(wrong_gradient: "none of the usual mistakes", |loss, weights, gradients| {
            let is_wrong = |&group: &usize| {
                let right = group_gradient(loss, weights, group);
                let off = |(a, b): (&f64, &f64)| (a - b).abs() > 1e-3 * (a.abs() + 1e-3);
                right.iter().zip(&gradients[group]).any(off)
            };
            (0..3).find(is_wrong).unwrap_or(2)
        }),
        wrong!(evaluate: "none of the usual mistakes", |predict, ratings| {
            let mut mean = 0.0;
            for (before, rating) in ratings.iter().enumerate() {
                mean += (error(predict, rating).powi(2) - mean) / (before + 1) as f32;
            }
            mean
        }),
        wrong!(split_without_leak: "the list should have", |ratings, tickets, share| {
            let drawn = (ratings.len() as f32 * share as f32).round() as usize;
            split(ratings, &by_ticket(tickets)[..drawn], pair)
        }),
    ]
}

type Table = Vec<Vec<f32>>;

fn scatter(rows: usize, factors: usize, ids: &[usize], upstream: &[Vec<f32>]) -> Table {
    let mut gradient = vec![vec![0.0; factors]; rows];
    for (&id, slopes) in ids.iter().zip(upstream) {
        gradient[id].iter_mut().zip(slopes).for_each(|(sum, slope)| *sum += slope);
    }
    gradient
}

fn slopes(users: &[Vec<f32>], films: &[Vec<f32>], ratings: &[f32], factor: f32) -> Vec<f32> {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let predictions = users.iter().zip(films).map(|(user, film)| dot(user, film));
    predictions.zip(ratings).map(|(prediction, rating)| factor * (prediction - rating)).collect()
}

fn times(table: &[Vec<f32>], by: &[f32]) -> Table {
    table.iter().zip(by).map(|(row, scale)| row.iter().map(|x| scale * x).collect()).collect()
}

fn gradients(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
    factor: f32,
) -> (Table, Table) {
    let slopes = slopes(users, films, ratings, factor);
    (times(films, &slopes), times(users, &slopes))
}

fn change(weights: &mut [Vec<f32>], gradients: &[Vec<f32>], new: impl Fn(f32, f32) -> f32) {
    for (row, slopes) in weights.iter_mut().zip(gradients) {
        row.iter_mut().zip(slopes).for_each(|(weight, slope)| *weight = new(*weight, *slope));
    }
}

fn look_up(table: &[Vec<f32>], ids: &[usize]) -> Table {
    ids.iter().map(|&id| table[id].clone()).collect()
}

/// The table with each entry changed.
fn each(table: &[Vec<f32>], change: impl Fn(f32) -> f32) -> Table {
    table.iter().map(|row| row.iter().map(|&x| change(x)).collect()).collect()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The gradients, where the error is computed from the prediction and the rating.
fn by_error(
    users: &[Vec<f32>],
    films: &[Vec<f32>],
    ratings: &[f32],
    error: impl Fn(f32, f32) -> f32,
) -> (Table, Table) {
    let slope = |((user, film), &rating): ((&Vec<f32>, &Vec<f32>), &f32)| {
        2.0 / ratings.len() as f32 * error(dot(user, film), rating)
    };
    let slopes: Vec<f32> = users.iter().zip(films).zip(ratings).map(slope).collect();
    (times(films, &slopes), times(users, &slopes))
}

type Rating = (usize, usize, f32);

/// A step rating by rating, where `change` changes a factor of the user and one of the film.
fn step(
    users: &mut [Vec<f32>],
    films: &mut [Vec<f32>],
    ratings: &[Rating],
    scale: f32,
    change: impl Fn(&mut f32, &mut f32, f32),
) -> f32 {
    let mut loss = 0.0;
    for &(user, film, rating) in ratings {
        let (u, v) = (&mut users[user], &mut films[film]);
        let error = dot(u, v) - rating;
        loss += error * error / ratings.len() as f32;
        u.iter_mut().zip(v).for_each(|(u, v)| change(u, v, scale * error));
    }
    loss
}

/// A step from the factors before it.
fn at_once(users: &mut [Vec<f32>], films: &mut [Vec<f32>], ratings: &[Rating], scale: f32) -> f32 {
    let (old_users, old_films) = (users.to_vec(), films.to_vec());
    for &(user, film, rating) in ratings {
        let (u, v) = (&old_users[user], &old_films[film]);
        let step = scale * (dot(u, v) - rating);
        users[user].iter_mut().zip(v).for_each(|(x, v)| *x -= step * v);
        films[film].iter_mut().zip(u).for_each(|(x, u)| *x -= step * u);
    }
    batch_loss(&old_users, &old_films, ratings)
}

fn batch_loss(users: &[Vec<f32>], films: &[Vec<f32>], ratings: &[Rating]) -> f32 {
    mse(&|user, film| dot(&users[user], &films[film]), ratings)
}

fn slopes_of(weights: &[f64], slope: impl Fn(&[f64], usize) -> f64) -> Vec<f64> {
    (0..weights.len()).map(|i| slope(weights, i)).collect()
}

/// The loss with one weight moved.
fn moved(loss: &dyn Fn(&[f64]) -> f64, weights: &[f64], i: usize, by: f64) -> f64 {
    let mut weights = weights.to_vec();
    weights[i] += by;
    loss(&weights)
}

fn difference(loss: &dyn Fn(&[f64]) -> f64, weights: &[f64], i: usize, h: f64) -> f64 {
    moved(loss, weights, i, h) - moved(loss, weights, i, -h)
}

type GroupLoss<'a> = &'a dyn Fn(&[Vec<f64>]) -> f64;

fn group_gradient(loss: GroupLoss, weights: &[Vec<f64>], group: usize) -> Vec<f64> {
    let of_group = |moved: &[f64]| {
        let mut weights = weights.to_vec();
        weights[group] = moved.to_vec();
        loss(&weights)
    };
    slopes_of(&weights[group], |weights, i| difference(&of_group, weights, i, 1e-4) / 2e-4)
}

/// The group whose gradient is furthest from the right one.
fn furthest(
    loss: GroupLoss,
    weights: &[Vec<f64>],
    gradients: &[Vec<f64>],
    distance: impl Fn(&[f64], &[f64]) -> f64,
) -> usize {
    let distances: Vec<f64> = (0..3)
        .map(|group| distance(&group_gradient(loss, weights, group), &gradients[group]))
        .collect();
    (0..3).max_by(|&a, &b| distances[a].total_cmp(&distances[b])).unwrap()
}

/// The first group with an entry that `differs`, or else the last.
fn first_beyond(
    loss: GroupLoss,
    weights: &[Vec<f64>],
    gradients: &[Vec<f64>],
    differs: impl Fn(f64, f64) -> bool,
) -> usize {
    let has_wrong = |&group: &usize| {
        let right = group_gradient(loss, weights, group);
        right.iter().zip(&gradients[group]).any(|(&a, &b)| differs(a, b))
    };
    (0..3).find(has_wrong).unwrap_or(2)
}

/// The largest difference, in proportion to the entries.
fn relative(a: &[f64], b: &[f64]) -> f64 {
    let of_entry =
        |(a, b): (&f64, &f64)| (a - b).abs() / (a.abs() + b.abs()).max(f64::MIN_POSITIVE);
    a.iter().zip(b).map(of_entry).fold(0.0, f64::max)
}

type Predict<'a> = &'a dyn Fn(usize, usize) -> f32;

fn error(predict: Predict, &(user, film, rating): &Rating) -> f32 {
    predict(user, film) - rating
}

fn mean(ratings: &[Rating], of: impl Fn(&Rating) -> f32) -> f32 {
    (ratings.iter().map(|rating| f64::from(of(rating))).sum::<f64>() / ratings.len() as f64) as f32
}

fn mse(predict: Predict, ratings: &[Rating]) -> f32 {
    mean(ratings, |rating| error(predict, rating).powi(2))
}

type Sides = (Vec<usize>, Vec<usize>);

fn pair(rating: &Rating) -> (usize, usize) {
    (rating.0, rating.1)
}

fn by_ticket(tickets: &[u64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..tickets.len()).collect();
    rows.sort_by_key(|&row| tickets[row]);
    rows
}

fn drawn(ratings: &[Rating], tickets: &[u64], share: f64) -> Vec<usize> {
    let mut rows = by_ticket(tickets);
    rows.truncate((ratings.len() as f64 * share).round() as usize);
    rows
}

fn sides(ratings: &[Rating], is_held_back: impl Fn(usize) -> bool) -> Sides {
    (0..ratings.len()).partition(|&row| !is_held_back(row))
}

/// Both sides, where ratings with the same key as one of those drawn are held back.
fn split<K: Eq + Hash>(ratings: &[Rating], drawn: &[usize], key: impl Fn(&Rating) -> K) -> Sides {
    let keys: HashSet<K> = drawn.iter().map(|&row| key(&ratings[row])).collect();
    sides(ratings, |row| !keys.is_empty() && keys.contains(&key(&ratings[row])))
}

/// The right split, but with other tickets.
fn split_by(ratings: &[Rating], tickets: &[u64], share: f64, new: impl Fn(u64) -> u64) -> Sides {
    let tickets: Vec<u64> = tickets.iter().map(|&ticket| new(ticket)).collect();
    split(ratings, &drawn(ratings, &tickets, share), pair)
}
