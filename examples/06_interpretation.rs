//! Chapter 6: what did the tables learn? Biases ranked, a map of the films, neighbours.
//!
//! cargo run --example 06_interpretation

use clap::Parser;
use nalgebra::DMatrix;
use serde_json::json;
use std::cmp::Reverse;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, ModelOptions, Report};
use workbook::data::{Dataset, builtin};
use workbook::interpret::{
    Learned, PrincipalComponents, RankedBias, canonical_correlations, find_title, find_user,
    nearest, rank_biases, rated_by_both,
};
use workbook::plot::chapters;

/// Films with fewer ratings are no neighbours: their factors have hardly been learned.
const KNOWN: usize = 20;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    model: ModelOptions,
    /// Find the films nearest to this one; a part of the title will do. The most rated by default.
    #[arg(long, value_name = "TITLE")]
    film: Option<String>,
    /// Find the user nearest to this one, by the id in the ratings file; the first by default.
    #[arg(long, value_name = "ID")]
    user: Option<String>,
    /// The two principal components of the map.
    #[arg(long, value_name = "A,B", default_value = "1,2", value_parser = cli::two_components)]
    components: (usize, usize),
}

fn main() -> ExitCode {
    cli::main("What the tables learned: biases, principal components as a map, neighbours", run)
}

fn run(args: Args) -> Result<()> {
    let options = &args.model;
    let mut report = Report::new("06_interpretation", &options.output, Some(options.training.seed));
    let (data, split) = options.data.load()?;
    let counts = data.ratings_per_item();
    let mut by_count: Vec<usize> = (1..data.n_items()).filter(|&film| counts[film] > 0).collect();
    by_count.sort_by_key(|&film| (Reverse(counts[film]), film));
    let film = match &args.film {
        Some(title) => find_title(&data.items, title)?,
        None => by_count[0],
    };
    let user = find_user(&data, args.user.as_deref())?;
    report.data(&data, &split)?;
    let models = report.train_biased(options, &data, &split)?;

    biases(&models, &data, &report)?;
    by_count.truncate(1000);
    map(&models[0], &data, &by_count, args.components, &mut report)?;
    neighbours(&models[0], &data, film, user, &report)?;
    report.finish()
}

/// Both ends of the biases, means over the seeds.
fn biases(models: &[Learned], data: &Dataset, report: &Report) -> Result<()> {
    let films = rank_biases(models, |model| &model.item_bias, &data.ratings.items, data);
    let users = rank_biases(models, |model| &model.user_bias, &data.ratings.users, data);
    let film = |row: usize| data.items.name(row).to_owned();
    let user = |row: usize| format!("user {}", data.users.name(row));
    report.say("Films liked less than their factors explain, lowest bias first:")?;
    ranking(films.iter().take(10), film, report)?;
    report.say("Films liked more, highest bias first:")?;
    ranking(films.iter().rev().take(10), film, report)?;
    report.say("The most critical users, and the kindest:")?;
    ranking(users.iter().take(5).chain(users.iter().rev().take(5)), user, report)?;
    let titles = |ends: &mut dyn Iterator<Item = &RankedBias>| -> Vec<String> {
        ends.take(10).map(|ranked| film(ranked.row)).collect()
    };
    let (lowest, highest) = (titles(&mut films.iter()), titles(&mut films.iter().rev()));
    report.summary("film biases", json!({"lowest": lowest, "highest": highest}))
}

fn ranking<'a>(
    ranked: impl Iterator<Item = &'a RankedBias>,
    name: impl Fn(usize) -> String,
    report: &Report,
) -> Result<()> {
    report.table(
        &["", "bias", "mean rating", "ratings"],
        ranked.map(|row| {
            let (bias, mean) = (format!("{:+.3}", row.bias), format!("{:.2}", row.mean_rating));
            [name(row.row), bias, mean, row.ratings.to_string()]
        }),
    )
}

/// The principal components of the most rated films, and a map of the best known ones.
fn map(
    model: &Learned,
    data: &Dataset,
    films: &[usize],
    (a, b): (usize, usize),
    report: &mut Report,
) -> Result<()> {
    let found = PrincipalComponents::of(&model.item_factors.select_rows(films));
    let n = found.explained.len();
    if a.max(b) > n {
        return Err(workbook::Error::Settings(format!(
            "there is no component {}: the model has {n} factors (--factors)",
            a.max(b)
        )));
    }
    report.say(format_args!(
        "Principal components of the factors of the {} most rated films, and who stands at their ends:",
        films.len()
    ))?;
    report.table(
        &["", "variance", "low end", "high end"],
        (0..n.min(3)).map(|component| {
            let mut order: Vec<usize> = (0..films.len()).collect();
            order.sort_by(|&i, &j| {
                found.scores[(i, component)].total_cmp(&found.scores[(j, component)])
            });
            let end = |place: usize| data.items.name(films[order[place]]).to_owned();
            let variance = format!("{:.1} %", 100.0 * found.explained[component]);
            [(component + 1).to_string(), variance, end(0), end(films.len() - 1)]
        }),
    )?;
    report.summary("principal components", json!({"explained": found.explained}))?;

    let known = films.len().min(50);
    let points: Vec<(String, f64, f64)> = (0..known)
        .map(|i| {
            let title = data.items.name(films[i]).to_owned();
            (title, found.scores[(i, a - 1)], found.scores[(i, b - 1)])
        })
        .collect();
    let axis = |c: usize| format!("component {c} ({:.1} %)", 100.0 * found.explained[c - 1]);
    report.figure(&chapters::film_map(&points, (&axis(a), &axis(b)))?)?;
    let counts = data.ratings_per_item();
    let as_data: Vec<_> = (points.iter().zip(films))
        .map(|((title, x, y), &film)| {
            json!({"title": title, "x": x, "y": y, "ratings": counts[film]})
        })
        .collect();
    let as_data = json!({"x": axis(a), "y": axis(b), "films": as_data});
    report.figure_data("06_map", &as_data)?;

    if data.name == builtin::NAME {
        truth(&found, data, films, report)?;
    }
    Ok(())
}

/// How much of the space of the true factors the learned one holds.
fn truth(
    found: &PrincipalComponents,
    data: &Dataset,
    films: &[usize],
    report: &Report,
) -> Result<()> {
    let truth = builtin::Truth::builtin();
    let truth = DMatrix::from_fn(films.len(), builtin::N_FACTORS, |row, axis| {
        let film = data.item_records[films[row]].as_ref().expect("every built-in film is known");
        truth.film_factors(film.id.parse().expect("built-in ids are numbers"))[axis]
    });
    let first = found.scores.columns(0, found.scores.ncols().min(10)).into_owned();
    let correlations = canonical_correlations(&first, &truth);
    let shown: Vec<String> = correlations.iter().map(|r| format!("{r:.3}")).collect();
    report.say(format_args!(
        "These films have true factors, three strong and two too weak to learn. Canonical correlations of \
         the first\nten components with them: {}.",
        shown.join(", ")
    ))?;
    report.summary("recovery of the truth", json!({"canonical_correlations": correlations}))
}

/// Films like a film, a user like a user, and what the two agree on.
fn neighbours(
    model: &Learned,
    data: &Dataset,
    film: usize,
    user: usize,
    report: &Report,
) -> Result<()> {
    let counts = data.ratings_per_item();
    let films = nearest(&model.item_factors, film, 5, |row| counts[row] >= KNOWN);
    report.say(format_args!(
        "Nearest to {} by cosine, among films with at least {KNOWN} ratings:",
        data.items.name(film)
    ))?;
    report.table(
        &["film", "cosine"],
        films.iter().map(|n| [data.items.name(n.row).to_owned(), format!("{:.3}", n.cosine)]),
    )?;
    let titles: Vec<&str> = films.iter().map(|n| data.items.name(n.row)).collect();
    report.summary("nearest films", json!({"of": data.items.name(film), "films": titles}))?;

    let users = nearest(&model.user_factors, user, 5, |row| row != 0);
    let one = data.users.name(user);
    report.say(format_args!("Nearest to user {one}:"))?;
    report.table(
        &["user", "cosine"],
        users.iter().map(|n| [data.users.name(n.row).to_owned(), format!("{:.3}", n.cosine)]),
    )?;
    let Some(other) = users.first() else { return Ok(()) };
    let two = data.users.name(other.row);
    let both = rated_by_both(data, user, other.row);
    report.say(format_args!(
        "Films that users {one} and {two} have both rated, {} in all:",
        both.len()
    ))?;
    report.table(
        &["film", &format!("user {one}"), &format!("user {two}")],
        both.iter()
            .take(10)
            .map(|&(film, a, b)| [data.items.name(film).to_owned(), a.to_string(), b.to_string()]),
    )?;
    report.summary("nearest user", json!({"of": one, "user": two, "cosine": other.cosine}))
}
