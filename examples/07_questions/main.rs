//! What to ask a newcomer: which films belong in the questionnaire at sign-up.
//!
//! cargo run --example 07_questions

mod first_films;
mod survey;
mod tables;

use clap::Parser;
use lab::{ModelOptions, Result};
use std::process::ExitCode;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
}

fn main() -> ExitCode {
    lab::main("Which films to ask a newcomer about, and what the answers are worth", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let experiment = &options.experiment;
    let seed = experiment.recipe.seed;
    let mut report = experiment.report("07_questions");
    let (data, split) = experiment.data.load()?;
    report.data(&data, &split);
    let model = &options.models([seed], &data, &split, &mut report)?[0];
    first_films::list(model, &data, &split.train, seed, &mut report);
    // What even a known user's rating keeps uncertain.
    let noise = model.mse(&split.valid);
    let rounds = survey::rounds(options, &data);
    let done = rounds.map(|rounds| tables::report(&rounds, noise, &mut report));
    report.or_left_out("the survey", done);
    report.finish()
}
