//! The same model through dfdx, on a part of the ratings where there are many.

use crate::summary::Summary;
use crate::{Args, TrainingSet, memory};
use lab::{Report, Result, fit};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// The most ratings that dfdx trains on here.
const MOST: usize = 1_000_000;
/// Its passes over them.
const EPOCHS: usize = 2;
/// One batch of fastai's size for so many ratings.
const PER_BATCH_OF_64: usize = 100_000;
/// The largest batch that is chosen by default.
const LARGEST_BATCH: usize = 8_192;

/// Trains, and reports.
pub fn train(args: &Args, set: &TrainingSet, report: &mut Report) -> Result<()> {
    let train = set.train.select(0..set.train.len().min(MOST));
    let by_size = (64 * (train.len() / PER_BATCH_OF_64).max(1)).min(LARGEST_BATCH);
    let recipe = Recipe {
        epochs: EPOCHS,
        factors: args.factors,
        batch_size: args.batch_size.unwrap_or(by_size),
        weight_decay: args.weight_decay,
        seed: args.seed,
        ..Recipe::default()
    };
    memory::forget_the_peak();
    let model = DotProductBias::new(set.n_users, set.n_items, recipe.factors, recipe.seed);
    let model = model.with_y_range(set.y_range.clone());
    let mut learner = Learner::new(model, &train, &set.valid, recipe);
    let history = fit(&mut learner, &report.progress_bar("dfdx"))?;
    let name = "dfdx";
    report.epochs(name, recipe.seed, &history);
    let text = format!(
        "Through dfdx, {} of the {} training ratings, {EPOCHS} epochs in batches of {}.",
        train.len(),
        set.train.len(),
        recipe.batch_size
    );
    Summary { name, text, history, earlier: 0, ratings: train.len(), threads: 1, floor: set.floor }
        .report(report);
    Ok(())
}
