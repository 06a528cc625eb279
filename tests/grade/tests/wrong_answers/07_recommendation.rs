//! Wrong answers to the exercises of chapter 7.

use super::{WrongAnswer, wrong};
use grade::graders::_07_recommendation as graders;
use nalgebra::{DMatrix, DVector};
use std::collections::BTreeSet;

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
        wrong!(next_question: "leave out those in `asked`", |films, c, _, known, noise| {
            let all = Newcomer { films, c, asked: &[], noise };
            all.best(|q| known[q] * all.shrinks(q))
        }),
        wrong!(next_question: "the unknown film, which cannot be", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: &usize| known[*q] * newcomer.shrinks(*q);
            let open = (0..films.nrows()).rev().filter(|film| !asked.contains(film));
            open.max_by(|a, b| worth(a).total_cmp(&worth(b)))
        }),
        wrong!(next_question: "row 0 is in the sum", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                known[q] * newcomer.shared(q).norm_squared() / (noise + newcomer.shared(q)[q])
            })
        }),
        wrong!(next_question: "the sum leaves out the films", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                let open = (1..films.nrows()).filter(|film| !asked.contains(film));
                known[q] * open.map(|i| shared[i] * shared[i]).sum::<f64>() / (noise + shared[q])
            })
        }),
        wrong!(next_question: "is known is left out", |films, c, asked, _, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| newcomer.shrinks(q))
        }),
        wrong!(next_question: "add it to the divisor", |films, c, asked, known, _| {
            let newcomer = Newcomer { films, c, asked, noise: 0.0 };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "is not divided by", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                known[q] * newcomer.shrinks(q) * (noise + newcomer.shared(q)[q])
            })
        }),
        wrong!(next_question: "square each of its terms", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                known[q] * (shared.sum() - shared[0]).powi(2) / (noise + shared[q])
            })
        }),
        wrong!(next_question: "are not squared", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| {
                let shared = newcomer.shared(q);
                known[q] * (shared.sum() - shared[0]) / (noise + shared[q])
            })
        }),
        wrong!(next_question: "own prediction is least certain", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| known[q] * newcomer.shared(q)[q])
        }),
        wrong!(next_question: "the covariance is left out", |films, c, asked, known, noise| {
            let c = &DMatrix::identity(c.nrows(), c.nrows());
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "shrinks the sum least", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            newcomer.best(|q| -known[q] * newcomer.shrinks(q))
        }),
        wrong!(next_question: "this is the last", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: &usize| known[*q] * newcomer.shrinks(*q);
            let open = (1..films.nrows()).filter(|film| !asked.contains(film));
            open.max_by(|a, b| worth(a).total_cmp(&worth(b)))
        }),
        wrong!(next_question: "a place among the films left", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let best = newcomer.best(|q| known[q] * newcomer.shrinks(q))?;
            (1..films.nrows()).filter(|film| !asked.contains(film)).position(|film| film == best)
        }),
        wrong!(next_question: "can still be asked about", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let worth = |q: usize| known[q] * newcomer.shrinks(q);
            newcomer.best(worth).filter(|&film| worth(film) > 0.0)
        }),
        wrong!(next_question: "return None then", |films, c, asked, known, noise| {
            let newcomer = Newcomer { films, c, asked, noise };
            let best = newcomer.best(|q| known[q] * newcomer.shrinks(q));
            Some(best.expect("a film is left"))
        }),
        wrong!(coverage: "counted as one of all films", |lists, rows| {
            distinct(lists).filter(|film| *film > 0).count() as f32 / rows.max(1) as f32
        }),
        wrong!(coverage: "counts where it is listed", |lists, rows| {
            distinct(lists).count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "both on the lists and", |lists, rows| {
            distinct(lists).count() as f32 / rows.max(1) as f32
        }),
        wrong!(coverage: "each time it is listed", |lists, rows| {
            let listed = lists.iter().flatten().filter(|film| **film > 0).count();
            listed as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "once for each list", |lists, rows| {
            let of_each = lists.iter().map(|list| {
                distinct(std::slice::from_ref(list)).filter(|film| *film > 0).count()
            });
            of_each.sum::<usize>() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "a mean over the lists", |lists, rows| {
            let of_each = lists.iter().map(|list| {
                let films = distinct(std::slice::from_ref(list)).filter(|film| *film > 0);
                films.count() as f32 / (rows.max(2) - 1) as f32
            });
            of_each.sum::<f32>() / lists.len().max(1) as f32
        }),
        wrong!(coverage: "listed exactly once", |lists, rows| {
            let mut times = vec![0; rows];
            lists.iter().flatten().for_each(|&film| times[film] += 1);
            let once = times.iter().skip(1).filter(|times| **times == 1).count();
            once as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "only the first list", |lists, rows| {
            let films = distinct(&lists[..lists.len().min(1)]).filter(|film| *film > 0);
            films.count() as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "this is a number of films", |lists, _| {
            distinct(lists).filter(|film| *film > 0).count() as f32
        }),
        wrong!(coverage: "on no list", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            (rows.max(1) - 1 - listed) as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "a share of the places", |lists, _| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            listed as f32 / lists.iter().flatten().count().max(1) as f32
        }),
        wrong!(coverage: "in percent", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            100.0 * listed as f32 / (rows.max(2) - 1) as f32
        }),
        wrong!(coverage: "0 / 0", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            listed as f32 / rows.saturating_sub(1) as f32
        }),
        wrong!(coverage: "no row at all", |lists, rows| {
            let listed = distinct(lists).filter(|film| *film > 0).count();
            match rows - 1 {
                0 => 0.0,
                films => listed as f32 / films as f32,
            }
        }),
        wrong!(rerank_for_diversity: "the most relevant films", |relevance, _, _, k| {
            chosen(relevance.len(), k, |film, _| relevance[film])
        }),
        wrong!(rerank_for_diversity: "the weights are swapped", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                lambda * relevance[film] - (1.0 - lambda) * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "likeness is added", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] + lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "no weight", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "added up", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let sum: f32 = chosen.iter().map(|&other| likeness[film][other]).sum();
                (1.0 - lambda) * relevance[film] - lambda * sum
            })
        }),
        wrong!(rerank_for_diversity: "the mean likeness", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let sum: f32 = chosen.iter().map(|&other| likeness[film][other]).sum();
                (1.0 - lambda) * relevance[film] - lambda * sum / chosen.len() as f32
            })
        }),
        wrong!(rerank_for_diversity: "the least alike", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                let least = chosen.iter().map(|&other| likeness[film][other]).reduce(f32::min);
                (1.0 - lambda) * relevance[film] - lambda * least.unwrap()
            })
        }),
        wrong!(rerank_for_diversity: "likeness to the first film", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * likeness[film][chosen[0]]
            })
        }),
        wrong!(rerank_for_diversity: "the film chosen last", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * likeness[film][*chosen.last().unwrap()]
            })
        }),
        wrong!(rerank_for_diversity: "films that are not chosen", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, _| {
                let others: Vec<usize> = (0..relevance.len()).filter(|&i| i != film).collect();
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], &others)
            })
        }),
        wrong!(rerank_for_diversity: "start the maximum lower", |relevance, likeness, lambda, k| {
            reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen).max(0.0)
            })
        }),
        wrong!(rerank_for_diversity: "must be the most relevant", |relevance, likeness, lambda, k| {
            chosen(relevance.len(), k, |film, chosen| match chosen {
                [] => (1.0 - lambda) * relevance[film],
                _ => (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen),
            })
        }),
        wrong!(rerank_for_diversity: "the lower number", |relevance, likeness, lambda, k| {
            let backwards: Vec<f32> = relevance.iter().rev().copied().collect();
            let last = relevance.len().max(1) - 1;
            let list = reranked(&backwards, k, |film, chosen| {
                let chosen: Vec<usize> = chosen.iter().map(|film| last - film).collect();
                (1.0 - lambda) * backwards[film] - lambda * most(&likeness[last - film], &chosen)
            });
            list.into_iter().map(|film| last - film).collect()
        }),
        wrong!(rerank_for_diversity: "chosen again", |relevance, likeness, lambda, k| {
            let mut list = reranked(relevance, k.min(1), |_, _| 0.0);
            while (1..k).contains(&list.len()) {
                list.extend(chosen(relevance.len(), 1, |film, _| {
                    (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], &list)
                }));
            }
            list
        }),
        wrong!(rerank_for_diversity: "one too many", |relevance, likeness, lambda, k| {
            reranked(relevance, k + 1, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "one too few", |relevance, likeness, lambda, k| {
            reranked(relevance, k.max(1) - 1, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            })
        }),
        wrong!(rerank_for_diversity: "fewer than `k` films", |relevance, likeness, lambda, k| {
            let list = reranked(relevance, k, |film, chosen| {
                (1.0 - lambda) * relevance[film] - lambda * most(&likeness[film], chosen)
            });
            list[..k].to_vec()
        }),
        wrong!(fold_in_item: "this is the prior", |_, _, _, prior, _, _| {
            (prior.0.clone(), prior.1)
        }),
        wrong!(fold_in_item: "only the step", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), (&(prior.0 * 0.0), 0.0))
        }),
        wrong!(fold_in_item: "pull towards the prior", |users, biases, mean, prior, ratings, ridge| {
            let zero = (&(prior.0 * 0.0), 0.0);
            stepped(&item_step(users, biases, mean, zero, ratings, ridge, 1.0), zero)
        }),
        wrong!(fold_in_item: "the mean is not subtracted", |users, biases, _, prior, ratings, ridge| {
            stepped(&item_step(users, biases, 0.0, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "users' biases are not", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, &(biases * 0.0), mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "prior's bias is not", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, (prior.0, 0.0), ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "vector is left out", |users, biases, mean, prior, ratings, ridge| {
            let forgotten = (&(prior.0 * 0.0), prior.1);
            stepped(&item_step(users, biases, mean, forgotten, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "append a 1", |users, biases, mean, prior, ratings, ridge| {
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 0.0), prior)
        }),
        wrong!(fold_in_item: "must end with a 1", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let (raters, n): (Vec<usize>, _) = (ratings.iter().map(|r| r.0).collect(), x.ncols() - 1);
            let mut x = x;
            raters.iter().enumerate().for_each(|(i, &user)| x[(i, n)] = biases[user]);
            stepped(&solved(&x, &y, ridge), prior)
        }),
        wrong!(fold_in_item: "has no ridge", |users, biases, mean, prior, ratings, ridge| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let n = x.ncols();
            let mut system = x.tr_mul(&x) + DMatrix::identity(n, n) * ridge;
            system[(n - 1, n - 1)] -= ridge;
            stepped(&system.lu().solve(&x.tr_mul(&y)).unwrap_or(DVector::zeros(n)), prior)
        }),
        wrong!(fold_in_item: "the ridge is left out", |users, biases, mean, prior, ratings, _| {
            let (x, y) = item_equations(users, biases, mean, prior, ratings);
            let step = x.tr_mul(&x).lu().solve(&x.tr_mul(&y));
            stepped(&step.unwrap_or(DVector::from_element(x.ncols(), f64::NAN)), prior)
        }),
        wrong!(fold_in_item: "once for each rating", |users, biases, mean, prior, ratings, ridge| {
            let ridge = ridge * ratings.len().max(1) as f64;
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "counts once", |users, biases, mean, prior, ratings, ridge| {
            let last: std::collections::BTreeMap<usize, f64> = ratings.iter().copied().collect();
            let last: Vec<(usize, f64)> = last.into_iter().collect();
            stepped(&item_step(users, biases, mean, prior, &last, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "the wrong way", |users, biases, mean, prior, ratings, ridge| {
            stepped(&-item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(fold_in_item: "without any rating", |users, biases, mean, prior, ratings, ridge| {
            assert!(!ratings.is_empty());
            stepped(&item_step(users, biases, mean, prior, ratings, ridge, 1.0), prior)
        }),
        wrong!(split_by_time: "changed places", |times, share| {
            let (train, valid) = split(times, moment(times, asked(times, share)), |a, b| a >= b);
            (valid, train)
        }),
        wrong!(split_by_time: "on both sides", |times, share| {
            let latest = in_time(times).split_off(times.len() - asked(times, share));
            (0..times.len()).partition(|row| !latest.contains(row))
        }),
        wrong!(split_by_time: "are in training", |times, share| {
            split(times, moment(times, asked(times, share)), |a, b| a > b)
        }),
        wrong!(split_by_time: "the earliest ratings", |times, share| {
            let rest = in_time(times).split_off(asked(times, share));
            (0..times.len()).partition(|row| rest.contains(row))
        }),
        wrong!(split_by_time: "the last rows", |times, share| {
            let boundary = times.len() - asked(times, share);
            ((0..boundary).collect(), (boundary..times.len()).collect())
        }),
        wrong!(split_by_time: "rounded down", |times, share| {
            split(times, moment(times, (times.len() as f64 * share) as usize), |a, b| a >= b)
        }),
        wrong!(split_by_time: "rounded up", |times, share| {
            let asked = (times.len() as f64 * share).ceil() as usize;
            split(times, moment(times, asked), |a, b| a >= b)
        }),
        wrong!(split_by_time: "that of training", |times, share| {
            split(times, moment(times, times.len() - asked(times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "in the order of time;", |times, share| {
            let moment = moment(times, asked(times, share));
            in_time(times).into_iter().partition(|&row| moment.is_none_or(|m| times[row] < m))
        }),
        wrong!(split_by_time: "places in the order", |times, share| {
            let mut times = times.to_vec();
            times.sort_unstable();
            split(&times, moment(&times, asked(&times, share)), |a, b| a >= b)
        }),
        wrong!(split_by_time: "rounded to floating-point", |times, share| {
            let moment = moment(times, asked(times, share));
            split(times, moment, |a, b| a as f32 >= b as f32)
        }),
        wrong!(split_by_time: "a side may be empty", |times, share| {
            let moment = times[in_time(times)[times.len() - asked(times, share)]];
            split(times, Some(moment), |a, b| a >= b)
        }),
    ]
}

/// How many ratings a share asks for.
fn asked(times: &[i64], share: f64) -> usize {
    (times.len() as f64 * share).round() as usize
}

/// The rows in the order of time.
fn in_time(times: &[i64]) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..times.len()).collect();
    rows.sort_by_key(|&row| times[row]);
    rows
}

/// When the latest ratings begin.
fn moment(times: &[i64], asked: usize) -> Option<i64> {
    in_time(times).get(times.len() - asked).map(|&row| times[row])
}

/// Rows for training and rows for validation, those for which `is_valid(time, moment)` holds.
fn split(
    times: &[i64],
    moment: Option<i64>,
    is_valid: fn(i64, i64) -> bool,
) -> (Vec<usize>, Vec<usize>) {
    (0..times.len()).partition(|&row| !moment.is_some_and(|moment| is_valid(times[row], moment)))
}

/// Rows `(user, 1)` and what the prior leaves of each rating.
fn item_equations(
    users: &DMatrix<f64>,
    biases: &DVector<f64>,
    mean: f64,
    (vector, bias): (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
) -> (DMatrix<f64>, DVector<f64>) {
    let (x, mut y) = equations(users, ratings);
    y -= &x * vector;
    for (y, &(user, _)) in y.iter_mut().zip(ratings) {
        *y -= mean + biases[user] + bias;
    }
    (x.insert_column(vector.len(), 1.0), y)
}

/// The step away from the prior, with `last` in the place of the ones.
fn item_step(
    users: &DMatrix<f64>,
    biases: &DVector<f64>,
    mean: f64,
    prior: (&DVector<f64>, f64),
    ratings: &[(usize, f64)],
    ridge: f64,
    last: f64,
) -> DVector<f64> {
    let (mut x, y) = item_equations(users, biases, mean, prior, ratings);
    x.column_mut(prior.0.len()).fill(last);
    solved(&x, &y, ridge)
}

fn stepped(step: &DVector<f64>, (vector, bias): (&DVector<f64>, f64)) -> (DVector<f64>, f64) {
    let n = vector.len();
    (vector + step.rows(0, n), bias + step[n])
}

/// What the answers to `next_question` are given, but for who knows what.
struct Newcomer<'a> {
    films: &'a DMatrix<f64>,
    c: &'a DMatrix<f64>,
    asked: &'a [usize],
    noise: f64,
}

impl Newcomer<'_> {
    /// `x_i · C x_q` for every film.
    fn shared(&self, q: usize) -> DVector<f64> {
        self.films * (self.c * self.films.row(q).transpose())
    }

    fn shrinks(&self, q: usize) -> f64 {
        let shared = self.shared(q);
        (shared.norm_squared() - shared[0] * shared[0]) / (self.noise + shared[q])
    }

    /// The first of the films that have not been asked about for which something is highest.
    fn best(&self, worth: impl Fn(usize) -> f64) -> Option<usize> {
        let open = (1..self.films.nrows()).rev().filter(|film| !self.asked.contains(film));
        open.max_by(|&a, &b| worth(a).total_cmp(&worth(b)))
    }
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

/// All films on the lists, each once.
fn distinct(lists: &[Vec<usize>]) -> impl Iterator<Item = usize> + use<> {
    lists.iter().flatten().copied().collect::<BTreeSet<usize>>().into_iter()
}

/// The likeness to the most alike of the chosen films.
fn most(likeness: &[f32], chosen: &[usize]) -> f32 {
    chosen.iter().map(|&other| likeness[other]).fold(f32::NEG_INFINITY, f32::max)
}

/// The most relevant film, and then those with the highest values.
fn reranked(relevance: &[f32], k: usize, value: impl Fn(usize, &[usize]) -> f32) -> Vec<usize> {
    chosen(relevance.len(), k, |film, chosen| match chosen {
        [] => relevance[film],
        _ => value(film, chosen),
    })
}

/// Film after film, the one left with the highest value.
fn chosen(n: usize, k: usize, value: impl Fn(usize, &[usize]) -> f32) -> Vec<usize> {
    let mut list = Vec::new();
    while list.len() < k.min(n) {
        let mut best = None;
        for film in (0..n).filter(|film| !list.contains(film)) {
            let value = value(film, &list);
            if best.is_none_or(|(_, highest)| value > highest) {
                best = Some((film, value));
            }
        }
        list.extend(best.map(|(film, _)| film));
    }
    list
}
