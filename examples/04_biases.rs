//! Chapter 4: a number for every user and every film; and the model overfits.
//!
//! cargo run --example 04_biases

use lab::{Figure, Result, TrainingArgs, figures};
use serde_json::json;
use std::process::ExitCode;
use workbook::learn::Learner;
use workbook::models::{Baseline, DotProduct, DotProductBias};

fn main() -> ExitCode {
    lab::main("Biases alone, the dot product without them, and both together, which overfits", run)
}

fn run(args: TrainingArgs) -> Result<()> {
    let mut report = args.experiment.report("04_biases");
    let (data, split) = args.experiment.data.load()?;
    let (n_users, n_items) = (data.n_users(), data.n_items());
    report.data(&data, &split);

    // ANCHOR: baselines
    let biases = Baseline::fit(&split.train, n_users, n_items);
    let films_alone = Baseline { user_offsets: vec![0.0; n_users], ..biases.clone() };
    let mean_alone = Baseline { item_offsets: vec![0.0; n_items], ..films_alone.clone() };
    // ANCHOR_END: baselines
    let [by_mean, by_films, by_biases] = [&mean_alone, &films_alone, &biases]
        .map(|baseline| baseline.mean_squared_error(&split.valid));
    report.say(format_args!(
        "The mean rating of {:.4} for all: valid {by_mean:.4}. With a bias for each film: {by_films:.4}.\n\
         With biases for films and users, found in one pass without any training: {by_biases:.4}.",
        biases.mean
    ));
    report.values("mean alone", json!({"rating": biases.mean, "valid_loss": by_mean}));
    report.values("films alone", json!({"valid_loss": by_films}));
    report.values("baseline", json!({"final_valid_loss": {"mean": by_biases, "sd": null}}));

    let factors_only = report.train("with y_range", args.all_seeds(), |seed| {
        let recipe = args.recipe(seed);
        let model = DotProduct::new(n_users, n_items, recipe.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid, recipe)
    })?;
    // ANCHOR: train
    let with_biases = report.train("with biases", args.all_seeds(), |seed| {
        let recipe = args.recipe(seed);
        let model = DotProductBias::new(n_users, n_items, recipe.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid, recipe)
    })?;
    // ANCHOR_END: train

    let runs = [factors_only.runs, with_biases.runs];
    let figure = Figure::new(
        "04_losses",
        "The model overfits",
        "Losses of the model with biases by epoch: the training loss falls to the end, the \
         validation loss turns and rises.",
    );
    report.figure(&figures::overfitting(&figure, &runs[1], by_biases));
    report.compare(&runs);
    if runs[1].overfit().mean > 0.0 {
        report.say(
            "The validation loss of the model with biases ends above its own best, because the model \
             has begun\nto learn the training ratings by heart. Chapter 5 has the cure.",
        );
    }
    report.finish()
}
