//! Chapter 8: embeddings of unequal width side by side, and dense layers in place of the dot product.
//!
//! cargo run --example 08_concatenated_mlp

mod network;

use clap::Parser;
use lab::{ExperimentOptions, Figure, Result, figures};
use network::Network;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use workbook::data::SideFeature;
use workbook::learn::{Learner, Recipe, Runs};
use workbook::models::{Baseline, CollabNn, CollabNnConfig, DotProductBias};
use workbook::saved::{About, ModelFile};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    experiment: ExperimentOptions,
    /// Widths of the embeddings of users and films; by default min(600, round(1.6 n^0.56)) of their
    /// number n. (`--factors` is the dot product's.)
    #[arg(long, value_name = "USERS,FILMS", value_parser = lab::two_counts, help_heading = "Training")]
    widths: Option<(usize, usize)>,
    /// Share of the hidden outputs that training sets to zero at random.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = lab::probability, help_heading = "Training")]
    dropout: f64,
    /// Side features to concatenate, all together in one model; by default all that the data offer.
    #[arg(
        long,
        value_name = "FEATURES",
        value_enum,
        value_delimiter = ',',
        help_heading = "Training"
    )]
    side: Option<Vec<SideFeature>>,
    /// Try each of the side features alone as well.
    #[arg(long, help_heading = "Training")]
    each: bool,
    /// Leave side features out.
    #[arg(long, conflicts_with_all = ["side", "each"], help_heading = "Training")]
    no_side: bool,
    /// Save the network with the lowest validation loss at its end in this file (safetensors).
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
}

fn main() -> ExitCode {
    lab::main("Embeddings and dense layers in place of the dot product; side features", run)
}

fn run(args: Args) -> Result<()> {
    let experiment = &args.experiment;
    let mut report = experiment.report("08_concatenated_mlp");
    let (mut data, split) = experiment.data.load()?;
    let asked = if args.no_side { Some(Vec::new()) } else { args.side };
    let side = network::side_features(asked, &mut data)?;
    lab::check_save(args.save.as_deref(), &data)?;
    report.data(&data, &split);
    network::say_which(&side, &mut report);

    // The model to beat: chapter 5's.
    let dot_product = report.train("dot product, wd=0.1", experiment.all_seeds(), |seed| {
        let weight_decay = Recipe::BEST_WEIGHT_DECAY;
        let recipe = Recipe { weight_decay, seed, ..experiment.recipe };
        let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid, recipe)
    })?;
    let mut runs = vec![dot_product.runs];
    let mut best: Option<(f64, String, ModelFile)> = None;
    for network in Network::all(&side, args.each) {
        let name = network.name();
        let encoder = data.add_side_features(&network.side)?;
        let split = data.split_by_rows(&split.valid_rows)?;
        let inputs = encoder.shape();
        let config = CollabNnConfig {
            widths: args.widths,
            categories: inputs.categories,
            numbers: inputs.numbers,
            hidden: network.hidden,
            dropout: args.dropout,
        };
        let new = |seed| {
            CollabNn::new(data.n_users(), data.n_items(), &config, seed)
                .with_y_range(data.y_range())
        };
        network::describe(&name, new(0), &mut report);
        let trained = report.train(&name, experiment.all_seeds(), |seed| {
            let recipe = Recipe { weight_decay: network.weight_decay, seed, ..experiment.recipe };
            Learner::new(new(seed), &split.train, &split.valid, recipe)
        })?;
        for (learner, history) in trained.learners.iter().zip(&trained.runs.histories) {
            let loss = history.last().valid_loss;
            if best.as_ref().is_none_or(|(lowest, ..)| loss < *lowest) {
                let about = About::new(&data, learner.recipe, history.clone());
                let about = About { side: encoder.clone(), ..about };
                best = Some((loss, name.clone(), ModelFile::new(&learner.model, about)));
            }
        }
        runs.push(trained.runs);
    }
    report.compare(&runs);
    if let (Some(path), Some((_, name, file))) = (&args.save, best) {
        let seed = file.about.recipe.seed;
        let text = format!("Best network: {name}, seed {seed}, saved as {}", path.display());
        report.save(&file, path, json!({"network": name, "seed": seed}), text);
    }

    let figure = Figure::new(
        "08_losses",
        "Dense layers against the dot product",
        "Validation losses by epoch of the dot product with biases and of the networks with one and two \
         hidden layers, with and without side features.",
    );
    // Single side features have their place in the table; lines for all would hide each other.
    let shown: Vec<Runs> = runs.iter().take(3).chain(runs[3..].last()).cloned().collect();
    let biases = Baseline::fit(&split.train, data.n_users(), data.n_items());
    let baseline = biases.mean_squared_error(&split.valid);
    report.figure(&figures::valid_losses(&figure, &shown, baseline));
    report.finish()
}
