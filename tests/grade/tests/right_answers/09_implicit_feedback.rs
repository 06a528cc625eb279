//! Unusual right answers to the exercises of chapter 9.

use super::{RightAnswer, right};
use grade::graders::_09_implicit_feedback as graders;
use nalgebra::{DMatrix, DVector};
use std::collections::{BTreeMap, BTreeSet};

pub fn all() -> Vec<RightAnswer> {
    vec![
        right!(leave_one_out: "a sort of all interactions, the latest met first", |users, times, tickets, n_users| {
            let mut order: Vec<usize> = (0..users.len()).collect();
            order.sort_unstable_by(|&a, &b| times[b].cmp(&times[a]).then(tickets[a].cmp(&tickets[b])));
            let mut met: BTreeMap<usize, (usize, u64)> = BTreeMap::new();
            for i in order {
                met.entry(users[i]).or_insert((i, 0)).1 += 1;
            }
            let chosen = |user| met.get(&user).filter(|(_, count)| *count > 1).map(|&(i, _)| i);
            (0..n_users).map(chosen).collect()
        }),
        right!(leave_one_out: "from the end, a single one known by a flag", |users, times, tickets, n_users| {
            let mut held_out: Vec<Option<usize>> = vec![None; n_users];
            let mut is_single = vec![true; n_users];
            for i in (0..users.len()).rev() {
                let user = users[i];
                let Some(latest) = held_out[user] else {
                    held_out[user] = Some(i);
                    continue;
                };
                is_single[user] = false;
                if times[i] > times[latest] || (times[i] == times[latest] && tickets[i] < tickets[latest]) {
                    held_out[user] = Some(i);
                }
            }
            for user in 0..n_users {
                if is_single[user] {
                    held_out[user] = None;
                }
            }
            held_out
        }),
        right!(sample_negatives: "stepping over the touched in order", |touched, n_items, draws| {
            let touched: BTreeSet<usize> = touched.iter().copied().collect();
            let m = n_items - touched.len();
            if m == 0 {
                return vec![];
            }
            let item = |u: &f64| {
                let mut item = (m as f64 * u).floor() as usize;
                for &other in &touched {
                    item += usize::from(item >= other);
                }
                item
            };
            draws.iter().map(item).collect()
        }),
        right!(sample_negatives: "a list of flags, the items counted for every draw", |touched, n_items, draws| {
            let mut is_free = vec![true; n_items];
            touched.iter().for_each(|&item| is_free[item] = false);
            let free: Vec<usize> = is_free.iter().enumerate().filter(|(_, free)| **free).map(|(i, _)| i).collect();
            let place = |u: f64| (u * free.len() as f64).trunc() as usize;
            draws.iter().filter_map(|&u| free.get(place(u)).copied()).collect()
        }),
        right!(bce_with_logits: "float64, from a loss for each label", |logits, labels| {
            // ln(1 + e^z) for z of any size.
            let soft = |z: f64| if z > 0.0 { z + (-z).exp().ln_1p() } else { z.exp().ln_1p() };
            let mut sum = 0.0;
            for (&x, &label) in logits.iter().zip(labels) {
                sum += soft(if label == 1.0 { -f64::from(x) } else { f64::from(x) });
            }
            (sum / logits.len() as f64) as f32
        }),
        right!(bce_with_logits: "the logarithm of a sum around the maximum, from the end", |logits, labels| {
            let loss = |x: f32, label: f32| {
                let highest = x.max(0.0);
                highest + ((-highest).exp() + (x - highest).exp()).ln() - if label > 0.5 { x } else { 0.0 }
            };
            let losses = logits.iter().rev().zip(labels.iter().rev()).map(|(&x, &label)| loss(x, label));
            losses.fold(0.0, |sum, loss| sum + loss) / logits.len() as f32
        }),
        right!(hit_ratio_at_k: "each possible place looked at", |held_out, others, k| {
            let mut hits = 0.0;
            for (user, score) in held_out.iter().enumerate() {
                let mut ranked = others[user].clone();
                ranked.sort_by(|a, b| b.partial_cmp(a).unwrap());
                let first = ranked.iter().take_while(|other| *other > score).count();
                let last = first + ranked[first..].iter().take_while(|other| *other == score).count();
                hits += (first..=last).filter(|&place| place < k).count() as f64 / (last - first + 1) as f64;
            }
            hits / held_out.len() as f64
        }),
        right!(hit_ratio_at_k: "a running mean, whole numbers as long as possible", |held_out, others, k| {
            let mut mean = 0.0;
            for (user, (score, others)) in held_out.iter().zip(others).enumerate() {
                let (mut higher, mut equal) = (0, 1);
                for other in others {
                    higher += usize::from(other > score);
                    equal += usize::from(other == score);
                }
                let good = k.saturating_sub(higher).min(equal);
                mean += (good as f64 / equal as f64 - mean) / (user + 1) as f64;
            }
            mean
        }),
        right!(ndcg_at_k: "natural logarithms, float32", |ranks, k| {
            let gain = |rank: usize| if rank < k { 2f32.ln() / (rank as f32 + 2.0).ln() } else { 0.0 };
            f64::from(ranks.iter().map(|&rank| gain(rank)).sum::<f32>() / ranks.len() as f32)
        }),
        right!(ndcg_at_k: "from the end, an early continue", |ranks, k| {
            let mut sum = 0.0;
            for &rank in ranks.iter().rev() {
                if rank >= k {
                    continue;
                }
                sum += (rank as f64 + 2.0).log2().recip();
            }
            sum / ranks.len() as f64
        }),
        right!(expected_hit_ratio: "logarithms of factorials", |ranks, n, m, k| {
            let m = m.min(n);
            let mut ln_factorials = vec![0.0];
            (1..=n).for_each(|i| ln_factorials.push(ln_factorials[i - 1] + (i as f64).ln()));
            let ln_choose = |n: usize, few: usize| {
                ln_factorials[n] - ln_factorials[few] - ln_factorials[n - few]
            };
            let chance = |&rank: &usize| -> f64 {
                let least = m.saturating_sub(n - rank);
                let possible = least..k.min(rank + 1).min(m + 1);
                let of = |j: usize| ln_choose(rank, j) + ln_choose(n - rank, m - j) - ln_choose(n, m);
                possible.map(|j| of(j).exp()).sum()
            };
            ranks.iter().map(chance).sum::<f64>() / ranks.len() as f64
        }),
        right!(expected_hit_ratio: "the misses counted, two lists by turns", |ranks, n, m, k| {
            let chance = |rank: usize| {
                let mut chances = vec![1.0];
                let mut missed = 0.0;
                for drawn in 0..if m < n { m } else { n } {
                    let mut next = vec![0.0; k + 1];
                    for (j, chance) in chances.iter().enumerate() {
                        let higher = rank.saturating_sub(j) as f64 / (n - drawn) as f64;
                        next[j + 1] += chance * higher;
                        next[j] += chance * (1.0 - higher);
                    }
                    missed += next.pop().unwrap();
                    chances = next;
                }
                1.0 - missed
            };
            ranks.iter().map(|&rank| chance(rank) / ranks.len() as f64).sum()
        }),
        right!(ease: "a regression for each item on the others, by LU", |x, lambda| {
            let n = x.ncols();
            let gram = x.transpose() * x + DMatrix::from_diagonal_element(n, n, lambda);
            let mut b = DMatrix::zeros(n, n);
            for j in (0..n).filter(|_| n > 1) {
                let system = gram.clone().remove_column(j).remove_row(j);
                let side = DVector::from_column_slice(gram.column(j).as_slice()).remove_row(j);
                let solution = system.lu().solve(&side).unwrap();
                solution.iter().enumerate().for_each(|(i, &weight)| b[(i + usize::from(i >= j), j)] = weight);
            }
            b
        }),
        right!(ease: "counts user by user, and a loop over the columns", |x, lambda| {
            let n = x.ncols();
            let mut gram = DMatrix::from_diagonal_element(n, n, lambda);
            for user in x.row_iter() {
                gram += user.transpose() * user;
            }
            let p = gram.try_inverse().unwrap();
            let mut b = -&p;
            for j in 0..n {
                b.column_mut(j).unscale_mut(p[(j, j)]);
                b[(j, j)] = 0.0;
            }
            b
        }),
        right!(mend_popularity: "all counted, the held-out ones taken back", |users, items, held_out, n_items, k| {
            let mut counts = vec![0i64; n_items];
            items.iter().for_each(|&item| counts[item] += 1);
            held_out.iter().flatten().for_each(|&i| counts[items[i]] -= 1);
            let own: BTreeSet<(usize, usize)> = users.iter().copied().zip(items.iter().copied()).collect();
            let (mut hits, mut tested) = (0.0, 0.0);
            for (user, i) in held_out.iter().enumerate().filter_map(|(user, i)| Some((user, (*i)?))) {
                let item = items[i];
                let others = (0..n_items).filter(|&other| !own.contains(&(user, other)));
                let ahead = others.filter(|&other| {
                    counts[other] > counts[item] || (counts[other] == counts[item] && other < item)
                });
                hits += f64::from(u8::from(ahead.count() < k));
                tested += 1.0;
            }
            hits / tested
        }),
        right!(mend_popularity: "one order for all users, walked until `k` are passed", |users, items, held_out, n_items,
             k| {
            let tested: BTreeSet<usize> = held_out.iter().flatten().copied().collect();
            let mut counts = vec![0.0; n_items];
            (0..users.len()).filter(|i| !tested.contains(i)).for_each(|i| counts[items[i]] += 1.0);
            let mut order: Vec<(f64, usize)> = (0..n_items).map(|item| (-counts[item], item)).collect();
            order.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
            let is_hit = |&&i: &&usize| {
                let own = (0..users.len()).filter(|&j| users[j] == users[i]).map(|j| items[j]);
                let own: BTreeSet<usize> = own.collect();
                let before = order.iter().take_while(|(_, item)| *item != items[i]);
                before.filter(|(_, item)| !own.contains(item)).count() < k
            };
            tested.iter().filter(is_hit).count() as f64 / tested.len() as f64
        }),
    ]
}
