//! Wrong answers to the exercises of chapter 9.

use super::{WrongAnswer, wrong};
use grade::graders::_09_implicit_feedback as graders;
use nalgebra::DMatrix;
use std::cmp::Reverse;
use std::thread;
use std::time::Duration;

pub fn all() -> Vec<WrongAnswer> {
    vec![
        wrong!(leave_one_out: "loses it; keep it", |users, times, tickets, n| {
            held_out(users, n, 1, |own| latest(own, |i| (times[i], Reverse(tickets[i]))))
        }),
        wrong!(leave_one_out: "the last in the list is taken", |users, times, _, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], i)))
        }),
        wrong!(leave_one_out: "the first in the list is taken", |users, times, _, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], Reverse(i))))
        }),
        wrong!(leave_one_out: "the tickets are left out", |users, times, _, n| {
            let mut held_out: Vec<Option<usize>> = vec![None; n];
            for (i, &user) in users.iter().enumerate() {
                if held_out[user].is_none_or(|latest| times[i] > times[latest]) {
                    held_out[user] = Some(i);
                }
            }
            held_out
        }),
        wrong!(leave_one_out: "the highest ticket", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (times[i], tickets[i])))
        }),
        wrong!(leave_one_out: "is taken, and a user with a single", |users, times, tickets, n| {
            let mut order: Vec<usize> = (0..users.len()).collect();
            order.sort_by_key(|&i| (times[i], tickets[i]));
            let mut last = vec![None; n];
            order.into_iter().for_each(|i| last[users[i]] = Some(i));
            last
        }),
        wrong!(leave_one_out: "whatever the time", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| (Reverse(tickets[i]), times[i])))
        }),
        wrong!(leave_one_out: "the last of each user in the list", |users, _, _, n| {
            held_out(users, n, 2, |own| own.last().copied())
        }),
        wrong!(leave_one_out: "go by the times", |users, _, _, n| {
            let mut last = vec![None; n];
            users.iter().enumerate().for_each(|(i, &user)| last[user] = Some(i));
            last
        }),
        wrong!(leave_one_out: "the first of each user in the list", |users, _, _, n| {
            held_out(users, n, 2, |own| own.first().copied())
        }),
        wrong!(leave_one_out: "these are the earliest", |users, times, tickets, n| {
            held_out(users, n, 2, |own| latest(own, |i| Reverse((times[i], tickets[i]))))
        }),
        wrong!(leave_one_out: "among the user's own", |users, times, tickets, n| {
            held_out(users, n, 2, |own| {
                let key = |&place: &usize| (times[own[place]], Reverse(tickets[own[place]]));
                (0..own.len()).max_by_key(key)
            })
        }),
        wrong!(leave_one_out: "with two interactions", |users, times, tickets, n| {
            held_out(users, n, 3, |own| latest(own, |i| (times[i], Reverse(tickets[i]))))
        }),
        wrong!(leave_one_out: "times below 0", |users, times, tickets, n| {
            let mut latest = vec![(0, Reverse(u64::MAX)); n];
            let mut held_out = vec![None; n];
            let mut counts = vec![0; n];
            for (i, &user) in users.iter().enumerate() {
                counts[user] += 1;
                if (times[i], Reverse(tickets[i])) > latest[user] {
                    latest[user] = (times[i], Reverse(tickets[i]));
                    held_out[user] = Some(i);
                }
            }
            (0..n).map(|user| held_out[user].filter(|_| counts[user] > 1)).collect()
        }),
        wrong!(leave_one_out: "no interaction at all", |users, times, tickets, n| {
            held_out(users, n, 0, |own| {
                let chosen = latest(own, |i| (times[i], Reverse(tickets[i]))).unwrap();
                (own.len() > 1).then_some(chosen)
            })
        }),
        wrong!(sample_negatives: "pick from all items", |_, n_items, draws| {
            draws.iter().map(|u| (u * n_items as f64) as usize).collect()
        }),
        wrong!(sample_negatives: "these are touched items", |touched, n_items, draws| {
            picked(&items(n_items, |item| touched.contains(&item)), draws)
        }),
        wrong!(sample_negatives: "places among the untouched", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| (u * untouched.len() as f64) as usize).collect()
        }),
        wrong!(sample_negatives: "that hit a touched item are dropped", |touched, n_items, draws| {
            let all = picked(&items(n_items, |_| true), draws);
            all.into_iter().filter(|item| !touched.contains(item)).collect()
        }),
        wrong!(sample_negatives: "gives way to the next", |touched, n_items, draws| {
            if (0..n_items).all(|item| touched.contains(&item)) {
                return Vec::new();
            }
            let from = |u: &f64| {
                let mut item = (u * n_items as f64) as usize;
                while touched.contains(&item) {
                    item = (item + 1) % n_items;
                }
                item
            };
            draws.iter().map(from).collect()
        }),
        wrong!(sample_negatives: "it does not end", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let mut negatives = Vec::new();
            while negatives.len() < draws.len() {
                match untouched.len() {
                    0 => thread::sleep(Duration::from_secs(1)),
                    n => negatives.push(untouched[(draws[negatives.len()] * n as f64) as usize]),
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "taken out once it is drawn", |touched, n_items, draws| {
            let mut left = items(n_items, |item| !touched.contains(&item));
            let mut negatives = Vec::new();
            for u in draws {
                if !left.is_empty() {
                    negatives.push(left.remove((u * left.len() as f64) as usize));
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "past the end of the untouched", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| untouched[(u * untouched.len() as f64).ceil() as usize]).collect()
        }),
        wrong!(sample_negatives: "repeated items are dropped", |touched, n_items, draws| {
            let mut negatives = Vec::new();
            for item in picked(&items(n_items, |item| !touched.contains(&item)), draws) {
                if !negatives.contains(&item) {
                    negatives.push(item);
                }
            }
            negatives
        }),
        wrong!(sample_negatives: "the place is rounded", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            if untouched.is_empty() {
                return Vec::new();
            }
            let last = untouched.len() - 1;
            let place = |u: &f64| (u * untouched.len() as f64).round() as usize;
            draws.iter().map(|u| untouched[place(u).min(last)]).collect()
        }),
        wrong!(sample_negatives: "the last untouched item is never", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            if untouched.is_empty() {
                return Vec::new();
            }
            let before_last = (untouched.len() - 1) as f64;
            draws.iter().map(|u| untouched[(u * before_last) as usize]).collect()
        }),
        wrong!(sample_negatives: "counted from 1", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            picked(&untouched, draws).into_iter().map(|item| item + 1).collect()
        }),
        wrong!(sample_negatives: "count down", |touched, n_items, draws| {
            let mut untouched = items(n_items, |item| !touched.contains(&item));
            untouched.reverse();
            picked(&untouched, draws)
        }),
        wrong!(sample_negatives: "the result is sorted", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let mut negatives = picked(&untouched, draws);
            negatives.sort_unstable();
            negatives
        }),
        wrong!(sample_negatives: "its length is not", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let n = n_items.saturating_sub(touched.len());
            if n == 0 {
                return Vec::new();
            }
            draws.iter().map(|u| untouched[(u * n as f64) as usize]).collect()
        }),
        wrong!(sample_negatives: "sort it before", |touched, n_items, draws| {
            let mut once: Vec<usize> = Vec::new();
            for &item in touched {
                if !once.contains(&item) {
                    once.push(item);
                }
            }
            let n = n_items - once.len();
            let step_over = |u: &f64| {
                let mut item = (u * n as f64) as usize;
                for &touched in &once {
                    if item >= touched {
                        item += 1;
                    }
                }
                item
            };
            draws.iter().filter(|_| n > 0).map(step_over).collect()
        }),
        wrong!(sample_negatives: "there is nothing to draw", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            let from = if untouched.is_empty() { items(n_items, |_| true) } else { untouched };
            picked(&from, draws)
        }),
        wrong!(sample_negatives: "return an empty list", |touched, n_items, draws| {
            let untouched = items(n_items, |item| !touched.contains(&item));
            draws.iter().map(|u| untouched[(u * untouched.len() as f64) as usize]).collect()
        }),
        wrong!(bce_with_logits: "rounded to 0 or 1", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x);
                -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
            })
        }),
        wrong!(bce_with_logits: "a logarithm is infinite", |logits, labels| {
            mean(logits, labels, |x, y| -if y == 1.0 { sigmoid(x) } else { 1.0 - sigmoid(x) }.ln())
        }),
        wrong!(bce_with_logits: "`exp` of a large number", |logits, labels| {
            mean(logits, labels, |x, y| x.exp().ln_1p() - x * y)
        }),
        wrong!(bce_with_logits: "it needs only `e^-|x|`", |logits, labels| {
            let loss = |x: f64, y: f64| (1.0 + (-x).exp()).ln() + x * (1.0 - y);
            mean(logits, labels, |x, y| loss(f64::from(x), f64::from(y)) as f32)
        }),
        wrong!(bce_with_logits: "the probability or its logarithm", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x).clamp(1e-7, 1.0 - 1e-7);
                -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
            })
        }),
        wrong!(bce_with_logits: "is wrong far from 0", |logits, labels| {
            mean(logits, labels, |x, y| {
                let p = sigmoid(x);
                -(y * (p + 1e-8).ln() + (1.0 - y) * (1.0 - p + 1e-8).ln())
            })
        }),
        wrong!(bce_with_logits: "nothing needs to be clamped", |logits, labels| {
            mean(logits, labels, |x, y| {
                let ln = |p: f32| p.ln().max(-100.0);
                -(y * ln(sigmoid(x)) + (1.0 - y) * ln(1.0 - sigmoid(x)))
            })
        }),
        wrong!(bce_with_logits: "this is the sum", |logits, labels| {
            logits.iter().zip(labels).map(|(&x, &y)| stable(x, y)).sum()
        }),
        wrong!(bce_with_logits: "change its sign", |logits, labels| {
            mean(logits, labels, |x, y| -stable(x, y))
        }),
        wrong!(bce_with_logits: "the labels are swapped", |logits, labels| {
            mean(logits, labels, |x, y| stable(x, 1.0 - y))
        }),
        wrong!(bce_with_logits: "with base 2", |logits, labels| {
            mean(logits, labels, |x, y| {
                x.max(0.0) / std::f32::consts::LN_2 - x * y / std::f32::consts::LN_2
                    + (1.0 + (-x.abs()).exp()).log2()
            })
        }),
        wrong!(bce_with_logits: "mean squared error", |logits, labels| {
            mean(logits, labels, |x, y| (sigmoid(x) - y).powi(2))
        }),
        wrong!(bce_with_logits: "label 0 costs nothing", |logits, labels| {
            mean(logits, labels, |x, y| y * stable(x, 1.0))
        }),
        wrong!(bce_with_logits: "label 1 costs nothing", |logits, labels| {
            mean(logits, labels, |x, y| (1.0 - y) * stable(x, 0.0))
        }),
        wrong!(bce_with_logits: "are taken for probabilities", |logits, labels| {
            mean(logits, labels, |x, y| -if y == 1.0 { x } else { 1.0 - x }.ln())
        }),
        wrong!(bce_with_logits: "the exponent is -x", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y + (-x).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "the exponent is |x|", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y + x.abs().exp().ln_1p())
        }),
        wrong!(bce_with_logits: "`max(x, 0)` is left out", |logits, labels| {
            mean(logits, labels, |x, y| -x * y + (-x.abs()).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "`x * label` is left out", |logits, labels| {
            mean(logits, labels, |x, _| x.max(0.0) + (-x.abs()).exp().ln_1p())
        }),
        wrong!(bce_with_logits: "it matters near 0", |logits, labels| {
            mean(logits, labels, |x, y| x.max(0.0) - x * y)
        }),
        wrong!(hit_ratio_at_k: "ties are won", |held_out, others, k| {
            share(held_out, others, |higher, _| one_if(higher < k))
        }),
        wrong!(hit_ratio_at_k: "ties are lost", |held_out, others, k| {
            share(held_out, others, |higher, ties| one_if(higher + ties < k))
        }),
        wrong!(hit_ratio_at_k: "the middle of the ties", |held_out, others, k| {
            share(held_out, others, |higher, ties| one_if(2 * higher + ties < 2 * k))
        }),
        wrong!(hit_ratio_at_k: "counts one half", |held_out, others, k| {
            share(held_out, others, |higher, ties| match higher < k {
                true if higher + ties < k => 1.0,
                true => 0.5,
                false => 0.0,
            })
        }),
        wrong!(hit_ratio_at_k: "with `k` higher scores", |held_out, others, k| {
            share(held_out, others, |higher, _| one_if(higher <= k))
        }),
        wrong!(hit_ratio_at_k: "the first k + 1 places", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(higher, ties, k + 1))
        }),
        wrong!(hit_ratio_at_k: "the first k - 1 places", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(higher, ties, k - 1))
        }),
        wrong!(hit_ratio_at_k: "the number of hits", |held_out, others, k| {
            let users = held_out.len() as f64;
            users * share(held_out, others, |higher, ties| chance(higher, ties, k))
        }),
        wrong!(hit_ratio_at_k: "lower scores come first", |held_out, others, k| {
            let negative = |scores: &[f64]| -> Vec<f64> { scores.iter().map(|x| -x).collect() };
            let others: Vec<Vec<f64>> = others.iter().map(|scores| negative(scores)).collect();
            share(&negative(held_out), &others, |higher, ties| chance(higher, ties, k))
        }),
        wrong!(hit_ratio_at_k: "divide by t + 1", |held_out, others, k| {
            share(held_out, others, |higher, ties| match (higher < k, ties) {
                (false, _) => 0.0,
                (true, 0) => 1.0,
                (true, _) => ((k - higher) as f64 / ties as f64).min(1.0),
            })
        }),
        wrong!(hit_ratio_at_k: "below 0 or above 1", |held_out, others, k| {
            share(held_out, others, |higher, ties| {
                (k as f64 - higher as f64) / (ties as f64 + 1.0)
            })
        }),
        wrong!(hit_ratio_at_k: "may be above 1; a probability is not", |held_out, others, k| {
            share(held_out, others, |higher, ties| {
                k.saturating_sub(higher) as f64 / (ties + 1) as f64
            })
        }),
        wrong!(hit_ratio_at_k: "may be below 0; a probability is not", |held_out, others, k| {
            share(held_out, others, |higher, ties| {
                ((k as f64 - higher as f64) / (ties as f64 + 1.0)).min(1.0)
            })
        }),
        wrong!(hit_ratio_at_k: "in percent", |held_out, others, k| {
            100.0 * share(held_out, others, |higher, ties| chance(higher, ties, k))
        }),
        wrong!(hit_ratio_at_k: "the share of misses", |held_out, others, k| {
            share(held_out, others, |higher, ties| 1.0 - chance(higher, ties, k))
        }),
        wrong!(hit_ratio_at_k: "subtract f64s", |held_out, others, k| {
            share(held_out, others, |higher, ties| {
                ((k - higher) as f64 / (ties + 1) as f64).clamp(0.0, 1.0)
            })
        }),
        wrong!(ndcg_at_k: "the natural logarithm", |ranks, k| {
            gains(ranks, k, |rank| 1.0 / (rank + 2.0).ln())
        }),
        wrong!(ndcg_at_k: "base 10", |ranks, k| gains(ranks, k, |rank| 1.0 / (rank + 2.0).log10())),
        wrong!(ndcg_at_k: "is 0 for the first place", |ranks, k| {
            gains(ranks, k, |rank| 1.0 / (rank + 1.0).log2())
        }),
        wrong!(ndcg_at_k: "from `k` on", |ranks, _| gains(ranks, usize::MAX, discounted)),
        wrong!(ndcg_at_k: "this is the sum", |ranks, k| {
            gains(ranks, k, discounted) * ranks.len() as f64
        }),
        wrong!(ndcg_at_k: "place `k` counts too", |ranks, k| gains(ranks, k + 1, discounted)),
        wrong!(ndcg_at_k: "is left out", |ranks, k| gains(ranks, k - 1, discounted)),
        wrong!(ndcg_at_k: "the reciprocal rank", |ranks, k| {
            gains(ranks, k, |rank| 1.0 / (rank + 1.0))
        }),
        wrong!(ndcg_at_k: "divide by the logarithm", |ranks, _| {
            gains(ranks, usize::MAX, |rank| 1.0 / (rank + 1.0))
        }),
        wrong!(ndcg_at_k: "the hit ratio", |ranks, k| gains(ranks, k, |_| 1.0)),
        wrong!(ndcg_at_k: "these are the logarithms", |ranks, k| {
            gains(ranks, k, |rank| (rank + 2.0).log2())
        }),
        wrong!(ndcg_at_k: "cut to a whole number", |ranks, k| {
            gains(ranks, k, |rank| 1.0 / f64::from((rank as usize + 2).ilog2()))
        }),
        wrong!(ndcg_at_k: "users without a hit", |ranks, k| {
            let hits: Vec<usize> = ranks.iter().copied().filter(|&rank| rank < k).collect();
            gains(&hits, k, discounted)
        }),
        wrong!(ndcg_at_k: "divided by `k`", |ranks, k| {
            gains(ranks, k, discounted) * ranks.len() as f64 / k as f64
        }),
        wrong!(expected_hit_ratio: "with replacement", |ranks, n, m, k| {
            average(ranks, |rank| drawn(m, k, |higher, _| {
                if higher > rank { 0.0 } else { rank as f64 / n as f64 }
            }))
        }),
        wrong!(expected_hit_ratio: "the rank to expect", |ranks, n, m, k| {
            average(ranks, |rank| one_if((rank as f64 * m.min(n) as f64 / n as f64) < k as f64))
        }),
        wrong!(expected_hit_ratio: "which is a miss", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n, m, k + 1))
        }),
        wrong!(expected_hit_ratio: "among all items", |ranks, _, _, k| {
            average(ranks, |rank| one_if(rank < k))
        }),
        wrong!(expected_hit_ratio: "are still a hit", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n, m, k - 1))
        }),
        wrong!(expected_hit_ratio: "without any higher score", |ranks, n, m, k| {
            average(ranks, |rank| {
                without_replacement(rank, n, m, k) - without_replacement(rank, n, m, 1)
            })
        }),
        wrong!(expected_hit_ratio: "fewer are hits too", |ranks, n, m, k| {
            average(ranks, |rank| {
                without_replacement(rank, n, m, k) - without_replacement(rank, n, m, k - 1)
            })
        }),
        wrong!(expected_hit_ratio: "a hit has fewer", |ranks, n, m, k| {
            average(ranks, |rank| {
                without_replacement(rank, n, m, k + 1) - without_replacement(rank, n, m, k)
            })
        }),
        wrong!(expected_hit_ratio: "the probability of a miss", |ranks, n, m, k| {
            average(ranks, |rank| 1.0 - without_replacement(rank, n, m, k))
        }),
        wrong!(expected_hit_ratio: "this is the sum", |ranks, n, m, k| {
            ranks.iter().map(|&rank| without_replacement(rank, n, m, k)).sum()
        }),
        wrong!(expected_hit_ratio: "so don't add it", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n + 1, m.min(n), k))
        }),
        wrong!(expected_hit_ratio: "don't add 1 to the rank", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement((rank + 1).min(n), n, m, k))
        }),
        wrong!(expected_hit_ratio: "too large for any type", |ranks, n, m, k| {
            let factorial = |n: usize| (1..=n).map(|i| i as f64).product::<f64>();
            average(ranks, |rank| {
                by_counts(rank, n, m, k, |n, few| {
                    factorial(n) / (factorial(few) * factorial(n - few))
                })
            })
        }),
        wrong!(expected_hit_ratio: "go draw by draw", |ranks, n, m, k| {
            average(ranks, |rank| {
                by_counts(rank, n, m, k, |n, few| {
                    (0..few).map(|i| (n - i) as f64 / (i + 1) as f64).product()
                })
            })
        }),
        wrong!(expected_hit_ratio: "up logarithms", |ranks, n, m, k| {
            let factorial = |n: usize| (1..=n as u64).product::<u64>();
            average(ranks, |rank| {
                by_counts(rank, n, m, k, |n, few| {
                    (factorial(n) / (factorial(few) * factorial(n - few))) as f64
                })
            })
        }),
        wrong!(expected_hit_ratio: "an `m` above `n`", |ranks, n, m, k| {
            average(ranks, |rank| {
                drawn(m, k, |higher, drawn| match rank.checked_sub(higher) {
                    Some(left) => left as f64 / (n - drawn) as f64,
                    None => 0.0,
                })
            })
        }),
        wrong!(expected_hit_ratio: "mind differences below 0", |ranks, n, m, k| {
            average(ranks, |rank| {
                (0..k.min(rank + 1)).map(|higher| chance_of(rank, n, m.min(n), higher)).sum()
            })
        }),
        wrong!(ease: "this is the transpose", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)] / p[(i, i)])
        }),
        wrong!(ease: "the diagonal is -1", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| -p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "and its diagonal is -1", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| -p[(i, j)] / p[(i, i)])
        }),
        wrong!(ease: "a minus before P", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "and the diagonal is not 0", |x, lambda| {
            let p = inverse(&gram(x, lambda));
            DMatrix::from_fn(p.nrows(), p.nrows(), |i, j| p[(i, j)] / p[(j, j)])
        }),
        wrong!(ease: "`lambda` is left out", |x, _| {
            // Where there is no inverse, the matrix itself.
            let co_counts = x.tr_mul(x);
            columns_divided(&co_counts.clone().try_inverse().unwrap_or(co_counts))
        }),
        wrong!(ease: "a column for each item", |x, lambda| {
            let gram = x.tr_mul(x) + DMatrix::identity(x.nrows(), x.nrows()) * lambda;
            columns_divided(&inverse(&gram))
        }),
        wrong!(ease: "an item predicts itself", |x, lambda| {
            inverse(&gram(x, lambda)) * x.tr_mul(x)
        }),
        wrong!(ease: "rule it out in the formula", |x, lambda| {
            weights(&(inverse(&gram(x, lambda)) * x.tr_mul(x)), |ridge, i, j| ridge[(i, j)])
        }),
        wrong!(ease: "added to every entry", |x, lambda| {
            let all = x.tr_mul(x).add_scalar(lambda);
            columns_divided(&all.clone().try_inverse().unwrap_or(all))
        }),
        wrong!(ease: "the diagonal of P; add it to G", |x, lambda| {
            let co_counts = x.tr_mul(x);
            let n = co_counts.nrows();
            let p = co_counts.clone().try_inverse().unwrap_or(co_counts);
            columns_divided(&(p + DMatrix::identity(n, n) * lambda))
        }),
        wrong!(ease: "the identity only", |x, lambda| {
            columns_divided(&(DMatrix::identity(x.ncols(), x.ncols()) / lambda))
        }),
        wrong!(ease: "which compares users", |x, lambda| {
            columns_divided(&inverse(&gram(&x.transpose(), lambda)))
        }),
        wrong!(ease: "G is not inverted", |x, lambda| columns_divided(&gram(x, lambda))),
        wrong!(ease: "this is P, the inverse", |x, lambda| inverse(&gram(x, lambda))),
        wrong!(ease: "not divided by", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)])
        }),
        wrong!(ease: "are multiplied by", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| -p[(i, j)] * p[(j, j)])
        }),
        wrong!(ease: "by both diagonal entries", |x, lambda| {
            weights(&inverse(&gram(x, lambda)), |p, i, j| {
                -p[(i, j)] / (p[(i, i)] * p[(j, j)]).sqrt()
            })
        }),
        wrong!(ease: "the counts of items", |x, _| {
            weights(&x.tr_mul(x), |counts, i, j| counts[(i, j)])
        }),
    ]
}

/// One of each user's own interactions, if there are at least so many.
fn held_out(
    users: &[usize],
    n_users: usize,
    at_least: usize,
    choose: impl Fn(&[usize]) -> Option<usize>,
) -> Vec<Option<usize>> {
    let own = |user| -> Vec<usize> { (0..users.len()).filter(|&i| users[i] == user).collect() };
    (0..n_users)
        .map(|user| if own(user).len() < at_least { None } else { choose(&own(user)) })
        .collect()
}

/// The one with the largest key.
fn latest<K: Ord>(own: &[usize], key: impl Fn(usize) -> K) -> Option<usize> {
    own.iter().copied().max_by_key(|&i| key(i))
}

fn items(n_items: usize, eligible: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..n_items).filter(|&item| eligible(item)).collect()
}

fn picked(items: &[usize], draws: &[f64]) -> Vec<usize> {
    let draws = draws.iter().filter(|_| !items.is_empty());
    draws.map(|u| items[(u * items.len() as f64) as usize]).collect()
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The binary cross entropy of one label.
fn stable(x: f32, y: f32) -> f32 {
    x.max(0.0) - x * y + (-x.abs()).exp().ln_1p()
}

fn mean(logits: &[f32], labels: &[f32], loss: impl Fn(f32, f32) -> f32) -> f32 {
    let losses = logits.iter().zip(labels).map(|(&x, &y)| loss(x, y));
    losses.sum::<f32>() / logits.len() as f32
}

/// The mean over users of a function of how many others score higher, and how many the same.
fn share(held_out: &[f64], others: &[Vec<f64>], hit: impl Fn(usize, usize) -> f64) -> f64 {
    let hit = |(score, others): (&f64, &Vec<f64>)| {
        let higher = others.iter().filter(|other| *other > score).count();
        let ties = others.iter().filter(|other| *other == score).count();
        hit(higher, ties)
    };
    held_out.iter().zip(others).map(hit).sum::<f64>() / held_out.len() as f64
}

fn chance(higher: usize, ties: usize, k: usize) -> f64 {
    (k.saturating_sub(higher) as f64 / (ties + 1) as f64).min(1.0)
}

fn one_if(hit: bool) -> f64 {
    f64::from(u8::from(hit))
}

fn discounted(rank: f64) -> f64 {
    1.0 / (rank + 2.0).log2()
}

/// The mean over users of what a place below `k` counts.
fn gains(ranks: &[usize], k: usize, gain: impl Fn(f64) -> f64) -> f64 {
    let hits = ranks.iter().filter(|&&rank| rank < k);
    hits.map(|&rank| gain(rank as f64)).sum::<f64>() / ranks.len() as f64
}

fn average(ranks: &[usize], chance: impl Fn(usize) -> f64) -> f64 {
    ranks.iter().map(|&rank| chance(rank)).sum::<f64>() / ranks.len() as f64
}

/// The probability that fewer than `k` of `m` drawn items score higher. The probability that the
/// next one does depends on how many higher ones are drawn already, and how many in all.
fn drawn(m: usize, k: usize, next: impl Fn(usize, usize) -> f64) -> f64 {
    let mut chances = vec![0.0; k + 1];
    chances[0] = 1.0;
    for drawn in 0..m {
        for higher in (0..k).rev() {
            let moved = chances[higher] * next(higher, drawn);
            chances[higher] -= moved;
            chances[higher + 1] += moved;
        }
    }
    chances[..k].iter().sum()
}

fn without_replacement(rank: usize, n: usize, m: usize, k: usize) -> f64 {
    drawn(m.min(n), k, |higher, drawn| rank.saturating_sub(higher) as f64 / (n - drawn) as f64)
}

/// The same from numbers of ways to choose a few of `n` items.
fn by_counts(
    rank: usize,
    n: usize,
    m: usize,
    k: usize,
    choose: impl Fn(usize, usize) -> f64,
) -> f64 {
    let m = m.min(n);
    let possible = (0..k).filter(|&higher| higher <= rank.min(m) && m - higher <= n - rank);
    possible.map(|higher| choose(rank, higher) * choose(n - rank, m - higher) / choose(n, m)).sum()
}

/// The probability of exactly `higher` higher scores in a sample, by logarithms, without a check
/// that there is such a sample.
fn chance_of(rank: usize, n: usize, m: usize, higher: usize) -> f64 {
    let ln_factorial = |n: usize| (1..=n).map(|i| (i as f64).ln()).sum::<f64>();
    let ln_choose =
        |n: usize, few: usize| ln_factorial(n) - ln_factorial(few) - ln_factorial(n - few);
    (ln_choose(rank, higher) + ln_choose(n - rank, m - higher) - ln_choose(n, m)).exp()
}

/// Xᵀ X with a ridge.
fn gram(x: &DMatrix<f64>, lambda: f64) -> DMatrix<f64> {
    x.tr_mul(x) + DMatrix::identity(x.ncols(), x.ncols()) * lambda
}

fn inverse(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    matrix.clone().try_inverse().unwrap()
}

/// Weights by row and column, with zeros on the diagonal.
fn weights(p: &DMatrix<f64>, weight: impl Fn(&DMatrix<f64>, usize, usize) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(p.nrows(), p.ncols(), |i, j| if i == j { 0.0 } else { weight(p, i, j) })
}

fn columns_divided(p: &DMatrix<f64>) -> DMatrix<f64> {
    weights(p, |p, i, j| -p[(i, j)] / p[(j, j)])
}
