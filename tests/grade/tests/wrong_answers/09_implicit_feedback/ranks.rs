//! Wrong answers to `hit_ratio_at_k` and `ndcg_at_k`.

use super::{WrongAnswer, graders, one_if, wrong};
use grade::solutions::_09_implicit_feedback as solutions;

pub fn all() -> Vec<WrongAnswer> {
    vec![
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
        // Scores that lose digits, small counters and buffers.
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            by_key(held_out, others, k, |score| score as f32)
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            by_key(held_out, others, k, |score| (score * 1e9) as i64)
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            by_key(held_out, others, k, |score| score.clamp(0.0, 1.0))
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            let hit = |(score, others): (&f64, &Vec<f64>)| {
                let higher = others.iter().filter(|other| *other - score > 1e-9).count();
                let ties = others.iter().filter(|other| (*other - score).abs() <= 1e-9).count();
                chance(higher, ties, k)
            };
            held_out.iter().zip(others).map(hit).sum::<f64>() / held_out.len() as f64
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(usize::from(higher as u8), ties, k))
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(usize::from(higher as u16), ties, k))
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(higher, usize::from(ties as u8), k))
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            share(held_out, others, |higher, ties| chance(higher, ties, usize::from(k as u16)))
        }),
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            let hits = share(held_out, others, |higher, ties| chance(higher, ties, k));
            hits * held_out.len() as f64 / f64::from(held_out.len() as u16)
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
        // Small numbers and tables.
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, |rank| discounted(f64::from(rank as usize as u8)))
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, |rank| discounted(f64::from(rank as usize as u16)))
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, |rank| discounted(f64::from(rank as usize as u32)))
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            let short: Vec<usize> = ranks.iter().map(|&rank| rank as u32 as usize).collect();
            gains(&short, k, discounted)
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| gains(ranks, k.min(100), discounted)),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, |rank| if rank < 1_000.0 { discounted(rank) } else { 0.0 })
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, discounted) * ranks.len() as f64 / f64::from(ranks.len() as u8)
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, discounted) * ranks.len() as f64 / f64::from(ranks.len() as u16)
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            gains(ranks, k, |rank| (discounted(rank) * 100.0).round() / 100.0)
        }),
        // The first thousand users only.
        wrong!(hit_ratio_at_k: "none of the usual mistakes", |held_out, others, k| {
            solutions::hit_ratio_at_k(&held_out[..held_out.len().min(1_000)], others, k)
        }),
        wrong!(ndcg_at_k: "none of the usual mistakes", |ranks, k| {
            solutions::ndcg_at_k(&ranks[..ranks.len().min(1_000)], k)
        }),
    ]
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

fn discounted(rank: f64) -> f64 {
    1.0 / (rank + 2.0).log2()
}

/// The mean over users of what a place below `k` counts.
fn gains(ranks: &[usize], k: usize, gain: impl Fn(f64) -> f64) -> f64 {
    let hits = ranks.iter().filter(|&&rank| rank < k);
    hits.map(|&rank| gain(rank as f64)).sum::<f64>() / ranks.len() as f64
}

/// The share of hits by keys instead of scores.
fn by_key<K: PartialOrd>(
    held_out: &[f64],
    others: &[Vec<f64>],
    k: usize,
    key: impl Fn(f64) -> K,
) -> f64 {
    let hit = |(&score, others): (&f64, &Vec<f64>)| {
        let higher = others.iter().filter(|other| key(**other) > key(score)).count();
        let ties = others.iter().filter(|other| key(**other) == key(score)).count();
        chance(higher, ties, k)
    };
    held_out.iter().zip(others).map(hit).sum::<f64>() / held_out.len() as f64
}
