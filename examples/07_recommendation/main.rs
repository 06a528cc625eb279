//! Chapter 7: what to watch next, what to do with a newcomer, and what recommendations do to themselves.
//!
//! cargo run --example 07_recommendation

mod cold_start;
mod feedback;
mod newcomer;

use clap::Parser;
use serde_json::json;
use std::collections::HashMap;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, ModelOptions, Report, TitleRatings};
use workbook::data::{Dataset, Ratings};
use workbook::interpret::{
    Learned, Recommendation, best_unseen, find_user, seen_by_user, top_lists,
};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
    /// The user to recommend to, by the id in the ratings file; the first one by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
    /// You, as a newcomer: titles (a part of each will do) with the ratings you give them.
    #[arg(long, value_name = "TITLE=RATING,…", value_parser = cli::title_ratings)]
    rate: Option<TitleRatings>,
}

fn main() -> ExitCode {
    cli::main("The best unseen films, for users, for newcomers, and what comes of it", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let mut report = Report::new("07_recommendation", &options.output, Some(options.training.seed));
    let (data, split) = options.data.load()?;
    let user = find_user(&data, args.user.as_deref())?;
    let rated = args.rate.map(|rate| newcomer::rated_films(&data, &rate)).transpose()?;
    report.data(&data, &split)?;
    let model = report.train_biased(options, &data, &split)?.remove(0);

    for_a_user(&model, &data, user, &report)?;
    for_everyone(&model, &data, &report)?;
    newcomer::recommend(&model, &data, user, rated, &report)?;
    cold_start::measure(options, &data, &mut report)?;
    feedback::fans(options, &data, &split, &model, &mut report)?;
    feedback::rounds(options, &data, &split, &model, &mut report)?;
    report.finish()
}

/// Highest predictions among what a user has not seen.
fn for_a_user(model: &Learned, data: &Dataset, user: usize, report: &Report) -> Result<()> {
    let seen = &seen_by_user(&data.ratings, data.n_users())[user];
    let best = best_unseen(model, &model.taste(user), seen, 10);
    report.say(format_args!(
        "For user {}, who has rated {} films, the best unseen ones:",
        data.users.name(user),
        seen.len()
    ))?;
    films(data, &best, report)?;
    let titles: Vec<&str> = best.iter().map(|film| data.items.name(film.item)).collect();
    report.summary("best unseen", json!({"user": data.users.name(user), "films": titles}))
}

fn films(data: &Dataset, films: &[Recommendation], report: &Report) -> Result<()> {
    let rows = films
        .iter()
        .map(|film| [data.items.name(film.item).to_owned(), format!("{:.2}", film.rating)]);
    report.table(&["film", "predicted"], rows)
}

/// Everyone's list from one matrix product.
fn for_everyone(model: &Learned, data: &Dataset, report: &Report) -> Result<()> {
    let lists = top_lists(model, &data.ratings, 10);
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for film in lists[1..].iter().flatten() {
        *counts.entry(film.item).or_default() += 1;
    }
    let mut shown: Vec<(usize, usize)> = counts.into_iter().collect();
    shown.sort_by_key(|&(film, count)| (std::cmp::Reverse(count), film));
    report.say(format_args!(
        "One matrix product gives the lists of all {} users. {} of {} films stand in any of them; \
         most often:",
        lists.len() - 1,
        shown.len(),
        data.n_items() - 1
    ))?;
    report.table(
        &["film", "lists"],
        shown.iter().take(5).map(|&(film, n)| [data.items.name(film).to_owned(), n.to_string()]),
    )?;
    report.summary("everyone", json!({"users": lists.len() - 1, "films": shown.len()}))
}

/// A model trained like the main one, without a report of its own.
fn train(
    options: &ModelOptions,
    data: &Dataset,
    (train, valid): (&Ratings, &Ratings),
    n_users: usize,
    seed: u64,
) -> Result<Learned> {
    let mut learner = options.learner(data, train, valid, n_users, seed)?;
    learner.fit_one_cycle(options.training.epochs, options.training.lr)?;
    Ok(Learned::of(learner.model()))
}
