//! Chapter 4: a number for every user and every film; and the model overfits.
//!
//! cargo run --example 04_biases

use serde_json::json;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, Report, TrainingArgs};
use workbook::learn::Learner;
use workbook::models::{Baseline, DotProduct, DotProductBias};
use workbook::plot::{Figure, chapters};

fn main() -> ExitCode {
    cli::main("Biases alone, the dot product without them, and both together, which overfits", run)
}

fn run(args: TrainingArgs) -> Result<()> {
    let mut report = Report::new("04_biases", &args.output, Some(args.training.seed));
    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let device = cli::device()?;
    let training = &args.training;
    let (n_users, n_items) = (data.n_users(), data.n_items());

    // ANCHOR: baselines
    let biases = Baseline::fit(&split.train, n_users, n_items);
    let films_alone = Baseline { user_offsets: vec![0.0; n_users], ..biases.clone() };
    let mean_alone = Baseline { item_offsets: vec![0.0; n_items], ..films_alone.clone() };
    // ANCHOR_END: baselines
    let [mean_alone_loss, films_alone_loss, baseline] = [&mean_alone, &films_alone, &biases]
        .map(|baseline| baseline.mean_squared_error(&split.valid));
    report.say(format_args!(
        "The mean rating of {:.4} for all: valid {mean_alone_loss:.4}. \
         With a bias for each film: {films_alone_loss:.4}.\n\
         Biases alone, estimated in one pass without any training: valid {baseline:.4}.",
        biases.mean
    ))?;
    report.summary("mean alone", json!({"rating": biases.mean, "valid_loss": mean_alone_loss}))?;
    report.summary("films alone", json!({"valid_loss": films_alone_loss}))?;
    report.summary("baseline", json!({"final_valid_loss": {"mean": baseline, "sd": null}}))?;

    let factors_only = report.train("with y_range", training, |seed, progress| {
        let model = DotProduct::new(&device, n_users, n_items, training.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(args.weight_decay)
            .on_progress(progress)
            .fit_one_cycle(training.epochs, training.lr)
    })?;
    // ANCHOR: train
    let with_biases = report.train("with biases", training, |seed, progress| {
        let model = DotProductBias::new(&device, n_users, n_items, training.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(args.weight_decay)
            .on_progress(progress)
            .fit_one_cycle(training.epochs, training.lr)
    })?;
    // ANCHOR_END: train

    let overfit = with_biases.overfit().mean;
    let figure = Figure::new(
        "04_losses",
        "The model overfits",
        "Losses of the model with biases by epoch: the training loss falls to the end, the \
         validation loss turns and rises.",
    );
    report.figure(&chapters::losses(&figure, std::slice::from_ref(&with_biases))?)?;
    report.compare(&[factors_only, with_biases])?;
    if overfit > 0.0 {
        report.say(format_args!(
            "The validation loss of the model with biases ends {overfit:.4} above its own best: it \
             has begun to learn\nthe training ratings by heart. Chapter 5 has the cure."
        ))?;
    }
    report.finish()
}
