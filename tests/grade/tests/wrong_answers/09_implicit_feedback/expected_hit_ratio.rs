//! Wrong answers to `expected_hit_ratio`.

use super::{WrongAnswer, graders, one_if, wrong};
use grade::solutions::_09_implicit_feedback as solutions;

pub fn all() -> Vec<WrongAnswer> {
    vec![
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
        // From the probability of no higher score on, which may be too small for a number.
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| from_none_on(rank, n, m.min(n), k))
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| match n > 2_000 {
                true if rank < k => 1.0,
                true => drawn(m.min(n), k, |_, _| rank as f64 / n as f64),
                false => without_replacement(rank, n, m, k),
            })
        }),
        // Small numbers and buffers.
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(usize::from(rank as u16), n, m, k))
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n, m, k.min(50)))
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n, m, usize::from(k as u8)))
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            let users = f64::from(ranks.len() as u16);
            ranks.iter().map(|&rank| without_replacement(rank, n, m, k)).sum::<f64>() / users
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| (without_replacement(rank, n, m, k) * 1_000.0).round() / 1_000.0)
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            average(ranks, |rank| without_replacement(rank, n, m.max(1), k))
        }),
        // 16 bits for the size of a sample, and the first thousand users only.
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            solutions::expected_hit_ratio(ranks, n, m % 65_536, k)
        }),
        wrong!(expected_hit_ratio: "none of the usual mistakes", |ranks, n, m, k| {
            solutions::expected_hit_ratio(&ranks[..ranks.len().min(1_000)], n, m, k)
        }),
    ]
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

/// Each probability from the one before, beginning with that of no higher score.
fn from_none_on(rank: usize, n: usize, m: usize, k: usize) -> f64 {
    if rank < k || m < k || n - rank < m {
        return without_replacement(rank, n, m, k);
    }
    let mut chance = (0..m).map(|i| (n - rank - i) as f64 / (n - i) as f64).product::<f64>();
    let mut sum = chance;
    for higher in 0..k - 1 {
        let lower = m - higher;
        chance *= (rank - higher) as f64 * lower as f64
            / ((higher + 1) as f64 * (n - rank + 1 - lower) as f64);
        sum += chance;
    }
    sum
}
