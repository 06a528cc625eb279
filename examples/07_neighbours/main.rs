//! Chapter 7: neighbours, the recommenders that came before factors, and a mix of methods.
//!
//! cargo run --example 07_neighbours

mod by_k;
mod fitted;
mod like_you;
mod method;
mod mixes;
mod ranked;
mod round;
mod scores;
mod where_it_helps;

use clap::Parser;
use fitted::Fitted;
use lab::{ModelOptions, Result};
use std::process::ExitCode;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
    /// The user to find neighbours of, by the id in the ratings file; the first one by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
}

fn main() -> ExitCode {
    lab::main("Neighbours as recommenders, beside the dot product and mixed with it", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let experiment = &options.experiment;
    let mut report = experiment.report("07_neighbours");
    let (data, split) = experiment.data.load()?;
    let user = lab::find_user(&data, args.user.as_deref())?;
    report.data(&data, &split);
    let model = options.models([experiment.recipe.seed], &data, &split, &mut report)?.remove(0);

    let fitted = Fitted::new(model, &data, &split.train);
    like_you::show(&fitted, &data, &split.train, user, &mut report);
    like_you::by_factors(&fitted, &mut report);
    let rounds = round::all(options, &data, &split, fitted)?;
    mixes::compare(&rounds, &mut report);
    where_it_helps::show(&rounds, &mut report);
    by_k::show(&rounds, &mut report);
    let done = ranked::compare(options, &data, &mut report);
    report.or_left_out("the ranked lists", done);
    report.finish()
}
