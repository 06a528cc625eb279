//! Chapter 9: interactions instead of stars. Which ranker finds the film that a user watched next, and
//! which number to believe.
//!
//! cargo run --example 09_implicit_feedback

mod accuracy;
mod choosing;
mod cores;
mod gaps;
mod judged;
mod ladder;
mod leaks;
mod lists;
mod network;
mod options;
mod order;
mod quarter;
mod rankers;
mod round;
mod stars;
mod table;

use clap::Parser;
use lab::{DataOption, OutputOptions, Report, Result};
use options::NetworkOptions;
use rankers::{Ranker, Settings};
use round::Round;
use std::process::ExitCode;
use workbook::data::HoldOut;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: DataOption,
    /// Keep a random share of the users only.
    #[arg(long, value_name = "SHARE", value_parser = lab::share, help_heading = "Data")]
    sample_users: Option<f64>,
    #[command(flatten)]
    networks: NetworkOptions,
    /// Seed of all that is random: the lottery among equal times, the negatives, the networks.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Training")]
    seed: u32,
    /// Repeat everything with N seeds, `--seed` and the ones after it.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = lab::count(1000), help_heading = "Training")]
    seeds: usize,
    /// Choose the settings anew, on the second latest interactions, instead of comparing the rankers.
    #[arg(long, group = "instead")]
    choose: bool,
    /// Rank for a quarter of each user's interactions, held out at random, instead of for the latest.
    #[arg(long, group = "instead")]
    quarter: bool,
    /// List what to show a user, by the id in the ratings file; nothing else is trained.
    #[arg(long, value_name = "USER", group = "instead")]
    recommend: Option<String>,
    /// List what to show a newcomer who likes these titles (a part of each will do); nothing else is
    /// trained.
    #[arg(long, value_name = "TITLE,…", group = "instead")]
    likes: Option<String>,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    lab::main("Interactions instead of stars: rankers, and how to measure them", run)
}

fn run(args: Args) -> Result<()> {
    let first_seed = u64::from(args.seed);
    let mut report = Report::new("09_implicit_feedback", &args.output, Some(first_seed));
    let mut data = args.data.open()?;
    if let Some(share) = args.sample_users {
        data.sample_users(share, first_seed);
    }
    if let Some(user) = &args.recommend {
        return lists::for_user(user, &data, report);
    }
    if let Some(titles) = &args.likes {
        return lists::for_newcomer(titles, &data, report);
    }
    let interactions = data.interactions();
    let seeds = || (first_seed..).take(args.seeds);
    if args.quarter {
        return quarter::compare(&data, &interactions, seeds(), &args.networks, report);
    }
    let rounds: Vec<Round> = seeds()
        .map(|seed| Round::new(&data, &interactions, HoldOut::Latest, seed))
        .collect::<Result<_>>()?;
    rounds[0].describe(&mut report);
    if args.choose {
        return choosing::choose(&rounds, &args.networks, report);
    }
    let rankers = Ranker::all(&args.networks, &rounds[0].touched, &mut report)?;
    let results = table::compare(&rankers, &rounds, &mut report)?;
    accuracy::show(&results, &rounds, &mut report)?;
    leaks::compare(&interactions, &rounds, &results, &args.networks, &mut report)?;
    table::truth(&results, &rounds, &mut report)?;
    order::show(&results, &mut report);
    if rankers.iter().any(|ranker| matches!(ranker.settings, Settings::EaseInOrder(_))) {
        ladder::climb(&rounds, &mut report)?;
        gaps::show(&results, &rounds, &mut report);
    }
    report.finish()
}
