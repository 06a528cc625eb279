//! Grades the exercises of chapter 9.

use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, numbers, rng};
use crate::outcome::Outcome;
use nalgebra::DMatrix;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use std::cmp::Reverse;

type LeaveOneOut = fn(&[usize], &[i64], &[u64], usize) -> Vec<Option<usize>>;

pub fn leave_one_out(answer: LeaveOneOut) -> Outcome {
    let rng = &mut rng(90);
    let mut inputs = vec![
        (vec![0, 1, 0, 1, 2], vec![30, 10, 30, 40, 20], vec![7, 3, 5, 9, 1], 3),
        (vec![0, 1, 1, 0, 0, 1], vec![10, 50, 30, 40, 20, 60], vec![4, 1, 6, 3, 2, 5], 2),
        (vec![0, 0, 1, 0, 1, 1], vec![20, 30, 10, 30, 10, 10], vec![9, 8, 6, 2, 5, 7], 2),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (n_users, n) = (rng.gen_range(1..5), rng.gen_range(2..12));
        let times = (0..n).map(|_| 10 * rng.gen_range(1..5)).collect();
        (ids(rng, n, n_users), times, tickets(rng, n), n_users)
    }));
    // Before 1970; users without any interaction; none at all.
    inputs.push((vec![0, 0, 0], vec![-30, -10, -20], vec![2, 3, 1], 1));
    inputs.push((vec![2, 2], vec![10, 10], vec![2, 1], 4));
    inputs.push((vec![], vec![], vec![], 2));
    let mut grading = Grading::default();
    for (users, times, tickets, n_users) in inputs {
        let own = |user: usize| -> Vec<usize> {
            (0..users.len()).filter(|&i| users[i] == user).collect()
        };
        let all = |choose: &dyn Fn(&[usize]) -> Option<usize>| -> Vec<Option<usize>> {
            (0..n_users).map(|user| choose(&own(user))).collect()
        };
        let of_several = |choose: &dyn Fn(&[usize]) -> Option<usize>| {
            all(&|own| choose(own).filter(|_| own.len() > 1))
        };
        let chosen =
            |own: &[usize]| own.iter().copied().max_by_key(|&i| (times[i], Reverse(tickets[i])));
        let last_of_equals = |own: &[usize]| own.iter().copied().max_by_key(|&i| times[i]);
        let first_of_equals = |own: &[usize]| own.iter().copied().rev().max_by_key(|&i| times[i]);
        let place = |own: &[usize]| own.iter().position(|&i| Some(i) == chosen(own));
        let highest = |own: &[usize]| own.iter().copied().max_by_key(|&i| (times[i], tickets[i]));
        let neither = "the tickets are left out, and a user with a single interaction loses it";
        let case = Case::new(show!(users, times, tickets, n_users), of_several(&chosen))
            .mistake(
                "a user with a single interaction loses it; keep it for training",
                all(&chosen),
            )
            .mistake(
                "of equal times the last in the list is taken; take the lowest ticket",
                of_several(&last_of_equals),
            )
            .mistake(
                "of equal times the first in the list is taken; take the lowest ticket",
                of_several(&first_of_equals),
            )
            .mistake(neither, all(&last_of_equals))
            .mistake(neither, all(&first_of_equals))
            .mistake(
                "of equal times the highest ticket is taken; take the lowest",
                of_several(&highest),
            )
            .mistake(
                "of equal times the highest ticket is taken, and a user with a single interaction \
                 loses it",
                all(&highest),
            )
            .mistake(
                "the lowest ticket is taken whatever the time; it decides only between equal times",
                of_several(&|own| own.iter().copied().min_by_key(|&i| tickets[i])),
            )
            .mistake(
                "these are the last of each user in the list; go by the times",
                of_several(&|own| own.last().copied()),
            )
            .mistake(
                "these are the last of each user in the list; go by the times",
                all(&|own| own.last().copied()),
            )
            .mistake(
                "these are the first of each user in the list; go by the times",
                of_several(&|own| own.first().copied()),
            )
            .mistake(
                "these are the earliest; hold out the latest",
                of_several(&|own| own.iter().copied().min_by_key(|&i| (times[i], tickets[i]))),
            )
            .mistake(
                "these are the earliest; hold out the latest",
                of_several(&|own| own.iter().copied().min_by_key(|&i| times[i])),
            )
            .mistake(
                "these are places among the user's own interactions; count among all of them",
                of_several(&place),
            )
            .mistake(
                "a user with two interactions has one to hold out; only a single one stays",
                all(&|own| chosen(own).filter(|_| own.len() > 2)),
            )
            .mistake(
                "times below 0 are passed over; the latest so far begins as `None`, not as time 0",
                of_several(&|own| chosen(own).filter(|&i| times[i] > 0)),
            )
            .panics("a user may have no interaction at all; the result is `None` then");
        grading.ask(case, move || answer(&users, &times, &tickets, n_users));
    }
    grading.outcome()
}

pub fn sample_negatives(answer: fn(&[usize], usize, &[f64]) -> Vec<usize>) -> Outcome {
    let rng = &mut rng(91);
    let mut inputs = vec![
        (vec![3, 0], 5, vec![0.7, 0.1, 0.9]),
        (vec![1, 4], 8, vec![0.35, 0.9, 0.2, 0.6]),
        (vec![4, 1, 2], 7, vec![0.3, 0.95, 0.1, 0.6, 0.55]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n_items = rng.gen_range(3..10);
        let mut touched: Vec<usize> = (0..n_items).collect();
        touched.shuffle(rng);
        touched.truncate(rng.gen_range(1..n_items));
        (touched, n_items, draws(rng))
    }));
    // One touched twice, more often than there are items, nothing touched, nothing to draw.
    inputs.push((vec![2, 0, 2], 6, vec![0.9, 0.3, 0.6]));
    inputs.push((vec![1, 0, 1, 1, 0], 4, vec![0.9, 0.3]));
    inputs.push((vec![], 4, vec![0.9, 0.3, 0.0]));
    inputs.push((vec![2], 4, vec![]));
    // Everything touched: in order, and with repeats. No item at all.
    inputs.push((vec![0, 1, 2], 3, vec![0.4, 0.8]));
    inputs.push((vec![2, 0, 2, 1], 3, vec![0.4]));
    inputs.push((vec![], 0, vec![0.5]));
    let mut grading = Grading::default();
    for (touched, n_items, draws) in inputs {
        let untouched: Vec<usize> = (0..n_items).filter(|item| !touched.contains(item)).collect();
        let m = untouched.len();
        let places =
            |m: usize| -> Vec<usize> { draws.iter().map(|u| (u * m as f64) as usize).collect() };
        // What is past the end of the list is left out.
        let at = |places: &[usize], list: &[usize]| -> Vec<usize> {
            places.iter().filter_map(|&place| list.get(place).copied()).collect()
        };
        let picked = |list: &[usize]| at(&places(list.len()), list);
        let expected = picked(&untouched);
        let all: Vec<usize> = (0..n_items).collect();
        let of_all = picked(&all);
        let next_untouched = |item: &usize| {
            (0..n_items).map(|step| (item + step) % n_items).find(|item| !touched.contains(item))
        };
        let rounded: Vec<usize> =
            draws.iter().map(|u| ((u * m as f64).round() as usize).min(m.max(1) - 1)).collect();
        let reversed: Vec<usize> = untouched.iter().rev().copied().collect();
        let mut left = untouched.clone();
        let mut take_out =
            |u: &f64| (!left.is_empty()).then(|| left.remove((u * left.len() as f64) as usize));
        let without_replacement = draws.iter().filter_map(&mut take_out).collect();
        let step_over = |place: usize| {
            let over = |item, touched: usize| if item >= touched { item + 1 } else { item };
            without_repeats(&touched).into_iter().fold(place, over)
        };
        let instead_of_none =
            |list: &[usize]| if m == 0 { list.to_vec() } else { expected.clone() };
        let nothing = "with everything touched there is nothing to draw; return an empty list";
        let case = Case::new(show!(touched, n_items, draws), expected.clone())
            .mistake("the draws pick from all items; pick from the untouched", of_all.clone())
            .mistake(
                "these are touched items; pick from the others",
                picked(&sorted(without_repeats(&touched))),
            )
            .mistake(
                "these are places among the untouched; return the numbers of the items",
                places(m),
            )
            .mistake(
                "draws that hit a touched item are dropped; let every draw pick from the untouched",
                of_all.iter().copied().filter(|item| !touched.contains(item)).collect(),
            )
            .mistake(
                "a touched item gives way to the next one, which then has a larger chance; let \
                 every draw pick from the untouched",
                of_all.iter().filter_map(next_untouched).collect(),
            )
            .mistake(
                "an item is taken out once it is drawn; it may be drawn again",
                without_replacement,
            )
            .mistake("repeated items are dropped; keep them", without_repeats(&expected))
            .mistake("the place is rounded; cut off the fraction", at(&rounded, &untouched))
            .mistake(
                "the last untouched item is never drawn; multiply by the number of the untouched",
                at(&places(m.max(1) - 1), &untouched),
            )
            .mistake("the items are counted from 1; count from 0", each(&expected, |item| item + 1))
            .mistake("the places count down from the last item; count up", picked(&reversed))
            .mistake(
                "the result is sorted; leave it in the order of the draws",
                sorted(expected.clone()),
            )
            .mistake(
                "`touched` may hold an item twice; its length is not the number of touched items",
                at(&places(n_items.saturating_sub(touched.len())), &untouched),
            )
            .mistake(
                "`touched` is in no order; sort it before stepping over its items",
                if m == 0 { Vec::new() } else { each(&places(m), step_over) },
            )
            .mistake(nothing, instead_of_none(&of_all))
            .mistake(nothing, instead_of_none(&vec![0; draws.len()]))
            .panics(if m == 0 {
                nothing
            } else {
                "a place goes past the end of the untouched; cut off the fraction"
            });
        grading.ask(case, move || answer(&touched, n_items, &draws));
    }
    grading.outcome()
}

pub fn bce_with_logits(answer: fn(&[f32], &[f32]) -> f32) -> Outcome {
    let rng = &mut rng(92);
    let mut inputs = vec![
        (vec![0.0, 2.0], vec![1.0, 0.0]),
        (vec![1.5, -0.5, 0.8], vec![1.0, 1.0, 0.0]),
        (vec![-1.2], vec![0.0]),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let n = rng.gen_range(1..6);
        let labels = (0..n).map(|_| f32::from(u8::from(rng.r#gen::<bool>()))).collect();
        (numbers(rng, n), labels)
    }));
    for x in [30.0, 100.0, 1000.0] {
        inputs.extend([(-x, 1.0), (x, 0.0), (x, 1.0), (-x, 0.0)].map(|(x, y)| (vec![x], vec![y])));
    }
    inputs.push((vec![100.0, -100.0, 0.0, 1000.0], vec![0.0, 0.0, 1.0, 1.0]));
    let mut grading = Grading::default();
    for (logits, labels) in inputs {
        let sum = |loss: &dyn Fn(f64, f64) -> f64| -> f64 {
            let pairs = logits.iter().zip(&labels);
            pairs.map(|(&x, &y)| loss(f64::from(x), f64::from(y))).sum()
        };
        let mean = |loss: &dyn Fn(f64, f64) -> f64| (sum(loss) / logits.len() as f64) as f32;
        let right = |x: f64, y: f64| x.max(0.0) - x * y + (-x.abs()).exp().ln_1p();
        let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
        let mut case = Case::new(show!(logits, labels), mean(&right))
            .mistake("this is the sum; divide it by the number of labels", sum(&right) as f32)
            .mistake(
                "this is below 0; a logarithm of a probability is negative, so change its sign",
                -mean(&right),
            )
            .mistake(
                "the labels are swapped; a large logit means that label 1 is likely",
                mean(&|x, y| right(x, 1.0 - y)),
            )
            .mistake(
                "this is in bits, with base 2; take the natural logarithm",
                (sum(&right) / logits.len() as f64 / std::f64::consts::LN_2) as f32,
            )
            .mistake(
                "this is the mean squared error of the probabilities; take the logarithm",
                mean(&|x, y| (sigmoid(x) - y).powi(2)),
            )
            .mistake(
                "label 0 costs nothing here; it costs -ln(1 - p)",
                mean(&|x, y| y * right(x, 1.0)),
            )
            .mistake(
                "label 1 costs nothing here; it costs -ln(p)",
                mean(&|x, y| (1.0 - y) * right(x, 0.0)),
            )
            .mistake(
                "the logits are taken for probabilities; the sigmoid makes them such",
                mean(&|x, y| -(if y > 0.5 { x } else { 1.0 - x }).ln()),
            )
            .mistake(
                "the exponent is -x; it should be -|x| so that it is never positive",
                mean(&|x, y| x.max(0.0) - x * y + (-x).exp().ln_1p()),
            )
            .mistake(
                "the exponent is |x|; it should be -|x| so that it is never positive",
                mean(&|x, y| x.max(0.0) - x * y + x.abs().exp().ln_1p()),
            )
            .mistake("`max(x, 0)` is left out", mean(&|x, y| -x * y + (-x.abs()).exp().ln_1p()))
            .mistake(
                "`x * label` is left out, so every label counts as 0",
                mean(&|x, _| right(x, 0.0)),
            )
            .mistake(
                "`ln(1 + e^-|x|)` is left out; it matters near 0",
                mean(&|x, y| x.max(0.0) - x * y),
            );
        let rounded = "far from 0 the probability is rounded to 0 or 1, and a logarithm is \
                       infinite; put the logit into the formula and simplify";
        let overflow = "`exp` of a large number is infinite; rewrite the formula so that it needs \
                        only `e^-|x|`";
        let clamped = "the probability or its logarithm is clamped, so the loss is wrong far from \
                       0; start from the logit, and nothing needs to be clamped";
        // An answer may compute in f64 or in f32, which rounds more.
        for round in [|x: f64| x, |x: f64| f64::from(x as f32)] {
            let p = |x: f64| round(1.0 / (1.0 + round((-x).exp())));
            let chosen = |p: f64, y: f64| if y > 0.5 { p } else { round(1.0 - p) };
            let products = |x: f64, y: f64, ln: &dyn Fn(f64) -> f64| {
                -(y * ln(p(x)) + (1.0 - y) * ln(round(1.0 - p(x))))
            };
            case = case
                .mistake(rounded, mean(&|x, y| products(x, y, &f64::ln)))
                .mistake(clamped, mean(&|x, y| products(x, y, &|p| p.ln().max(-100.0))))
                .mistake(rounded, mean(&|x, y| -chosen(p(x), y).ln()))
                .mistake(overflow, mean(&|x, y| round(x.exp()).ln_1p() - x * y))
                .mistake(overflow, mean(&|x, y| round((-x).exp()).ln_1p() + x * (1.0 - y)));
            for least in [1e-5, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-15, 1e-16] {
                let within = |p: f64| p.clamp(round(least), round(1.0 - least));
                case = case
                    .mistake(clamped, mean(&|x, y| -chosen(within(p(x)), y).ln()))
                    .mistake(clamped, mean(&|x, y| -round(chosen(p(x), y) + least).ln()));
            }
        }
        grading.ask(case, move || answer(&logits, &labels));
    }
    grading.outcome()
}

pub fn hit_ratio_at_k(answer: fn(&[f64], &[Vec<f64>], usize) -> f64) -> Outcome {
    let rng = &mut rng(93);
    let mut inputs = vec![
        (vec![0.9, 0.5], vec![vec![0.8, 0.3], vec![0.7, 0.5]], 2),
        (vec![0.6, 0.2, 0.8], vec![vec![0.7, 0.1, 0.9], vec![0.1, 0.3], vec![0.4, 0.9, 0.2]], 2),
        // Untrained: all scores are the same.
        (vec![0.5], vec![vec![0.5; 9]], 3),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let users = rng.gen_range(1..5);
        let mut scores = |n: usize| -> Vec<f64> {
            (0..n).map(|_| f64::from(rng.gen_range(1..8)) / 10.0).collect()
        };
        let held_out = scores(users);
        let others: Vec<Vec<f64>> = (0..users).map(|user| scores(3 + user % 4)).collect();
        (held_out, others, rng.gen_range(1..4))
    }));
    // Scores below 0; fewer others than `k`, and none.
    inputs.push((vec![-1.5, -0.5], vec![vec![-1.0, -2.0, -0.5], vec![-1.5, -0.5]], 1));
    inputs.push((vec![0.5, 0.1], vec![vec![0.7], vec![0.1, 0.9]], 5));
    inputs.push((vec![0.3], vec![vec![]], 1));
    let mut grading = Grading::default();
    for (held_out, others, k) in inputs {
        let users = held_out.len() as f64;
        // For every user: how many score higher, how many the same, how many lower.
        let counts: Vec<(f64, f64, f64)> = (held_out.iter().zip(&others))
            .map(|(score, others)| {
                let count = |of: &dyn Fn(&f64) -> bool| others.iter().filter(|o| of(o)).count();
                let (higher, ties) = (count(&|o| o > score), count(&|o| o == score));
                (higher as f64, ties as f64, (others.len() - higher - ties) as f64)
            })
            .collect();
        let first = k as f64;
        let sum = |chance: &dyn Fn(f64, f64, f64) -> f64| -> f64 {
            counts.iter().map(|&(higher, ties, lower)| chance(higher, ties, lower)).sum()
        };
        let mean = |chance: &dyn Fn(f64, f64, f64) -> f64| (sum(chance) / users) as f32;
        let right = |h: f64, t: f64| ((first - h) / (t + 1.0)).clamp(0.0, 1.0);
        let case = Case::new(show!(held_out, others, k), mean(&|h, t, _| right(h, t)))
            .mistake(
                "ties are won; a model that gives all items the same score would hit every time",
                mean(&|h, _, _| sure(h < first)),
            )
            .mistake(
                "ties are lost; among equal scores chance decides",
                mean(&|h, t, _| sure(h + t < first)),
            )
            .mistake(
                "the place is the middle of the ties; count how many of their places are hits",
                mean(&|h, t, _| sure(h + t / 2.0 < first)),
            )
            .mistake(
                "a tie across the end of the list counts one half; count the places before the end",
                mean(&|h, t, _| sure(h < first) / 2.0 + sure(h + t < first) / 2.0),
            )
            .mistake(
                "the first k + 1 places count; with `k` higher scores it is a miss",
                mean(&|h, t, _| ((first + 1.0 - h) / (t + 1.0)).clamp(0.0, 1.0)),
            )
            .mistake(
                "the first k + 1 places count; with `k` higher scores it is a miss",
                mean(&|h, _, _| sure(h <= first)),
            )
            .mistake(
                "only the first k - 1 places count; with k - 1 higher scores it is still a hit",
                mean(&|h, t, _| ((first - 1.0 - h) / (t + 1.0)).clamp(0.0, 1.0)),
            )
            .mistake(
                "only the first k - 1 places count; with k - 1 higher scores it is still a hit",
                mean(&|h, _, _| sure(h + 1.0 < first)),
            )
            .mistake(
                "this is the number of hits; divide it by the number of users",
                sum(&|h, t, _| right(h, t)) as f32,
            )
            .mistake(
                "lower scores come first here; the highest comes first",
                mean(&|_, t, lower| right(lower, t)),
            )
            .mistake(
                "the held-out item is one of those with the same score; divide by t + 1",
                mean(&|h, t, _| {
                    let places = (first - h) / t;
                    if places.is_nan() { 0.0 } else { places.clamp(0.0, 1.0) }
                }),
            )
            .mistake(
                "the quotient may be below 0 or above 1; a probability stays between them",
                mean(&|h, t, _| (first - h) / (t + 1.0)),
            )
            .mistake(
                "the quotient may be above 1; a probability is not",
                mean(&|h, t, _| ((first - h) / (t + 1.0)).max(0.0)),
            )
            .mistake(
                "the quotient may be below 0; a probability is not",
                mean(&|h, t, _| ((first - h) / (t + 1.0)).min(1.0)),
            )
            .mistake("this is in percent; return a share", 100.0 * mean(&|h, t, _| right(h, t)))
            .mistake(
                "this is the share of misses; return the share of hits",
                mean(&|h, t, _| 1.0 - right(h, t)),
            )
            .panics(
                "more than `k` others may score higher, and there may be no others; subtract f64s",
            );
        grading.ask(case, move || answer(&held_out, &others, k) as f32);
    }
    grading.outcome()
}

pub fn ndcg_at_k(answer: fn(&[usize], usize) -> f64) -> Outcome {
    let rng = &mut rng(94);
    let mut inputs =
        vec![(vec![0, 2, 10], 10), (vec![1, 3, 4], 10), (vec![1, 5, 2, 8], 5), (vec![0], 10)];
    inputs.extend((0..TRIES).map(|_| {
        let users = rng.gen_range(1..6);
        (ids(rng, users, 12), rng.gen_range(1..11))
    }));
    // No hit; the last place that counts, and the first that doesn't; far away.
    inputs.extend([(vec![7, 4], 3), (vec![9], 10), (vec![10], 10), (vec![1_681, 1], 10)]);
    let mut grading = Grading::default();
    for (ranks, k) in inputs {
        let users = ranks.len() as f64;
        let sum = |places: usize, gain: &dyn Fn(f64) -> f64| -> f64 {
            let hits = ranks.iter().filter(|&&rank| rank < places);
            hits.map(|&rank| gain(rank as f64)).sum()
        };
        let mean = |places: usize, gain: &dyn Fn(f64) -> f64| (sum(places, gain) / users) as f32;
        let right = |rank: f64| 1.0 / (rank + 2.0).log2();
        let hits = ranks.iter().filter(|&&rank| rank < k).count();
        let case = Case::new(show!(ranks, k), mean(k, &right))
            .mistake(
                "this takes the natural logarithm, and a first place counts 1.44; take base 2",
                mean(k, &|rank| 1.0 / (rank + 2.0).ln()),
            )
            .mistake(
                "this takes base 10, and a first place counts 3.32; take base 2",
                mean(k, &|rank| 1.0 / (rank + 2.0).log10()),
            )
            .mistake(
                "the ranks count from 0, so log2(rank + 1) is 0 for the first place; add 2",
                mean(k, &|rank| 1.0 / (rank + 1.0).log2()),
            )
            .mistake("places from `k` on count too; they count 0", mean(usize::MAX, &right))
            .mistake("this is the sum; divide it by the number of users", sum(k, &right) as f32)
            .mistake(
                "place `k` counts too; counted from 0, the first `k` end before it",
                mean(k + 1, &right),
            )
            .mistake("the last of the first `k` places is left out", mean(k - 1, &right))
            .mistake(
                "this is the reciprocal rank; divide by the logarithm",
                mean(k, &|rank| 1.0 / (rank + 1.0)),
            )
            .mistake(
                "this is the reciprocal rank; divide by the logarithm",
                mean(usize::MAX, &|rank| 1.0 / (rank + 1.0)),
            )
            .mistake("this is the hit ratio; a later place counts less", mean(k, &|_| 1.0))
            .mistake(
                "these are the logarithms; divide 1 by them",
                mean(k, &|rank| (rank + 2.0).log2()),
            )
            .mistake(
                "the logarithm is cut to a whole number; take it of an f64",
                mean(k, &|rank| 1.0 / (rank + 2.0).log2().floor()),
            )
            .mistake(
                "users without a hit are left out of the division; they count 0",
                (sum(k, &right) / hits as f64) as f32,
            )
            .mistake(
                "users without a hit are left out of the division; they count 0",
                (sum(k, &right) / hits.max(1) as f64) as f32,
            )
            .mistake(
                "it is divided by `k`; divide by the number of users",
                (sum(k, &right) / k as f64) as f32,
            );
        grading.ask(case, move || answer(&ranks, k) as f32);
    }
    grading.outcome()
}

pub fn expected_hit_ratio(answer: fn(&[usize], usize, usize, usize) -> f64) -> Outcome {
    let rng = &mut rng(95);
    let mut inputs = vec![(vec![2], 4, 2, 1), (vec![3, 5], 8, 4, 2), (vec![1, 6, 3], 9, 5, 3)];
    inputs.extend((0..TRIES).map(|_| {
        let (users, n) = (rng.gen_range(1..4), rng.gen_range(4..15));
        (ids(rng, users, n + 1), n, rng.gen_range(1..n), rng.gen_range(1..4))
    }));
    // A rank below k, all in the sample, more than all, and no more than k in the sample.
    inputs.extend([(vec![1], 6, 4, 2), (vec![2, 1], 6, 6, 2), (vec![1, 4], 5, 9, 2)]);
    inputs.extend([(vec![7], 9, 3, 5), (vec![6, 3], 6, 3, 2)]);
    // MovieLens 100K; a catalogue whose factorials overflow.
    inputs.extend([(vec![25, 180, 700], 1_575, 99, 10), (vec![0, 90, 400], 1_575, 1_575, 10)]);
    inputs.extend([(vec![1_300, 3_000], 20_000, 99, 10), (vec![14, 40], 20_000, 10_000, 10)]);
    let mut grading = Grading::default();
    for (ranks, n, m, k) in inputs {
        let users = ranks.len() as f64;
        let sum =
            |chance: &dyn Fn(usize) -> f64| -> f64 { ranks.iter().map(|&rank| chance(rank)).sum() };
        let mean = |chance: &dyn Fn(usize) -> f64| (sum(chance) / users) as f32;
        let sampled = Sampled::new(n + 1, m.min(n));
        let fewer = |n: usize, rank: usize, k: usize| -> f64 {
            (0..k).map(|higher| sampled.probability(n, rank, higher)).sum()
        };
        let right = |rank: usize| fewer(n, rank, k);
        let binomial = |rank: usize| {
            let share = rank as f64 / n as f64;
            let mut chances = vec![0.0; k + 1];
            chances[0] = 1.0;
            for _ in 0..m {
                for j in (0..k).rev() {
                    let moved = chances[j] * share;
                    chances[j] -= moved;
                    chances[j + 1] += moved;
                }
            }
            chances[..k].iter().sum::<f64>()
        };
        let (too_many, large) = (m > n, n > 1_000);
        let scaled = |rank: usize| rank as f64 * m.min(n) as f64 / n as f64;
        let expected_rank = "the rank to expect in the sample is compared with `k`; add up the \
                             probabilities of the ranks below `k`";
        let overflow = "the numbers of samples are too large for any type; go draw by draw, or add \
                        up logarithms";
        let all_items = "an `m` above `n` means all items";
        let case = Case::new(show!(ranks, n, m, k), mean(&right))
            .mistake(
                "items are drawn with replacement here; no item is in a sample twice",
                mean(&binomial),
            )
            .mistake(expected_rank, mean(&|rank| sure(scaled(rank) < k as f64)))
            .mistake(expected_rank, mean(&|rank| sure(scaled(rank).round() < k as f64)))
            .mistake(
                "this includes `k` higher scores in the sample, which is a miss",
                mean(&|rank| fewer(n, rank, k + 1)),
            )
            .mistake(
                "this is the hit ratio among all items; rank among a sample of `m`",
                mean(&|rank| sure(rank < k)),
            )
            .mistake(
                "k - 1 higher scores in the sample are still a hit",
                mean(&|rank| fewer(n, rank, k - 1)),
            )
            .mistake(
                "samples without any higher score are left out; they are hits",
                mean(&|rank| right(rank) - sampled.probability(n, rank, 0)),
            )
            .mistake(
                "this is the probability of k - 1 higher scores; fewer are hits too",
                mean(&|rank| sampled.probability(n, rank, k - 1)),
            )
            .mistake(
                "this is the probability of `k` higher scores; a hit has fewer",
                mean(&|rank| sampled.probability(n, rank, k)),
            )
            .mistake(
                "this is the probability of a miss; a hit has fewer than `k` higher scores",
                mean(&|rank| 1.0 - right(rank)),
            )
            .mistake("this is the sum; divide it by the number of users", sum(&right) as f32)
            .mistake(
                "the held-out item is not one of the `n`, so don't add it",
                mean(&|rank| fewer(n + 1, rank, k)),
            )
            .mistake(
                "the held-out item does not score higher than itself; don't add 1 to the rank",
                mean(&|rank| fewer(n, (rank + 1).min(n), k)),
            )
            .mistake(overflow, if large { f32::NAN } else { mean(&right) })
            .mistake(overflow, if large { 0.0 } else { mean(&right) })
            .mistake(all_items, if too_many { 0.0 } else { mean(&right) })
            .mistake(all_items, if too_many { f32::NAN } else { mean(&right) })
            .panics(if too_many {
                all_items
            } else if large {
                overflow
            } else {
                "a sample may have fewer than `k` items, or fewer than `m` items may score lower; \
                 mind differences below 0"
            });
        grading.ask(case, move || answer(&ranks, n, m, k) as f32);
    }
    grading.outcome()
}

pub fn ease(answer: fn(&DMatrix<f64>, f64) -> DMatrix<f64>) -> Outcome {
    let rng = &mut rng(96);
    let mut inputs = vec![
        (vec![vec![1.0, 1.0], vec![1.0, 0.0]], 1.0),
        (
            vec![
                vec![1.0, 1.0, 0.0],
                vec![1.0, 0.0, 1.0],
                vec![1.0, 1.0, 1.0],
                vec![0.0, 1.0, 0.0],
            ],
            2.0,
        ),
    ];
    inputs.extend((0..TRIES).map(|_| {
        let (users, items) = (rng.gen_range(2..7), rng.gen_range(2..5));
        (interactions(rng, users, items), [0.5, 1.0, 2.0, 5.0][rng.gen_range(0..4)])
    }));
    // An item that no one has touched, and one item alone.
    inputs.push((vec![vec![1.0, 0.0, 1.0], vec![1.0, 0.0, 0.0]], 1.0));
    inputs.push((vec![vec![1.0], vec![0.0]], 0.5));
    let mut grading = Grading::default();
    for (x, lambda) in inputs {
        let given = DMatrix::from_fn(x.len(), x[0].len(), |user, item| f64::from(x[user][item]));
        let n = given.ncols();
        let co_counts = given.tr_mul(&given);
        let users = &given * given.transpose();
        let plus_ridge = |gram: &DMatrix<f64>, lambda: f64| -> DMatrix<f64> {
            gram + DMatrix::identity(gram.nrows(), gram.nrows()) * lambda
        };
        let gram = plus_ridge(&co_counts, lambda);
        let p = inverse(&gram);
        let right = |p: &DMatrix<f64>| weights(p, |p, i, j| -p[(i, j)] / p[(j, j)]);
        let minus_diagonal =
            DMatrix::from_fn(n, n, |i, j| if i == j { -1.0 } else { -p[(i, j)] / p[(j, j)] });
        let without_zero = DMatrix::from_fn(n, n, |i, j| p[(i, j)] / p[(j, j)]);
        let ridge = &p * &co_counts;
        let case = Case::new(show!(x, lambda), right(&p))
            .mistake(
                "this is the transpose; divide by the diagonal entry of the column, P[j][j]",
                weights(&p, |p, i, j| -p[(i, j)] / p[(i, i)]),
            )
            .mistake("the diagonal is -1; set it to 0", rows(&minus_diagonal))
            .mistake(
                "this is the transpose, and its diagonal is -1",
                rows(&minus_diagonal.transpose()),
            )
            .mistake(
                "the signs are flipped; put a minus before P",
                weights(&p, |p, i, j| p[(i, j)] / p[(j, j)]),
            )
            .mistake("the signs are flipped, and the diagonal is not 0", rows(&without_zero))
            .mistake(
                "`lambda` is left out; add it to the diagonal of G",
                right(&inverse(&co_counts)),
            )
            .mistake(
                "this is a ridge regression in which an item predicts itself; that is ruled out",
                rows(&ridge),
            )
            .mistake(
                "the diagonal of a ridge regression is set to 0 here; rule it out in the formula",
                weights(&ridge, |ridge, i, j| ridge[(i, j)]),
            )
            .mistake(
                "`lambda` is added to every entry; add it only to the diagonal of G",
                right(&inverse(&co_counts.add_scalar(lambda))),
            )
            .mistake(
                "`lambda` is added to the diagonal of P; add it to G before the inverse",
                right(&plus_ridge(&inverse(&co_counts), lambda)),
            )
            .mistake(
                "G is the identity only, times `lambda`; add Xᵀ X",
                right(&inverse(&plus_ridge(&DMatrix::zeros(n, n), lambda))),
            )
            .mistake(
                "this is X Xᵀ, which compares users; Xᵀ X compares items",
                right(&inverse(&plus_ridge(&users, lambda))),
            )
            .mistake("G is not inverted", right(&gram))
            .mistake("this is P, the inverse; divide it by its diagonal", rows(&p))
            .mistake(
                "the entries are not divided by the diagonal of P",
                weights(&p, |p, i, j| -p[(i, j)]),
            )
            .mistake(
                "the entries are multiplied by the diagonal of P; divide by it",
                weights(&p, |p, i, j| -p[(i, j)] * p[(j, j)]),
            )
            .mistake(
                "the entries are divided by both diagonal entries; divide by that of the column",
                weights(&p, |p, i, j| -p[(i, j)] / (p[(i, i)] * p[(j, j)]).sqrt()),
            )
            .mistake(
                "these are the counts of items that occur together; invert G",
                weights(&co_counts, |counts, i, j| counts[(i, j)]),
            )
            .panics(
                "Xᵀ X has a row and a column for each item, and with `lambda` on its diagonal it \
                 can be inverted",
            );
        grading.ask(case, move || rows(&answer(&given, lambda)));
    }
    grading.outcome()
}

/// Tickets in random order, no two of them equal.
fn tickets(rng: &mut StdRng, n: usize) -> Vec<u64> {
    let mut tickets: Vec<u64> = (1..=n as u64).collect();
    tickets.shuffle(rng);
    tickets
}

/// Draws whose product with a small number of items is well away from a whole number.
fn draws(rng: &mut StdRng) -> Vec<f64> {
    let off_whole = |x: f64| (x - x.round()).abs();
    let clear = |&u: &f64| (1..10).all(|n| off_whole(u * f64::from(n)) > 1e-3);
    let draws = (0..rng.gen_range(1..7)).map(|_| f64::from(rng.gen_range(1..100)) / 100.0);
    draws.filter(clear).collect()
}

/// The first of each.
fn without_repeats(items: &[usize]) -> Vec<usize> {
    let first = |&place: &usize| !items[..place].contains(&items[place]);
    (0..items.len()).filter(first).map(|place| items[place]).collect()
}

fn sorted(mut items: Vec<usize>) -> Vec<usize> {
    items.sort_unstable();
    items
}

fn each(items: &[usize], f: impl Fn(usize) -> usize) -> Vec<usize> {
    items.iter().map(|&item| f(item)).collect()
}

fn sure(hit: bool) -> f64 {
    f64::from(u8::from(hit))
}

/// 1.0 where the user has touched the item.
fn interactions(rng: &mut StdRng, users: usize, items: usize) -> Vec<Vec<f32>> {
    let touched = |rng: &mut StdRng| f32::from(u8::from(rng.gen_bool(0.6)));
    (0..users).map(|_| (0..items).map(|_| touched(rng)).collect()).collect()
}

/// Samples of `m` items without replacement.
struct Sampled {
    /// The logarithms of the factorials.
    ln_factorials: Vec<f64>,
    m: usize,
}

impl Sampled {
    /// From up to `n` items.
    fn new(n: usize, m: usize) -> Self {
        let logarithms = (1..=n).scan(0.0, |sum, i| {
            *sum += (i as f64).ln();
            Some(*sum)
        });
        Self { ln_factorials: std::iter::once(0.0).chain(logarithms).collect(), m }
    }

    /// That `higher` items of a sample are among `rank` of the `n`.
    fn probability(&self, n: usize, rank: usize, higher: usize) -> f64 {
        if higher > rank.min(self.m) || self.m - higher > n - rank {
            return 0.0;
        }
        let ln_ways = |n: usize, few: usize| {
            self.ln_factorials[n] - self.ln_factorials[few] - self.ln_factorials[n - few]
        };
        let ways = ln_ways(rank, higher) + ln_ways(n - rank, self.m - higher);
        (ways - ln_ways(n, self.m)).exp()
    }
}

/// The inverse; NaN where there is none.
fn inverse(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let nan = || DMatrix::from_element(matrix.nrows(), matrix.nrows(), f64::NAN);
    matrix.clone().try_inverse().unwrap_or_else(nan)
}

/// Rows of weights by row and column, with zeros on the diagonal.
fn weights(p: &DMatrix<f64>, weight: impl Fn(&DMatrix<f64>, usize, usize) -> f64) -> Vec<Vec<f32>> {
    let weight = |i: usize, j: usize| if i == j { 0.0 } else { weight(p, i, j) };
    rows(&DMatrix::from_fn(p.nrows(), p.ncols(), weight))
}

fn rows(matrix: &DMatrix<f64>) -> Vec<Vec<f32>> {
    matrix.row_iter().map(|row| row.iter().map(|&x| x as f32).collect()).collect()
}
