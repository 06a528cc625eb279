//! Chapter 10: a million ratings, or twenty-five, on one machine.
//!
//! cargo run --example 10_full_set

mod batches;
mod by_hand;
mod cost_model;
mod costs;
mod curve;
mod interrupt;
mod memory;
mod on_tape;
mod ratings;
mod summary;

use clap::Parser;
use lab::{OutputOptions, Report, Result, count};
use ratings::{Source, TrainingSet};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;
use workbook::learn::Recipe;
use workbook::scale::{Ending, Settings};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    source: Source,
    /// Passes over the training ratings, by hand.
    #[arg(long, value_name = "N", default_value_t = Settings::default().epochs, value_parser = count(1000))]
    #[arg(help_heading = "Training")]
    epochs: usize,
    /// Learning rate by hand, before it falls.
    #[arg(long, value_name = "X", default_value_t = Settings::default().lr)]
    #[arg(value_parser = lab::above_zero, help_heading = "Training")]
    lr: f64,
    /// Decoupled weight decay.
    #[arg(long, value_name = "X", default_value_t = Recipe::BEST_WEIGHT_DECAY)]
    #[arg(value_parser = lab::not_negative, help_heading = "Training")]
    weight_decay: f64,
    /// Factors of each user and item.
    #[arg(long, value_name = "N", default_value_t = Recipe::default().factors, value_parser = count(4096))]
    #[arg(help_heading = "Training")]
    factors: usize,
    /// Threads by hand; by default as many as the machine runs at a time.
    #[arg(long, value_name = "N", value_parser = count(1024), help_heading = "Training")]
    threads: Option<usize>,
    /// Ratings in a batch of dfdx; by default a power of two from 64 to 8,192 that makes an epoch of at least
    /// 300 steps.
    #[arg(long, value_name = "N", value_parser = count(1 << 24), help_heading = "Training")]
    batch_size: Option<usize>,
    /// Seed of the initial weights and of the order of the ratings.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Training")]
    seed: u64,
    /// Go on with the training by hand that this file holds, with its settings, on the same ratings.
    #[arg(long, value_name = "FILE", help_heading = "Training")]
    resume: Option<PathBuf>,
    /// Train on sets from 10,000 generated ratings up to `--ratings` instead, also the biases alone, and draw
    /// how far above the noise floor they end.
    #[arg(long, conflicts_with_all = ["data", "resume", "save", "batch_size"], help_heading = "Training")]
    curve: bool,
    /// Train through dfdx in batches of 64 to 65,536 ratings instead, and draw loss against seconds.
    #[arg(long, conflicts_with_all = ["resume", "save", "batch_size", "curve"], help_heading = "Training")]
    batches: bool,
    /// Measure instead what a rating costs by hand: on sets from 10,000 generated ratings up to `--ratings`, with
    /// several numbers of factors, and on one thread, two, four and so on up to `--threads`.
    #[arg(long, conflicts_with_all = ["curve", "batches", "data", "resume", "save", "batch_size"], help_heading = "Training")]
    costs: bool,
    /// Save the training by hand when it ends, or when Ctrl-C ends it.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    lab::main("The biased dot product on millions of ratings, by hand and on dfdx's tape", run)
}

fn run(args: Args) -> Result<()> {
    interrupt::listen()?;
    let mut report = Report::new("10_full_set", &args.output, Some(args.seed));
    let threads = args.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
    if args.curve {
        curve::draw(&args, threads, &mut report)?;
        return report.finish();
    }
    if args.costs {
        costs::measure(&args, threads, &mut report)?;
        return report.finish();
    }
    let set = args.source.load(&mut report)?;
    if args.batches {
        batches::draw(&args, &set, &mut report)?;
        return report.finish();
    }
    let mut training = match &args.resume {
        None => by_hand::new(args.factors, &args, &set)?,
        Some(file) => by_hand::resume(file, &set)?,
    };
    let ending = by_hand::train(&mut training, threads, &set, &mut report)?;
    if let Some(file) = &args.save {
        training.state().save(file)?;
        let again = format!("--resume {}", file.display());
        report.say(format_args!("The training is saved; {again} goes on from there."));
    }
    drop(training);
    match ending {
        Ending::Finished => on_tape::train(&args, &set, &mut report)?,
        Ending::Stopped => report.say("Stopped. This is what was learned so far."),
    }
    report.finish()
}
