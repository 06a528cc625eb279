//! All chapters at a glance: where the model of each ends.
//!
//! cargo run --example journey

use clap::Parser;
use dfdx::prelude::AutoDevice;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions, TrainingOptions};
use workbook::data::{SideFeature, Split};
use workbook::learn::{Learner, Runs, recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProduct, DotProductBias, Model};
use workbook::plot::chapters;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    training: TrainingOptions,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main("The model of each chapter, trained by the same recipe, and where its loss ends", run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("journey", &args.output, Some(args.training.seed));
    let (mut data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let (device, training) = (cli::device()?, &args.training);
    let (n_users, n_items, y_range) = (data.n_users(), data.n_items(), data.y_range());

    let dot_product = |seed| DotProduct::new(&device, n_users, n_items, training.factors, seed);
    let ranged = |seed| dot_product(seed).with_y_range(y_range.clone());
    let biased = |seed| {
        DotProductBias::new(&device, n_users, n_items, training.factors, seed)
            .with_y_range(y_range.clone())
    };
    let network = |config: &CollabNnConfig, seed| {
        CollabNn::new(&device, n_users, n_items, config, seed).with_y_range(y_range.clone())
    };

    let (wd, best_wd) = (recipe::WEIGHT_DECAY, recipe::BEST_WEIGHT_DECAY);
    let mut steps = vec![
        ("2", train(&report, "dot product", training, &split, wd, dot_product)?),
        ("3", train(&report, "with y_range", training, &split, wd, ranged)?),
        ("4", train(&report, "with biases", training, &split, wd, biased)?),
        ("5", train(&report, "wd=0.1", training, &split, best_wd, biased)?),
    ];
    let plain = CollabNnConfig::default();
    let of_ids = |seed| network(&plain, seed);
    steps.push(("8", train(&report, "network", training, &split, wd, of_ids)?));
    // A CSV file says nothing but who rated what how; then the journey ends here.
    if let Ok(encoder) = data.add_side_features(&SideFeature::ALL) {
        let split = data.split_by_rows(&split.valid_rows)?;
        let side = encoder.shape();
        let config = CollabNnConfig {
            categories: side.categories,
            numbers: side.numbers,
            ..CollabNnConfig::default()
        };
        let of_all = |seed| network(&config, seed);
        let name = "network + all side features";
        steps.push(("8+", train(&report, name, training, &split, wd, of_all)?));
    }

    let (places, runs): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
    report.compare(&runs)?;
    let ends =
        places.into_iter().zip(&runs).map(|(place, run)| (place.to_owned(), run.final_valid()));
    report.figure(&chapters::journey(&ends.collect::<Vec<_>>())?)?;
    report.finish()
}

fn train<M: Model<AutoDevice>>(
    report: &Report,
    name: &str,
    training: &TrainingOptions,
    split: &Split,
    weight_decay: f64,
    new: impl Fn(u64) -> M,
) -> Result<Runs> {
    report.train(name, training, |seed, progress| {
        Learner::new(new(seed), &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(weight_decay)
            .on_progress(progress)
            .fit_one_cycle(training.epochs, training.lr)
    })
}
