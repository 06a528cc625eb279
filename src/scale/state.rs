//! Everything that a training by hand needs to go on later.

use super::Settings;
use crate::learn::EpochRecord;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far a training has come.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Position {
    /// How it trains.
    pub settings: Settings,
    /// The epoch at work, counted from 0.
    pub epoch: usize,
    /// Rounds of it that are done.
    pub round: usize,
    /// The sum of squared errors in these rounds, in units of the ratings' scale.
    pub squares: f64,
    /// Seconds that these rounds took.
    pub seconds: f64,
    /// The epochs that are done.
    pub epochs: Vec<EpochRecord>,
    /// The range of the predictions.
    pub y_range: Range<f32>,
    /// Factors of each user and item.
    pub factors: usize,
    /// A number that only the same ratings in the same order share.
    pub fingerprint: u64,
}

/// A training, interrupted between two rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// How far it has come.
    pub position: Position,
    /// Every user's factors, bias, and sums of squared gradients of both, shape `(n_users, factors + 3)`.
    pub users: Vec<f32>,
    /// The same of every item, shape `(n_items, factors + 3)`.
    pub items: Vec<f32>,
}
