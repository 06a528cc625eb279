//! Chapter 7: a saved model in a program of your own.
//!
//! cargo run --example 07_your_program

mod serving;
mod training;

use clap::Parser;
use lab::{DataOption, OutputOptions, Report, Result, TitleRatings, find_title, find_user, shown};
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use workbook::saved::Recommender;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    output: OutputOptions,
    /// The file of a model that example 6 or 7 has saved; by default, one is trained and saved in a
    /// temporary file.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// The user to recommend to, by the id in the ratings file; the first one by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
    /// A newcomer's ratings: titles (a part of each will do) with stars; by default, the two most rated
    /// films get the best rating and the worst.
    #[arg(long, value_name = "TITLE=RATING,…")]
    rate: Option<TitleRatings>,
    /// The film whose like to list; by default, the most rated one.
    #[arg(long, value_name = "TITLE")]
    film: Option<String>,
}

fn main() -> ExitCode {
    lab::main("A saved model that recommends: to a user, to a newcomer, and films like a film", run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("07_your_program", &args.output, None);
    let data = args.data.open()?;
    let user = data.users.name(find_user(&data, args.user.as_deref())?);
    let most_rated = training::most_rated(&data);
    let film = args.film.map_or(Ok(most_rated[0]), |title| find_title(&data.items, &title))?;
    let film = data.items.name(film);
    let scale = data.scale();
    let rated = match args.rate {
        Some(rate) => rate.films(&data)?,
        None => most_rated.into_iter().zip([scale.highest, scale.lowest].map(f64::from)).collect(),
    };
    let rated: Vec<(&str, f64)> =
        rated.into_iter().map(|(row, rating)| (data.items.name(row), rating)).collect();
    let folder = tempfile::tempdir()?;
    let model = match args.model {
        Some(model) => model,
        None => training::save_a_model(&data, folder.path(), &mut report)?,
    };

    // ANCHOR: program
    let recommender = Recommender::load(&model, &data)?;
    // The best films that a user has not seen, each with the stars to expect.
    let for_user: Vec<(&str, f64)> = recommender.for_user(user, 5)?;
    // The same for someone new, after a few ratings: [("Alien (1979)", 5.0), …].
    let for_newcomer: Vec<(&str, f64)> = recommender.for_newcomer(&rated, 5)?;
    // The films most like a film, each with the cosine of the angle between the two.
    let like_film: Vec<(&str, f64)> = recommender.similar(film, 5)?;
    // ANCHOR_END: program

    let stars = |stars: f64| scale.prediction(stars);
    report.say(format_args!("For user {}:", shown(user)));
    list(["film", "predicted"], &for_user, stars, &mut report);
    report.say("For a newcomer who gives these ratings:");
    list(["film", "rating"], &rated, |rating| (rating as f32).to_string(), &mut report);
    list(["film", "predicted"], &for_newcomer, stars, &mut report);
    report.say(format_args!("Films like {}:", shown(film)));
    list(["film", "cosine"], &like_film, |cosine| format!("{cosine:.3}"), &mut report);
    for (run, list) in [
        ("for user", json!({"user": user, "films": for_user})),
        ("for newcomer", json!({"rated": rated, "films": for_newcomer})),
        ("like film", json!({"film": film, "films": like_film})),
    ] {
        report.values(run, list);
    }
    serving::measure(&model, &data, &mut report)?;
    report.finish()
}

/// Films with a number each.
fn list(
    header: [&str; 2],
    films: &[(&str, f64)],
    number: impl Fn(f64) -> String,
    report: &mut Report,
) {
    let rows = films.iter().map(|&(title, x)| [title.to_owned(), number(x)]);
    report.list(&header, rows);
}
