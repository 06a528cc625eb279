//! How high a ranker places what a user really touched next.

use crate::data::{Ratings, Touched, row_id};
use crate::{Error, Result};
use rand::{SeedableRng, rngs::StdRng, seq::index};

/// Where a held-out item stands among items that its user has not touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placing {
    /// How many of the others have a higher score.
    pub higher: usize,
    /// How many have the same score.
    pub equal: usize,
    /// How many others there are.
    pub others: usize,
}

// ANCHOR: placing
impl Placing {
    /// Compares the score of the held-out item with those of the others.
    pub fn new(held_out: f64, others: impl IntoIterator<Item = f64>) -> Self {
        let mut placing = Self { higher: 0, equal: 0, others: 0 };
        for score in others {
            placing.higher += usize::from(score > held_out);
            placing.equal += usize::from(score == held_out);
            placing.others += 1;
        }
        placing
    }

    /// The probability that the item is among the first `k`, if chance orders equal scores.
    pub fn hit_ratio(&self, k: usize) -> f64 {
        self.expected(|rank| if rank < k { 1.0 } else { 0.0 })
    }

    /// The expected gain of the item's place in a list of `k`: `1 / log2(rank + 2)` for a rank from 0,
    /// and nothing beyond the list (Järvelin and Kekäläinen, 2002,
    /// <https://doi.org/10.1145/582415.582418>). With a single item to be found, this is the NDCG.
    pub fn ndcg(&self, k: usize) -> f64 {
        self.expected(|rank| if rank < k { gain(rank) } else { 0.0 })
    }

    /// The mean of a value over the ranks that the item may have, counted from 0: chance orders equal
    /// scores.
    fn expected(&self, value: impl Fn(usize) -> f64) -> f64 {
        let ranks = self.higher..=self.higher + self.equal;
        ranks.map(value).sum::<f64>() / (self.equal + 1) as f64
    }
}
// ANCHOR_END: placing

impl Placing {
    /// The place among those of the others that are not among `some`.
    fn without(self, some: Self) -> Self {
        Self {
            higher: self.higher - some.higher,
            equal: self.equal - some.equal,
            others: self.others - some.others,
        }
    }

    // ANCHOR: sampled
    /// What [`hit_ratio`](Self::hit_ratio) would be on average if only `sample` of the others competed,
    /// drawn at random, none twice.
    pub fn expected_hit_ratio(&self, k: usize, sample: usize) -> f64 {
        self.expected(|rank| self.drawn_above(rank, sample).take(k).sum())
    }

    /// What [`ndcg`](Self::ndcg) would be on average if only `sample` of the others competed.
    pub fn expected_ndcg(&self, k: usize, sample: usize) -> f64 {
        self.expected(|rank| {
            let drawn = self.drawn_above(rank, sample).take(k);
            drawn.enumerate().map(|(rank, probability)| probability * gain(rank)).sum()
        })
    }

    /// The probability that a sample holds 0, 1, 2, … of those that stand above a rank. The number
    /// follows a hypergeometric distribution.
    fn drawn_above(&self, rank: usize, sample: usize) -> impl Iterator<Item = f64> {
        let others = self.others;
        let sample = sample.min(others);
        (0..=rank.min(sample)).map(move |drawn| {
            // The rest of the sample comes from those below the rank, if there are that many.
            if sample - drawn > others - rank {
                return 0.0;
            }
            let ways = ln_choose(rank, drawn) + ln_choose(others - rank, sample - drawn);
            (ways - ln_choose(others, sample)).exp()
        })
    }
    // ANCHOR_END: sampled
}

/// The logarithm of the number of ways to choose `k` out of `n`.
fn ln_choose(n: usize, k: usize) -> f64 {
    let ln_factorial = |n: usize| libm::lgamma(n as f64 + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// What an item at a rank, counted from 0, is worth.
fn gain(rank: usize) -> f64 {
    1.0 / (rank as f64 + 2.0).log2()
}

/// The NDCG of a list of items, best first, of which several may be relevant: the sum of what the relevant
/// ones are worth at their places, divided by that of the best list of the same length.
pub fn ndcg_of_list(list: &[usize], relevant: &[usize]) -> f64 {
    let found = list.iter().enumerate().filter(|(_, item)| relevant.contains(item));
    let best = (0..list.len().min(relevant.len())).map(gain).sum::<f64>();
    found.map(|(rank, _)| gain(rank)).sum::<f64>() / best
}

/// How many negatives compete with the held-out item by the usual protocol (He et al., 2017,
/// <https://arxiv.org/abs/1708.05031>).
pub const SAMPLED_NEGATIVES: usize = 99;

/// Judges rankers by the items held out, one for each user.
#[derive(Clone, Debug)]
pub struct Judge<'a> {
    held_out: &'a Ratings,
    touched: &'a Touched,
    /// The negatives of each held-out item.
    sampled: Vec<Vec<u32>>,
}

/// Where each held-out item stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Placings {
    /// Among sampled negatives.
    pub sampled: Vec<Placing>,
    /// Among all items that the user has not touched.
    pub all: Vec<Placing>,
}

impl<'a> Judge<'a> {
    /// Draws the negatives of each held-out item: distinct items that its user has not touched, as many
    /// as there are if that is fewer than `negatives`. `touched` includes what is held out.
    pub fn new(held_out: &'a Ratings, touched: &'a Touched, negatives: usize, seed: u64) -> Self {
        let rng = &mut StdRng::seed_from_u64(seed);
        let draw = |(user, _)| {
            let untouched = touched.n_untouched(user);
            let places = index::sample(rng, untouched, negatives.min(untouched));
            places.into_iter().map(|place| row_id(touched.untouched(user, place))).collect()
        };
        Self { held_out, touched, sampled: held_out.pairs().map(draw).collect() }
    }

    /// How many users have fewer untouched items than `negatives`.
    pub fn short_of(&self, negatives: usize) -> usize {
        self.sampled.iter().filter(|sampled| sampled.len() < negatives).count()
    }

    /// Each user with the item held out and the negatives that compete with it.
    pub fn candidates(&self) -> impl Iterator<Item = (usize, usize, &[u32])> {
        let pairs = self.held_out.pairs().zip(&self.sampled);
        pairs.map(|((user, item), sampled)| (user, item, &sampled[..]))
    }

    /// Finds the place of each held-out item, in their order. `scores` gives the scores of all items for
    /// a user; the higher, the better.
    ///
    /// # Errors
    /// If a score is NaN, which has no place in any order.
    pub fn place(&self, mut scores: impl FnMut(usize) -> Vec<f64>) -> Result<Placings> {
        let mut placings = Placings { sampled: Vec::new(), all: Vec::new() };
        for (user, held_out, sampled) in self.candidates() {
            let scores = scores(user);
            if let Some(item) = scores.iter().position(|score| score.is_nan()) {
                return Err(Error::Settings(format!(
                    "the score of item {item} for user {user} is not a number; nothing can be ranked"
                )));
            }
            let among = |others: &[u32]| {
                Placing::new(scores[held_out], others.iter().map(|&item| scores[item as usize]))
            };
            placings.sampled.push(among(sampled));
            // It is faster to compare with all items and to leave out the touched ones afterwards.
            let all = Placing::new(scores[held_out], scores[1..].iter().copied());
            placings.all.push(all.without(among(self.touched.by(user))));
        }
        Ok(placings)
    }
}
