//! The same training through dfdx in batches of every size: what it costs, and where it ends.

use crate::on_tape::{learner, recipe};
use crate::{Args, TrainingSet};
use lab::figures::{InBatches, batches};
use lab::{Report, Result, Row, fit};
use workbook::Error;
use workbook::learn::{History, Recipe};

/// The sizes of a batch, from which those are taken that the training ratings fill.
const SIZES: [usize; 6] = [64, 256, 1_024, 4_096, 16_384, 65_536];

/// Trains in batches of all sizes, each at two learning rates, and draws loss against seconds.
pub fn draw(args: &Args, set: &TrainingSet, report: &mut Report) -> Result<()> {
    let mut rows = Vec::new();
    let mut drawn = Vec::new();
    let n_train = set.train.len();
    let smallest = SIZES[0];
    if n_train < smallest {
        let message = format!(
            "{n_train} training ratings do not fill a batch of {smallest}; use more ratings"
        );
        return Err(Error::Settings(message).into());
    }
    for batch_size in SIZES.into_iter().filter(|&size| size <= n_train) {
        let Recipe { epochs, lr, batch_size: usual, .. } = Recipe::default();
        let train = |lr| {
            let recipe = Recipe { lr, ..recipe(args, batch_size) };
            let mut learner = learner(set, recipe);
            fit(&mut learner, &report.progress_bar(&format!("batch of {batch_size}, lr {lr:.3}")))
        };
        let same_rate = train(lr)?;
        // The noise of a batch's mean gradient falls with the root of its size.
        let higher_lr = lr * (batch_size as f64 / usual as f64).sqrt();
        let higher_rate = train(higher_lr)?;
        let seconds = seconds(&same_rate);
        let steps = n_train / batch_size * epochs;
        let row = Row::new(format!("batch, {batch_size}"), batch_size.to_string())
            .number("steps", steps as f64, 0)
            .number("seconds", seconds, 1)
            .number("final_valid_loss", same_rate.last().valid_loss, 4)
            .number("higher_lr", higher_lr, 3)
            .number("higher_lr_valid_loss", higher_rate.last().valid_loss, 4)
            .hidden("batch_size", batch_size)
            .hidden("final_train_loss", same_rate.last().train_loss)
            .hidden("ratings_per_second", (n_train * epochs) as f64 / seconds);
        rows.push(row);
        drawn.push(InBatches { batch_size, same_rate, higher_rate });
    }
    report.say(
        "Batches: the steps and seconds of a training through dfdx, and its validation loss at the usual\n\
         learning rate; then a rate that rises with the root of the batch, and the loss at that.",
    );
    let header = ["batch", "steps", "seconds", "valid", "higher lr", "valid"];
    report.table(&header, rows);
    report.figure(&batches(&drawn));
    Ok(())
}

fn seconds(history: &History) -> f64 {
    history.epochs.iter().map(|epoch| epoch.seconds).sum()
}
