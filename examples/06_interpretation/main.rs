//! Chapter 6: what did the tables learn? Biases ranked, a map of the films, neighbours.
//!
//! cargo run --example 06_interpretation

mod flat;
mod map;
mod neighbours;

use clap::Parser;
use lab::{ModelOptions, Report, Result};
use serde_json::json;
use std::cmp::Reverse;
use std::process::ExitCode;
use workbook::data::Dataset;
use workbook::interpret::{Learned, RankedBias, rank_biases};

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
    /// The two principal components of the map; the first two by default.
    #[arg(long, value_name = "A,B", value_parser = lab::two_components)]
    components: Option<(usize, usize)>,
}

fn main() -> ExitCode {
    lab::main("What the tables learned: biases, principal components as a map, neighbours", run)
}

fn run(args: Args) -> Result<()> {
    let experiment = &args.model.experiment;
    let mut report = experiment.report("06_interpretation");
    let (data, split) = experiment.data.load()?;
    let counts = data.ratings_per_item();
    let mut by_count: Vec<usize> = (1..data.n_items()).filter(|&film| counts[film] > 0).collect();
    by_count.sort_by_key(|&film| (Reverse(counts[film]), film));
    let film = match &args.film {
        Some(title) => lab::find_title(&data.items, title)?,
        None => by_count[0],
    };
    let user = lab::find_user(&data, args.user.as_deref())?;
    if args.model.trains() {
        map::axes(args.components, experiment.recipe.factors)?;
    }
    report.data(&data, &split);
    let models = args.model.models(experiment.all_seeds(), &data, &split, &mut report)?;
    let axes = map::axes(args.components, models[0].item_factors.ncols())?;

    biases(&models, &data, &mut report);
    by_count.truncate(1000);
    map::draw(&models[0], &data, &by_count, axes, &mut report);
    neighbours::of_film(&models[0], &data, film, &mut report);
    neighbours::of_user(&models[0], &data, user, &mut report);
    report.finish()
}

/// Both ends of the biases, as means over the seeds.
fn biases(models: &[Learned], data: &Dataset, report: &mut Report) {
    let films = rank_biases(models, |model| &model.item_bias, &data.ratings.items, data);
    let users = rank_biases(models, |model| &model.user_bias, &data.ratings.users, data);
    let title = |ranked: &RankedBias| data.items.name(ranked.row).to_owned();
    let user = |ranked: &RankedBias| format!("user {}", data.users.name(ranked.row));
    let lowest = films.iter().take(10);
    let highest = films.iter().rev().take(10);
    report.say("Films liked less than their factors explain, lowest bias first:");
    ranking(lowest.clone(), title, data, report);
    report.say("Films liked more, highest bias first:");
    ranking(highest.clone(), title, data, report);
    let by_mean = |a: &&RankedBias, b: &&RankedBias| a.mean_rating.total_cmp(&b.mean_rating);
    let lowest_mean = lowest.clone().min_by(by_mean).map(title);
    let highest_mean = highest.clone().max_by(by_mean).map(title);
    let [lowest, highest] = [lowest.map(title).collect(), highest.map(title).collect::<Vec<_>>()];
    report.values(
        "film biases",
        json!({
            "lowest": lowest, "lowest_mean_of_lowest": lowest_mean,
            "highest": highest, "highest_mean_of_highest": highest_mean,
        }),
    );
    report.say("The most critical users, and the kindest:");
    ranking(users.iter().take(5).chain(users.iter().rev().take(5)), user, data, report);
}

fn ranking<'a>(
    ranked: impl Iterator<Item = &'a RankedBias>,
    name: impl Fn(&RankedBias) -> String,
    data: &Dataset,
    report: &mut Report,
) {
    let scale = data.scale();
    report.list(
        &["", "bias", "mean rating", "ratings"],
        ranked.map(|row| {
            let mean = scale.prediction(row.mean_rating);
            [name(row), format!("{:+.3}", row.bias), mean, row.ratings.to_string()]
        }),
    );
}
