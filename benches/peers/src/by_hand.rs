//! Ours, without a tape and on several threads.

use crate::contestant::FACTORS;
use crate::outcome::{Outcome, Point, climb};
use crate::set::Set;
use anyhow::Result;
use std::ops::ControlFlow;
use std::time::Instant;
use workbook::interpret::Learned;
use workbook::learn::Recipe;
use workbook::models::DotProductBias;
use workbook::scale::{ByHand, Settings};

/// Trains with the defaults of chapter 10.
///
/// # Errors
/// If a loss is not finite.
pub fn run(set: &Set, threads: usize, target: Option<f64>) -> Result<Outcome> {
    let defaults = Settings { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Settings::default() };
    // A training validates after every pass. On one rating this takes no time.
    let hardly_any = set.valid.select(0..1);
    let train = |passes| {
        let settings = Settings { epochs: passes, ..defaults };
        let start = Instant::now();
        let model = DotProductBias::new(set.n_users, set.n_items, FACTORS, settings.seed);
        let model = model.with_y_range(set.y_range.clone());
        let mut training = ByHand::new(model, &set.train, &hardly_any, settings)?;
        training.fit(threads, |_| ControlFlow::Continue(()))?;
        let seconds = start.elapsed().as_secs_f64();
        Ok(Point { passes, seconds, loss: Learned::from_model(&training.model()).mse(&set.valid) })
    };
    let (full, shorter, peak_memory_mb) = climb(defaults.epochs, target, train)?;
    let Settings { lr, weight_decay, .. } = defaults;
    let settings = format!(
        "the defaults of chapter 10: rate {lr}, weight decay {weight_decay}; {threads} threads"
    );
    Ok(Outcome { full, shorter, ratings: set.train.len(), peak_memory_mb, settings })
}
