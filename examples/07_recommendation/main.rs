//! Chapter 7: what to watch next, what to do with a newcomer, and what recommendations do to
//! themselves.
//!
//! cargo run --example 07_recommendation

mod feedback;
mod newcomer;

use clap::Parser;
use lab::{ModelOptions, Report, Result, TitleRatings};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::process::ExitCode;
use workbook::data::Dataset;
use workbook::interpret::{Learned, Recommendation, best_unseen, seen_by_user, top_lists};

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

    for_a_user(model, &data, user, &mut report);
    for_everyone(model, &data, &mut report);
    let ratings = match rated {
        Some(rated) => {
            report.say(format_args!("For you, after {} ratings:", rated.len()));
            rated
        }
        None => {
            let first = newcomer::first_ratings(&data, user);
            report.say(format_args!(
                "For a newcomer who gives the first {} ratings of user {} (give your own with \
                 --rate \"TITLE=4,TITLE=2\"):",
                first.len(),
                data.users.name(user)
            ));
            first
        }
    };
    newcomer::recommend(model, &data, &ratings, &mut report);
    newcomer::cold_start(options, &data, &mut report)?;
    feedback::fans(options, &data, &split, model, &mut report)?;
    feedback::rounds(options, &data, &split, model, &mut report)?;
    report.finish()
}

/// Highest predictions among what a user has not seen.
fn for_a_user(model: &Learned, data: &Dataset, user: usize, report: &mut Report) {
    let seen = &seen_by_user(&data.ratings, data.n_users())[user];
    let best = best_unseen(model, &model.taste(user), seen, 10);
    let user = data.users.name(user);
    report.say(format_args!(
        "For user {user}, who has rated {} films, the best unseen ones:",
        seen.len()
    ));
    let titles = list(&best, data, report);
    report.values("best unseen", json!({"user": user, "films": titles}));
}

/// Lists recommended films, and returns their titles.
fn list<'a>(films: &[Recommendation], data: &'a Dataset, report: &mut Report) -> Vec<&'a str> {
    let titles: Vec<&str> = films.iter().map(|film| data.items.name(film.item)).collect();
    let rows = titles.iter().zip(films);
    report.list(
        &["film", "predicted"],
        rows.map(|(title, film)| [(*title).to_owned(), format!("{:.2}", film.score)]),
    );
    titles
}

/// Everyone's list from one matrix product.
fn for_everyone(model: &Learned, data: &Dataset, report: &mut Report) {
    let lists = &top_lists(model, &data.ratings, 10)[1..];
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for film in lists.iter().flatten() {
        *counts.entry(film.item).or_default() += 1;
    }
    let mut shown: Vec<(usize, usize)> = counts.into_iter().collect();
    shown.sort_by_key(|&(film, count)| (Reverse(count), film));
    report.find(
        "everyone",
        json!({"users": lists.len(), "films": shown.len()}),
        format_args!(
            "One matrix product gives the lists of all {} users. {} of {} films are on at least \
             one of them; most often:",
            lists.len(),
            shown.len(),
            data.n_items() - 1
        ),
    );
    report.list(
        &["film", "lists"],
        shown.iter().take(5).map(|&(film, n)| [data.items.name(film).to_owned(), n.to_string()]),
    );
}
