//! Published numbers that do not hold: what can be computed about each of them.
//!
//! cargo run --example audit

mod avoided;
mod base;
mod folds;
mod length;
mod negatives;
mod range;
mod replacement;
mod round;
mod sizes;

use clap::Parser;
use lab::{ExperimentOptions, Result};
use round::Round;
use std::process::ExitCode;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    experiment: ExperimentOptions,
}

fn main() -> ExitCode {
    lab::main("Published numbers that do not hold, and what can be computed about them", run)
}

fn run(Args { experiment }: Args) -> Result<()> {
    let mut report = experiment.report("audit");
    let (data, split) = experiment.data.load()?;
    report.data(&data, &split);
    let (recipe, seeds) = (experiment.recipe, experiment.all_seeds().collect::<Vec<_>>());

    // What cannot be ranked is found out before anything is trained.
    let round = Round::new(&data, recipe.seed)?;

    replacement::show(&data, &split, recipe, &seeds, &mut report)?;
    range::show(&data, &split, recipe, &seeds, &mut report)?;

    let placings = round.place_by_ease()?;
    base::show(&placings, &mut report);
    sizes::show(&data, &mut report);
    length::show(&placings, &mut report);
    folds::show(&data, recipe, &mut report)?;
    negatives::show(&placings, recipe.seed, &mut report);
    avoided::show(&round, &mut report)?;
    report.finish()
}
