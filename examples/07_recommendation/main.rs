//! Chapter 7: what to watch next, what to do with a newcomer, and what recommendations do to
//! themselves.
//!
//! cargo run --example 07_recommendation

mod ask;
mod cold_start;
mod feedback;
mod lists;
mod newcomer;

use clap::Parser;
use lab::{ModelOptions, Result, TitleRatings};
use std::process::ExitCode;
use workbook::data::Touched;
use workbook::interpret::Catalogue;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
    /// The user to recommend to, by the id in the ratings file; the first one by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
    /// You, as a newcomer: titles (a part of each will do) with the ratings you give them.
    #[arg(long, value_name = "TITLE=RATING,…")]
    rate: Option<TitleRatings>,
    /// Ask about one film after the other until you have rated N, and then only show your list. The
    /// questions are on standard error.
    #[arg(
        long, value_name = "N", num_args = 0..=1, default_missing_value = "10",
        value_parser = lab::count(1000), conflicts_with_all = ["rate", "user"]
    )]
    ask: Option<usize>,
}

fn main() -> ExitCode {
    lab::main(
        "The best unseen films, for users and newcomers, and what recommending them does",
        run,
    )
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let experiment = &options.experiment;
    let mut report = experiment.report("07_recommendation");
    let (data, split) = experiment.data.load()?;
    let user = lab::find_user(&data, args.user.as_deref())?;
    let rated = args.rate.map(|rate| rate.films(&data)).transpose()?;
    report.data(&data, &split);
    let model = &options.models([experiment.recipe.seed], &data, &split, &mut report)?[0];

    let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
    let catalogue = &Catalogue::new(&split.train, seen);
    if let Some(wanted) = args.ask {
        let rated = ask::questionnaire(model, &data, &split, wanted, &mut report)?;
        report.say(format_args!("For you, after {} ratings:", rated.len()));
        newcomer::recommend(model, &data, &split.train, catalogue, &rated, &mut report);
        return report.finish();
    }
    // A reader's own list comes before all others.
    if let Some(rated) = &rated {
        report.say(format_args!("For you, after {} ratings:", rated.len()));
        newcomer::recommend(model, &data, &split.train, catalogue, rated, &mut report);
    }
    lists::for_a_user(model, &data, catalogue, user, &mut report);
    lists::for_everyone(model, &data, catalogue, &mut report);
    if rated.is_none() {
        let first = newcomer::first_ratings(&data, user);
        report.say(format_args!(
            "For a newcomer who gives the first {} ratings of user {} (give your own with \
             --rate \"TITLE=4,TITLE=2\"):",
            first.len(),
            lab::shown(data.users.name(user))
        ));
        newcomer::recommend(model, &data, &split.train, catalogue, &first, &mut report);
    }
    let done = cold_start::measure(options, &data, &mut report);
    report.or_left_out("the cold start", done);
    let done = feedback::fans(options, &data, &split, catalogue, model, &mut report);
    report.or_left_out("the fans", done);
    let done = feedback::rounds(options, &data, &split, model, &mut report);
    report.or_left_out("the feedback loop", done);
    report.finish()
}
