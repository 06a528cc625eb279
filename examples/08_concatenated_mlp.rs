//! Chapter 8: embeddings of unequal width side by side, and dense layers in place of the dot product.
//!
//! cargo run --example 08_concatenated_mlp

use clap::Parser;
use serde_json::json;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions, TrainingOptions};
use workbook::data::{Dataset, SideFeature, Split};
use workbook::learn::{Learner, Runs, recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProductBias};
use workbook::nn::parameter_shapes;
use workbook::plot::{Figure, chapters};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    training: TrainingOptions,
    /// Widths of the embeddings of users and films; by default min(600, round(1.6 n^0.56)) of their
    /// number n. (`--factors` is the dot product's.)
    #[arg(long, value_name = "USERS,FILMS", value_parser = cli::two_widths, help_heading = "Training")]
    widths: Option<(usize, usize)>,
    /// Share of the hidden outputs that training sets to zero at random.
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = cli::probability, help_heading = "Training")]
    dropout: f64,
    /// Side features to concatenate, all together in one model.
    #[arg(
        long, value_name = "FEATURES", value_enum, value_delimiter = ',',
        default_values_t = SideFeature::ALL, help_heading = "Training"
    )]
    side: Vec<SideFeature>,
    /// Try each of the side features alone as well.
    #[arg(long, help_heading = "Training")]
    each: bool,
    /// Leave side features out.
    #[arg(long, conflicts_with_all = ["side", "each"], help_heading = "Training")]
    no_side: bool,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main(
        "Concatenated embeddings and dense layers, against the dot product; side features",
        run,
    )
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("08_concatenated_mlp", &args.output, Some(args.training.seed));
    let (mut data, split) = args.data.load()?;
    if !args.no_side {
        // What the data do not know should come out before anything is trained.
        data.add_side_features(&args.side)?;
    }
    report.data(&data, &split)?;
    let mut runs = vec![dot_product(&args, &data, &split, &report)?];
    let plain =
        CollabNnConfig { widths: args.widths, dropout: args.dropout, ..CollabNnConfig::default() };
    let deeper = CollabNnConfig { hidden: vec![100, 50], ..plain.clone() };
    let (weak, strong) = (recipe::WEIGHT_DECAY, recipe::BEST_WEIGHT_DECAY);
    runs.push(mlp("[100], wd=0.01", &args, &data, &split, &plain, weak, &report)?);
    runs.push(mlp("[100, 50], wd=0.1", &args, &data, &split, &deeper, strong, &report)?);

    let mut sets: Vec<Vec<SideFeature>> = Vec::new();
    if args.each {
        sets.extend(args.side.iter().map(|&feature| vec![feature]));
    }
    if !args.no_side {
        sets.push(args.side.clone());
    }
    for features in sets {
        let shape = data.add_side_features(&features)?.shape();
        let split = data.split_by_rows(&split.valid_rows)?;
        let config = CollabNnConfig {
            categories: shape.categories,
            numbers: shape.numbers,
            ..plain.clone()
        };
        let names: Vec<&str> = features.iter().map(|feature| feature.name()).collect();
        let name = match &features[..] {
            [feature] => format!("[100] + {}", feature.name()),
            all if all.len() == SideFeature::ALL.len() => "[100] + all side features".to_owned(),
            _ => format!("[100] + {}", names.join(" + ")),
        };
        runs.push(mlp(&name, &args, &data, &split, &config, weak, &report)?);
    }
    report.compare(&runs)?;

    let figure = Figure::new(
        "08_losses",
        "Dense layers against the dot product",
        "Validation losses by epoch of the dot product with biases and of the networks with one and two \
         hidden layers, with and without side features.",
    );
    // Single side features have their place in the table; lines for all would hide each other.
    let shown: Vec<Runs> = (runs.iter().take(3)).chain(runs[3..].last()).cloned().collect();
    report.figure(&chapters::valid_losses(&figure, &shown)?)?;
    report.finish()
}

/// The model to beat: chapter 5's.
fn dot_product(args: &Args, data: &Dataset, split: &Split, report: &Report) -> Result<Runs> {
    let device = cli::device()?;
    let training = &args.training;
    report.train("dot product, wd=0.1", training, |seed, progress| {
        let (n_users, n_items) = (data.n_users(), data.n_items());
        let model = DotProductBias::new(&device, n_users, n_items, training.factors, seed);
        Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(recipe::BEST_WEIGHT_DECAY)
            .on_progress(progress)
            .fit_one_cycle(training.epochs, training.lr)
    })
}

/// A network, with its parameters counted before it is trained.
fn mlp(
    name: &str,
    args: &Args,
    data: &Dataset,
    split: &Split,
    config: &CollabNnConfig,
    weight_decay: f64,
    report: &Report,
) -> Result<Runs> {
    let training = &args.training;
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let new = |seed: u64| -> Result<_> {
        // A device of its own for each training, since dropout draws from the device's random numbers.
        let device = cli::seeded_device(seed)?;
        Ok(CollabNn::new(&device, n_users, n_items, config, seed).with_y_range(data.y_range()))
    };
    let shapes = parameter_shapes(&new(0)?);
    let count = |shape: &[usize]| shape.iter().product::<usize>();
    let total: usize = shapes.iter().map(|(_, shape)| count(shape)).sum();
    report.say(format_args!("{name}: {total} parameters."))?;
    report.table(
        &["parameter", "shape", "numbers"],
        shapes.iter().map(|(parameter, shape)| {
            let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
            [parameter.clone(), sizes.join(" x "), count(shape).to_string()]
        }),
    )?;
    report.summary(&format!("{name}, parameters"), json!({"parameters": total}))?;
    report.train(name, training, |seed, progress| {
        Learner::new(new(seed)?, &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(weight_decay)
            .on_progress(progress)
            .fit_one_cycle(training.epochs, training.lr)
    })
}
