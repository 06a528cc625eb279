//! Chapter 7: the models of chapters 2 to 5 on a split by time, beside the random one.
//!
//! cargo run --example 07_past_and_future

mod as_it_goes;
mod judged;
mod ladder;
mod newcomers;
mod rungs;
mod stages;

use clap::Parser;
use lab::{ExperimentOptions, Result};
use ladder::Place;
use std::process::ExitCode;
use workbook::data::VALID_SHARE;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    experiment: ExperimentOptions,
}

fn main() -> ExitCode {
    lab::main("The same models judged on a random part of the past, and on what came after it", run)
}

fn run(Args { experiment }: Args) -> Result<()> {
    let mut report = experiment.report("07_past_and_future");
    let (data, random) = experiment.data.load()?;
    report.data(&data, &random);
    // ANCHOR: splits
    let users_time = data.split_by_users_time(VALID_SHARE);
    let by_time = data.split_by_time(VALID_SHARE);
    // ANCHOR_END: splits

    let mut places = vec![Place::judge(&experiment, &data, ("at random", random), &report)?];
    for (name, split) in [("own fifth", users_time), ("by time", by_time)] {
        match split {
            Ok(split) => places.push(Place::judge(&experiment, &data, (name, split), &report)?),
            Err(why) => report.or_left_out(&format!("the split {name}"), Err(why.into())),
        }
    }
    ladder::report(&places, &mut report);
    if let Some(by_time) = places.iter().find(|place| place.name == "by time") {
        newcomers::report(&data, by_time, &mut report);
        match as_it_goes::splits(&data) {
            Ok(splits) => {
                as_it_goes::report(&experiment, &data, &splits, &places[0], &mut report)?;
            }
            Err(why) => report.or_left_out("learning as it goes", Err(why.into())),
        }
    }
    report.finish()
}
