//! The laboratory of chapter 9: a ranker is fitted, and what it is worth follows for any number of films that
//! the right one has to beat.

use crate::{Event, Ranker};
use serde::Serialize;
use workbook::data::{Dataset, HoldOut, LeaveOneOut, Touched, builtin};
use workbook::interpret::{Judge, Placing, Placings, SAMPLED_NEGATIVES};
use workbook::{Error, Result};

/// The seed of all that is random, as in the recorded run of the built-in data.
const SEED: u64 = 0;
/// The length of a list.
const K: usize = 10;

/// Interactions, and the latest of each user held out.
pub struct Laboratory {
    pub(crate) data: Dataset,
    pub(crate) split: LeaveOneOut,
    /// What the training interactions touch.
    pub(crate) known: Touched,
    /// What all interactions touch, those held out included.
    pub(crate) touched: Touched,
    /// The training interactions of each user, the earliest first.
    pub(crate) sequences: Vec<Vec<u32>>,
}

/// How high a ranker places the films held out.
#[derive(Clone, Debug, Serialize)]
pub struct Ranked {
    /// The hit ratio at 10 to expect against each number of negatives that was asked for.
    pub expected_hr10: Vec<f64>,
    /// The NDCG at 10 to expect, likewise.
    pub expected_ndcg10: Vec<f64>,
    /// The hit ratio against the 99 negatives that the recorded run drew.
    pub hr10_99: f64,
    /// The NDCG against them.
    pub ndcg10_99: f64,
    /// The hit ratio against all films.
    pub hr10_all: f64,
    /// The NDCG against all films.
    pub ndcg10_all: f64,
}

impl Laboratory {
    /// A laboratory with the built-in interactions.
    pub fn builtin() -> Self {
        let data = builtin::dataset();
        let interactions = data.interactions();
        let split = data.leave_one_out(&interactions, HoldOut::Latest, SEED);
        let touched = |interactions| Touched::new(interactions, data.n_users(), data.n_items());
        Self {
            known: touched(&split.train),
            touched: touched(&interactions),
            sequences: data.sequences(&split.train, SEED),
            split,
            data,
        }
    }

    /// Fits a ranker and judges it. One that learns in epochs takes those of the chapter unless it is told
    /// otherwise.
    ///
    /// # Errors
    /// If there is no epoch, or a loss or a score is no longer finite.
    pub fn rank(
        &self,
        ranker: Ranker,
        epochs: Option<usize>,
        negatives: &[usize],
        hear: &mut dyn FnMut(Event),
    ) -> Result<Ranked> {
        if epochs == Some(0) {
            return Err(Error::Settings("a training has at least one epoch".to_owned()));
        }
        let scores = ranker.fit(self, epochs, hear)?;
        let judge = Judge::new(&self.split.held_out, &self.touched, SAMPLED_NEGATIVES, SEED);
        let Placings { sampled, all } = judge.place(scores)?;
        let expected = |value: fn(&Placing, usize) -> f64| {
            negatives.iter().map(|&n| mean(&all, |placing| value(placing, n))).collect()
        };
        Ok(Ranked {
            expected_hr10: expected(|placing, n| placing.expected_hit_ratio(K, n)),
            expected_ndcg10: expected(|placing, n| placing.expected_ndcg(K, n)),
            hr10_99: mean(&sampled, |placing| placing.hit_ratio(K)),
            ndcg10_99: mean(&sampled, |placing| placing.ndcg(K)),
            hr10_all: mean(&all, |placing| placing.hit_ratio(K)),
            ndcg10_all: mean(&all, |placing| placing.ndcg(K)),
        })
    }
}

/// The mean of a value over the users.
fn mean(placings: &[Placing], value: impl Fn(&Placing) -> f64) -> f64 {
    placings.iter().map(value).sum::<f64>() / placings.len() as f64
}
