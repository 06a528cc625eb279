//! Chapter 8: embeddings of unequal width side by side, and dense layers in place of the dot product.
//!
//! cargo run --example 08_concatenated_mlp

use clap::Parser;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions, TrainingOptions};
use workbook::data::{Dataset, SideEncoder, SideFeature, Split};
use workbook::files::{ModelFile, Origin, Settings};
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
    /// Save the network with the lowest validation loss at its end in this file (safetensors).
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
}

/// A network to try.
struct Network {
    hidden: Vec<usize>,
    weight_decay: f64,
    side: Vec<SideFeature>,
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
    let one_layer = |side| Network { hidden: vec![100], weight_decay: recipe::WEIGHT_DECAY, side };
    let (hidden, weight_decay) = (vec![100, 50], recipe::BEST_WEIGHT_DECAY);
    let mut networks = vec![one_layer(vec![]), Network { hidden, weight_decay, side: vec![] }];
    if args.each {
        networks.extend(args.side.iter().map(|&feature| one_layer(vec![feature])));
    }
    if !args.no_side {
        networks.push(one_layer(args.side.clone()));
    }
    let mut best = None;
    for network in &networks {
        let encoder = data.add_side_features(&network.side)?;
        let split = data.split_by_rows(&split.valid_rows)?;
        runs.push(mlp(network, &encoder, &args, &data, &split, &report, &mut best)?);
    }
    report.compare(&runs)?;
    if let (Some(path), Some((name, file))) = (&args.save, best) {
        file.save(path)?;
        let (path, seed) = (path.display().to_string(), file.origin.settings.seed);
        report.say(format_args!("Best network: {name}, seed {seed}, saved as {path}"))?;
        report.summary("saved", json!({"network": name, "seed": seed, "file": path}))?;
    }

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

impl Network {
    fn name(&self) -> String {
        let Self { hidden, weight_decay, side } = self;
        let names: Vec<&str> = side.iter().map(|feature| feature.name()).collect();
        match names.len() {
            0 => format!("{hidden:?}, wd={weight_decay}"),
            n if n == SideFeature::ALL.len() => format!("{hidden:?} + all side features"),
            _ => format!("{hidden:?} + {}", names.join(" + ")),
        }
    }
}

/// A network, with its parameters counted before it is trained. It takes the place of `best` if it ends
/// with a lower loss.
fn mlp(
    network: &Network,
    encoder: &SideEncoder,
    args: &Args,
    data: &Dataset,
    split: &Split,
    report: &Report,
    best: &mut Option<(String, ModelFile)>,
) -> Result<Runs> {
    let (name, training, side) = (network.name(), &args.training, encoder.shape());
    let config = CollabNnConfig {
        widths: args.widths,
        categories: side.categories,
        numbers: side.numbers,
        hidden: network.hidden.clone(),
        dropout: args.dropout,
    };
    let new = |seed: u64| -> Result<_> {
        // A device of its own for each training, since dropout draws from the device's random numbers.
        let device = cli::seeded_device(seed)?;
        let model = CollabNn::new(&device, data.n_users(), data.n_items(), &config, seed);
        Ok(model.with_y_range(data.y_range()))
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
    report.train(&name, training, |seed, progress| {
        let mut learner = Learner::new(new(seed)?, &split.train, &split.valid)
            .seed(seed)
            .batch_size(training.batch_size)
            .weight_decay(network.weight_decay)
            .on_progress(progress);
        let history = learner.fit_one_cycle(training.epochs, training.lr)?;
        let loss = history.last().valid_loss;
        if best.as_ref().is_none_or(|(_, file)| loss < file.origin.history.last().valid_loss) {
            let settings = training.settings(network.weight_decay, seed);
            let settings = Settings { factors: None, dropout: args.dropout, ..settings };
            let origin = Origin::new(data, split, settings, history.clone());
            let file = ModelFile::of(learner.model(), origin.with_side(encoder.clone()));
            *best = Some((name.clone(), file));
        }
        Ok(history)
    })
}
