//! Ours, through dfdx.

use crate::contestant::FACTORS;
use crate::outcome::{Outcome, Point, climb};
use crate::set::Set;
use anyhow::Result;
use std::time::Instant;
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// Trains with the defaults of chapter 10, on all the ratings.
///
/// # Errors
/// If a loss is not finite.
pub fn run(set: &Set, target: Option<f64>) -> Result<Outcome> {
    let defaults = Recipe {
        factors: FACTORS,
        batch_size: Recipe::batch_size_for(set.train.len()),
        weight_decay: Recipe::BEST_WEIGHT_DECAY,
        ..Recipe::default()
    };
    // A training validates after every pass. On one rating this takes no time.
    let hardly_any = set.valid.select(0..1);
    let train = |passes| {
        let recipe = Recipe { epochs: passes, ..defaults };
        let start = Instant::now();
        let model = DotProductBias::new(set.n_users, set.n_items, FACTORS, recipe.seed);
        let model = model.with_y_range(set.y_range.clone());
        let mut learner = Learner::new(model, &set.train, &hardly_any, recipe);
        learner.fit_one_cycle()?;
        let seconds = start.elapsed().as_secs_f64();
        Ok(Point { passes, seconds, loss: learner.loss_on(&set.valid) })
    };
    let (full, shorter, peak_memory_mb) = climb(defaults.epochs, target, train)?;
    let Recipe { lr, weight_decay, batch_size, .. } = defaults;
    let settings = format!(
        "the recipe of chapters 5 and 10: one cycle up to {lr}, weight decay {weight_decay}, batches of \
         {batch_size}; two threads where a batch is large"
    );
    Ok(Outcome { full, shorter, ratings: set.train.len(), peak_memory_mb, settings })
}
