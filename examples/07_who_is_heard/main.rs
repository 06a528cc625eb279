//! Chapter 7, Who is heard: ratings weighed so that the most active users, or the most popular films, do
//! not set the model alone, and a share of every list left to chance.
//!
//! cargo run --example 07_who_is_heard

mod errors;
mod exploring;
mod fans;
mod fifths;
mod loops;
mod shares;
mod sides;

use clap::Parser;
use lab::{ModelOptions, Result};
use sides::Side;
use std::process::ExitCode;
use workbook::data::{Balance, Balanced, Dataset, Ratings, Split};
use workbook::interpret::Learned;

/// How far users, or films, are balanced: not at all, half, and until all of them weigh alike.
const STRENGTHS: [f64; 3] = [0.0, 0.5, 1.0];

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
}

/// A split of the ratings, with the models of its training ratings.
struct Round {
    seed: u64,
    split: Split,
    /// One for each of the [`STRENGTHS`] with which users are balanced; the first is the usual one.
    users: Vec<Learned>,
    /// The same for films.
    films: Vec<Learned>,
}

fn main() -> ExitCode {
    lab::main("Who sets the model: balanced ratings, and a share of the list left to chance", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let experiment = &options.experiment;
    let mut report = experiment.report("07_who_is_heard");
    let (data, splits) = experiment.data.load_rounds(experiment.seeds)?;
    report.data(&data, &splits[0]);
    let mut first = options.models([experiment.recipe.seed], &data, &splits[0], &mut report)?;
    let mut rounds = Vec::new();
    for (seed, split) in experiment.all_seeds().zip(splits) {
        let train = |balance| train(options, &data, &split, &split.train, balance, seed);
        let usual = first.pop().map_or_else(|| train(Balance::default()), Ok)?;
        let balanced = |balance: fn(f64) -> Balance| -> Result<Vec<Learned>> {
            let others = STRENGTHS[1..].iter().map(|&strength| train(balance(strength)));
            std::iter::once(Ok(usual.clone())).chain(others).collect()
        };
        let (users, films) = (balanced(of_users)?, balanced(of_films)?);
        rounds.push(Round { seed, split, users, films });
    }
    for side in [Side::users(&data), Side::films(&data)] {
        let part = format!("the {} in fifths", side.whose);
        let done = shares::show(&side, &rounds, &mut report)
            .and_then(|()| errors::show(&side, &rounds, &mut report));
        report.or_left_out(&part, done);
    }
    let done = fans::show(options, &data, &rounds, &mut report);
    report.or_left_out("the fans", done);
    let done = exploring::show(options, &data, &rounds, &mut report);
    report.or_left_out("the loop", done);
    report.finish()
}

fn of_users(strength: f64) -> Balance {
    Balance { users: strength, items: 0.0 }
}

fn of_films(strength: f64) -> Balance {
    Balance { users: 0.0, items: strength }
}

/// A model of these ratings, dealt with a balance. There may be users beyond those of the data.
fn train(
    options: &ModelOptions,
    data: &Dataset,
    split: &Split,
    ratings: &Ratings,
    balance: Balance,
    seed: u64,
) -> Result<Learned> {
    let n_users = ratings.users.iter().max().map_or(0, |&user| user as usize + 1);
    let dealt = Balanced::new(ratings, balance, seed);
    options.train(data, (dealt, &split.valid), n_users.max(data.n_users()), seed)
}

/// The name of a strength of balance.
fn name(strength: f64) -> String {
    match strength {
        0.0 => "usual".to_owned(),
        _ => format!("α = {strength}"),
    }
}
