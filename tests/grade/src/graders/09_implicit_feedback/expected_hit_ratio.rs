//! Grades `expected_hit_ratio`.

use super::sure;
use crate::grading::{Case, Grading, show};
use crate::inputs::{TRIES, ids, rng};
use crate::outcome::Outcome;
use rand::Rng;
use std::collections::BTreeMap;

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
    // No item in the sample, and none at all.
    inputs.extend([(vec![3, 0], 5, 0, 1), (vec![0], 0, 3, 1)]);
    // A sample that 16 bits do not hold, of few items.
    inputs.push((vec![2], 4, 65_538, 1));
    // Probabilities so small that a start from the first of them finds only zeros; tens of thousands.
    inputs.extend([(vec![1_200], 2_400, 1_000, 501), (vec![300, 250], 600, 300, 140)]);
    inputs
        .extend([(vec![66_000, 5, 14], 70_000, 35_000, 10), (vec![65_536, 300], 70_000, 280, 260)]);
    let of_many = ((0..70_000).map(|user| [0, 2, 4][user * 3 / 70_000]).collect(), 4, 2, 1);
    let short = inputs.into_iter().map(|input| {
        let (ranks, n, m, k) = &input;
        (show!(ranks, n, m, k), input)
    });
    let short: Vec<(String, (Vec<usize>, usize, usize, usize))> = short.collect();
    let long = (
        "70,000 ranks, a third of them 0, a third 2, and the last third 4, n = 4, m = 2, k = 1"
            .to_owned(),
        of_many,
    );
    let mut grading = Grading::default();
    for (shown, (ranks, n, m, k)) in short.into_iter().chain([long]) {
        let users = ranks.len() as f64;
        // Each rank once, with the number of users who have it.
        let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
        ranks.iter().for_each(|&rank| *counts.entry(rank).or_default() += 1.0);
        let sum = |chance: &dyn Fn(usize) -> f64| -> f64 {
            counts.iter().map(|(&rank, count)| count * chance(rank)).sum()
        };
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
        let case = Case::new(shown, mean(&right))
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
