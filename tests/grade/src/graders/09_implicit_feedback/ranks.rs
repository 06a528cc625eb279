//! Grades `hit_ratio_at_k` and `ndcg_at_k`.

use super::sure;
use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, rng};
use crate::outcome::Outcome;
use rand::Rng;

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
    // Scores of any size; scores that differ by as little as they can. None is -0.0.
    inputs.push((
        vec![-3e6, 5e6, 0.0],
        vec![vec![-2e6, -1e9], vec![1e9, 2e6], vec![-1.0, -100.0, 0.0]],
        1,
    ));
    for size in [1e-8f64, 1.0, 1e6, -1e-8, -1.0, -1e6] {
        let others = vec![vec![size.next_up(), size], vec![size.next_down(), size], vec![size]];
        inputs.push((vec![size, size, size.next_up()], others, 1));
    }
    let short: Vec<_> = inputs
        .into_iter()
        .map(|input| {
            let (held_out, others, k) = &input;
            (show!(held_out, others, k), input)
        })
        .collect();
    let mut grading = Grading::default();
    for (shown, (held_out, others, k)) in short.into_iter().chain(long_rankings()) {
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
        let case = Case::new(shown, mean(&|h, t, _| right(h, t)))
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

/// The parameters of `hit_ratio_at_k`, in their order, and how to show them.
type Long = (String, (Vec<f64>, Vec<Vec<f64>>, usize));

/// More others, ties and users than small counters and buffers hold.
fn long_rankings() -> Vec<Long> {
    let one = |higher: usize, ties: usize, lower: usize, k: usize| {
        let others = [vec![0.75; higher], vec![0.5; ties], vec![0.25; lower]].concat();
        (vec![0.5], vec![others], k)
    };
    let users = |n: usize| {
        let others = (0..n).map(|user| vec![if user < n / 4 { 0.75 } else { 0.25 }]).collect();
        (vec![0.5; n], others, 1)
    };
    let inputs = [
        (
            "held_out = [0.5], of the others 258 score 0.75 and 10 score 0.25, k = 5",
            one(258, 0, 10, 5),
        ),
        ("held_out = [0.5], 65,538 others score 0.75, k = 5", one(65_538, 0, 0, 5)),
        ("held_out = [0.5], 299 others score 0.75, 100 score 0.25, k = 300", one(299, 0, 100, 300)),
        (
            "held_out = [0.5], of the others 2 score 0.75 and 299 score 0.5, k = 10",
            one(2, 299, 0, 10),
        ),
        ("held_out = [0.5], 70,000 others score 0.5, k = 10", one(0, 70_000, 0, 10)),
        (
            "held_out = [0.5], 66,000 others score 0.75, 5,000 score 0.25, k = 70,000",
            one(66_000, 0, 5_000, 70_000),
        ),
        (
            "300 users, whose held-out item is the second of two for the first quarter of them, k = 1",
            users(300),
        ),
        (
            "70,000 users, whose held-out item is the second of two for the first quarter of them, k = 1",
            users(70_000),
        ),
    ];
    inputs.map(|(shown, input)| (shown.to_owned(), input)).into()
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
    // Lists and catalogues that are long, down to places that 8, 16 and 32 bits do not hold.
    inputs.extend([
        (vec![150, 7], 200),
        (vec![999, 1_000], 1_000),
        (vec![256, 65_535, 65_536], 100_000),
    ]);
    inputs.extend([(vec![1 << 33, 5_000_000], 1 << 40), (vec![3, 1 << 32], 300)]);
    let cycle = |n: usize| (0..n).map(|user| [0, 2, 12, 0][user * 4 / n]).collect();
    let long: [(&str, Vec<usize>, usize); 2] = [
        (
            "300 users, a quarter with rank 0, then one with 2, one with 12, and one with 0, k = 10",
            cycle(300),
            10,
        ),
        (
            "70,000 users, a quarter with rank 0, then one with 2, one with 12, and one with 0, k = 10",
            cycle(70_000),
            10,
        ),
    ];
    let short: Vec<_> = inputs.into_iter().map(|(ranks, k)| (show!(ranks, k), ranks, k)).collect();
    let long = long.into_iter().map(|(shown, ranks, k)| (shown.to_owned(), ranks, k));
    let mut grading = Grading::default();
    for (shown, ranks, k) in short.into_iter().chain(long) {
        let users = ranks.len() as f64;
        let sum = |places: usize, gain: &dyn Fn(f64) -> f64| -> f64 {
            let hits = ranks.iter().filter(|&&rank| rank < places);
            hits.map(|&rank| gain(rank as f64)).sum()
        };
        let mean = |places: usize, gain: &dyn Fn(f64) -> f64| (sum(places, gain) / users) as f32;
        let right = |rank: f64| 1.0 / (rank + 2.0).log2();
        let hits = ranks.iter().filter(|&&rank| rank < k).count();
        let case = Case::new(shown, mean(k, &right))
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
