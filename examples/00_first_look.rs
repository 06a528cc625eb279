//! Chapter 0: the ratings as they are, and what factors would say about films if we knew them.
//!
//! cargo run --example 00_first_look

use clap::Parser;
use serde_json::json;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions};
use workbook::data::{Dataset, builtin};
use workbook::plot::chapters;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main(
        "A first look at the ratings: as a table, as a matrix with gaps, as counts; and factors by hand",
        run,
    )
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("00_first_look", &args.output, None);
    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    first_rows(&data, &report)?;
    crosstab(&data, &mut report)?;
    counts(&data, &mut report)?;
    factors_by_hand(&report)?;
    let floor = builtin::noise_floor(&data, &split);
    if let Some(floor) = floor {
        report.say(format_args!(
            "These ratings are invented, so the best possible prediction of each is known. \
             On the ratings held back\nits mean squared error is {floor:.4}: the noise floor, \
             which no model can beat except by luck."
        ))?;
    }
    let (mean, ratings) = (data.ratings.mean(), &data.ratings.values);
    // The mean squared error of predicting the mean every time: what any model should beat.
    let variance = ratings.iter().map(|&r| (f64::from(r) - mean).powi(2)).sum::<f64>();
    let facts = json!({
        "ratings": ratings.len(), "users": data.n_users() - 1, "films": data.n_items() - 1,
        "mean_rating": mean, "variance": variance / ratings.len() as f64, "noise_floor": floor,
    });
    report.summary("ratings", facts)?;
    report.finish()
}

/// The file as it is: one rating a line.
fn first_rows(data: &Dataset, report: &Report) -> Result<()> {
    report.say("The first ratings of the file:")?;
    report.table(
        &["film", "user", "rating"],
        (0..data.ratings.len().min(5)).map(|i| {
            let (user, film) = (data.ratings.users[i], data.ratings.items[i]);
            let rating = data.ratings.values[i].to_string();
            [data.items.name(film), data.users.name(user), &rating].map(str::to_owned)
        }),
    )
}

/// The same ratings as a matrix: a recommender's task is to fill the gaps.
fn crosstab(data: &Dataset, report: &mut Report) -> Result<()> {
    let corner = data.crosstab(15);
    let cells = corner.users.len() * corner.items.len();
    let filled = corner.values.iter().flatten().flatten().count();
    let everywhere = (data.n_users() - 1) as f64 * (data.n_items() - 1) as f64;
    let density = data.ratings.len() as f64 / everywhere;
    report.say(format_args!(
        "The most active users against the most rated films: {filled} of {cells} cells are filled. \
         Of the whole matrix, {:.1} %.",
        100.0 * density
    ))?;
    report.summary("matrix", json!({"corner_filled": filled, "density": density}))?;
    report.figure(&chapters::crosstab(data, &corner)?)
}

/// How often each rating is given, and how unevenly ratings fall on films and users.
fn counts(data: &Dataset, report: &mut Report) -> Result<()> {
    let mut values = data.ratings.values.clone();
    values.sort_by(f32::total_cmp);
    let shares: Vec<(f32, f64)> = (values.chunk_by(|a, b| a == b))
        .map(|equal| (equal[0], 100.0 * equal.len() as f64 / values.len() as f64))
        .collect();
    report.table(
        &["rating", "share"],
        shares.iter().map(|(rating, share)| [rating.to_string(), format!("{share:.1} %")]),
    )?;
    report.figure(&chapters::rating_shares(&shares)?)?;

    let ranked = |mut counts: Vec<usize>| {
        counts.retain(|&count| count > 0);
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts
    };
    let (films, users) = (ranked(data.ratings_per_item()), ranked(data.ratings_per_user()));
    let top_tenth: usize = films[..films.len().div_ceil(10)].iter().sum();
    let share = top_tenth as f64 / data.ratings.len() as f64;
    let (film, user) = (films[films.len() / 2], users[users.len() / 2]);
    report.say(format_args!(
        "The most rated tenth of the films has {:.0} % of the ratings; the film in the middle has \
         {film}, the user in the middle gave {user}.",
        100.0 * share
    ))?;
    let counts = json!({"top_tenth": share, "median_film": film, "median_user": user, "most_rated": films[0]});
    report.summary("counts", counts)?;
    report.figure(&chapters::long_tail(&films, &users)?)
}

/// Three factors for five films and one viewer; binary features for five songs and one listener.
fn factors_by_hand(report: &Report) -> Result<()> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    // ANCHOR: films
    let viewer = [0.9, 0.8, -0.6];
    let films = [
        ("The Last Skywalker", [0.98, 0.9, -0.9]),
        ("Avengers: Endgame", [0.9, 0.95, -0.85]),
        ("Toy Story 4", [0.85, 0.8, -0.75]),
        ("The Godfather", [-0.8, -0.4, 0.9]),
        ("Casablanca", [-0.99, -0.3, 0.8]),
    ];
    // ANCHOR_END: films
    report.say(format_args!("A viewer who likes {viewer:?} of (science fiction, action, old):"))?;
    report.table(
        &["film", "sci-fi", "action", "old", "dot product"],
        films.map(|(title, factors)| {
            let [scifi, action, old] = factors.map(|x| x.to_string());
            [title.to_owned(), scifi, action, old, format!("{:.3}", dot(&viewer, &factors))]
        }),
    )?;
    // Queen, Led Zeppelin, Guns N' Roses, John Lennon, Billie Eilish; Rock, Classic Rock, Pop.
    let listener = [1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0];
    let songs = [
        ("Bohemian Rhapsody", [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Stairway to Heaven", [0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Sweet Child o' Mine", [0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]),
        ("Imagine", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]),
        ("Bad Guy", [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
    ];
    report.say("Content-based: features that a song shares with what a listener likes.")?;
    report.table(
        &["song", "features shared"],
        songs.map(|(title, features)| [title.to_owned(), dot(&listener, &features).to_string()]),
    )?;
    report.say("Nobody can write such numbers down for a whole catalogue. They must be learned.")
}
