//! The training by hand, which Ctrl-C ends between two rounds.

use crate::summary::Summary;
use crate::{Args, TrainingSet, interrupt, memory};
use lab::{Report, Result};
use std::ops::ControlFlow;
use std::path::Path;
use workbook::learn::History;
use workbook::models::DotProductBias;
use workbook::scale::{ByHand, Ending, Settings, State};

/// A training from the beginning.
pub fn new(factors: usize, args: &Args, set: &TrainingSet) -> Result<ByHand> {
    let model = DotProductBias::new(set.n_users, set.n_items, factors, args.seed);
    of_model(model, args, set)
}

/// The same of biases alone.
pub fn biases(args: &Args, set: &TrainingSet) -> Result<ByHand> {
    let mut model = DotProductBias::new(set.n_users, set.n_items, 1, args.seed);
    // They stay at zero, because the gradient of one side's factors is a multiple of the other's.
    model.user_factors.weight.fill_with_zeros();
    model.item_factors.weight.fill_with_zeros();
    of_model(model, args, set)
}

fn of_model(model: DotProductBias, args: &Args, set: &TrainingSet) -> Result<ByHand> {
    let &Args { epochs, lr, weight_decay, seed, .. } = args;
    let settings = Settings { epochs, lr, weight_decay, seed };
    let model = model.with_y_range(set.y_range.clone());
    Ok(ByHand::new(model, &set.train, &set.valid, settings)?)
}

/// A training from where another was stopped.
pub fn resume(file: &Path, set: &TrainingSet) -> Result<ByHand> {
    Ok(ByHand::resume(State::load(file)?, &set.train, &set.valid)?)
}

/// Trains until the end, or until Ctrl-C.
pub fn train(
    training: &mut ByHand,
    threads: usize,
    set: &TrainingSet,
    report: &mut Report,
) -> Result<Ending> {
    let bar = report.ratings_bar("by hand");
    let earlier = training.history().epochs.len();
    memory::forget_the_peak();
    // ANCHOR: train
    let ending = interrupt::heed(|| {
        training.fit(threads, |progress| {
            bar.set_length(progress.of as u64);
            bar.set_position(progress.ratings as u64);
            match interrupt::is_pressed() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        })
    });
    // ANCHOR_END: train
    bar.finish_and_clear();
    let ending = ending?;
    let history = training.history();
    let (name, threads) = ("by hand", Some(threads));
    report.epochs(name, training.settings().seed, &history);
    let text = "By hand, every rating a step.".to_owned();
    Summary { name, text, history, earlier, ratings: set.train.len(), threads, floor: set.floor }
        .report(report);
    Ok(ending)
}

/// Trains until the end, whatever is pressed, and reports nothing but how far it is.
pub fn train_through(
    mut training: ByHand,
    threads: usize,
    name: &str,
    report: &Report,
) -> Result<History> {
    let bar = report.ratings_bar(name);
    training.fit(threads, |progress| {
        bar.set_length(progress.of as u64);
        bar.set_position(progress.ratings as u64);
        ControlFlow::Continue(())
    })?;
    bar.finish_and_clear();
    Ok(training.history())
}
