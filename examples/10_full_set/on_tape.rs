//! The same model through dfdx.

use crate::summary::Summary;
use crate::{Args, TrainingSet, memory};
use lab::{Report, Result, fit};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// How dfdx trains here.
pub fn recipe(args: &Args, batch_size: usize) -> Recipe {
    let &Args { factors, weight_decay, seed, .. } = args;
    Recipe { factors, batch_size, weight_decay, seed, ..Recipe::default() }
}

/// A learner that has not trained yet.
pub fn learner(set: &TrainingSet, recipe: Recipe) -> Learner<'_, DotProductBias> {
    let model = DotProductBias::new(set.n_users, set.n_items, recipe.factors, recipe.seed);
    Learner::new(model.with_y_range(set.y_range.clone()), &set.train, &set.valid, recipe)
}

/// Trains, and reports.
pub fn train(args: &Args, set: &TrainingSet, report: &mut Report) -> Result<()> {
    let ratings = set.train.len();
    let by_size = Recipe::batch_size_for(ratings);
    let recipe = recipe(args, args.batch_size.unwrap_or(by_size));
    memory::forget_the_peak();
    let history = fit(&mut learner(set, recipe), &report.progress_bar("dfdx"))?;
    let name = "dfdx";
    report.epochs(name, recipe.seed, &history);
    let text = match args.batch_size {
        Some(size) => format!("Through dfdx, in batches of {size}."),
        None => {
            format!("Through dfdx, in batches of {by_size}, which suits the number of ratings.")
        }
    };
    Summary { name, text, history, earlier: 0, ratings, threads: None, floor: set.floor }
        .report(report);
    Ok(())
}
