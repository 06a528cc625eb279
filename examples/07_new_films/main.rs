//! Chapter 7: a film that no one has rated yet, and all else that arrives after the training.
//!
//! cargo run --example 07_new_films

mod cold_start;
mod held_back;
mod later;

use clap::Parser;
use lab::{ModelOptions, Result};
use std::process::ExitCode;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
}

fn main() -> ExitCode {
    lab::main("New films, new users and new ratings in a trained model", run)
}

fn run(Args { model: options }: Args) -> Result<()> {
    let mut report = options.experiment.report("07_new_films");
    let (data, split) = options.experiment.data.load()?;
    report.data(&data, &split);
    let models = options.models(options.experiment.all_seeds(), &data, &split, &mut report)?;
    let done = cold_start::measure(&options, &data, &mut report);
    report.or_left_out("the cold start of films", done);
    let done = later::measure(&options, &data, &split, &models, &mut report);
    report.or_left_out("what arrives later", done);
    report.finish()
}
