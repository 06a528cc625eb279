//! Chapter 7, beyond the popular: lists that are not all the same, and what they cost.
//!
//! cargo run --example 07_beyond

mod alike;
mod compared;
mod fitted;
mod list_of_one;
mod measured;
mod methods;
mod round;

use clap::Parser;
use fitted::Fitted;
use lab::{ModelOptions, Result};
use std::process::ExitCode;
use workbook::data::Touched;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
    /// The user whose lists are shown, by the id in the ratings file; the first one by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
}

fn main() -> ExitCode {
    lab::main("Lists that are not all the same: coverage, novelty, diversity, and their price", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let experiment = &options.experiment;
    let mut report = experiment.report("07_beyond");
    let (data, split) = experiment.data.load()?;
    let user = lab::find_user(&data, args.user.as_deref())?;
    report.data(&data, &split);
    let model = options.models([experiment.recipe.seed], &data, &split, &mut report)?.remove(0);

    let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
    let fitted = Fitted::new(model, &split.train, seen, experiment.recipe.seed);
    list_of_one::show(&fitted, &data, user, &mut report);
    let done = round::all(options, &data).map(|rounds| {
        alike::overlaps(&rounds, &mut report);
        alike::tenths(&rounds, &mut report);
        compared::show(&rounds, &mut report);
    });
    report.or_left_out("the comparison of lists", done);
    report.finish()
}
