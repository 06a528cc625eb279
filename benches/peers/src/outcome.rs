//! What a contestant has to show.

use crate::memory;
use anyhow::Result;
use serde::{Deserialize, Serialize};

/// A training that was run, or one that went on after this point.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Point {
    /// Passes over the training ratings.
    pub passes: usize,
    /// Seconds from ratings in memory to a model.
    pub seconds: f64,
    /// Mean squared error on the validation ratings.
    pub loss: f64,
}

/// All that a process reports of its contestant.
#[derive(Debug, Deserialize, Serialize)]
pub struct Outcome {
    /// The training with the usual number of passes.
    pub full: Point,
    /// Shorter ones.
    pub shorter: Vec<Point>,
    /// Training ratings.
    pub ratings: usize,
    /// The most memory during the full training, in megabytes, where the system tells.
    pub peak_memory_mb: Option<f64>,
    /// The settings of the training.
    pub settings: String,
}

impl Outcome {
    /// Ratings learned from in a second of the full training.
    pub fn ratings_per_second(&self) -> f64 {
        (self.ratings * self.full.passes) as f64 / self.full.seconds
    }

    /// Seconds of the quickest training that ends with this loss or a lower one.
    pub fn seconds_to(&self, loss: f64) -> Option<f64> {
        let points = self.shorter.iter().chain([&self.full]);
        let seconds = points.filter(|point| point.loss <= loss).map(|point| point.seconds);
        seconds.min_by(f64::total_cmp)
    }
}

/// The passes of the trainings that are tried when the time to a loss is asked for.
const LADDER: [usize; 8] = [1, 2, 3, 4, 6, 8, 11, 15];

/// Runs the full training, and then ever longer ones from the shortest on, each from the beginning, until
/// one ends with the `target` or a lower loss. This is fair to those whose steps shorten towards the end of
/// a training, and to those who would have done better to stop earlier.
pub fn climb(
    passes: usize,
    target: Option<f64>,
    mut train: impl FnMut(usize) -> Result<Point>,
) -> Result<(Point, Vec<Point>, Option<f64>)> {
    memory::forget_the_peak();
    let full = train(passes)?;
    let peak = memory::peak();
    let mut shorter = Vec::new();
    let target = target.unwrap_or(full.loss);
    for passes in LADDER.into_iter().filter(|&rung| rung < passes) {
        let point = train(passes)?;
        shorter.push(point);
        if point.loss <= target {
            break;
        }
    }
    Ok((full, shorter, peak))
}
