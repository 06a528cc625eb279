//! Chapter 0: the ratings as they are, and what factors would say about films if we knew them.
//!
//! cargo run --example 00_first_look

mod by_hand;

use clap::Parser;
use lab::{OutputOptions, Report, Result, SplitOptions, figures};
use serde_json::json;
use std::process::ExitCode;
use workbook::data::{Bar, Dataset, builtin};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    lab::main(
        "A first look at the ratings: as a table, as a matrix with gaps, as counts; and factors by hand",
        run,
    )
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("00_first_look", &args.output, None);
    let (data, split) = args.data.load()?;
    let ratings = &data.ratings;
    report.data(&data, &split);

    let scale = data.scale();
    report.say("The first ratings of the file:");
    report.list(
        &["film", "user", "rating"],
        ratings.iter().take(5).map(|rating| {
            let film = data.items.name(rating.item).to_owned();
            let user = data.users.name(rating.user).to_owned();
            [film, user, scale.label(rating.value)]
        }),
    );

    let corner = data.crosstab(15);
    let filled = corner.values.iter().flatten().flatten().count();
    let all_cells = (data.n_users() - 1) as f64 * (data.n_items() - 1) as f64;
    let density = ratings.len() as f64 / all_cells;
    report.find(
        "matrix",
        json!({"corner_filled": filled, "density": density}),
        format_args!(
            "The most active users against the most rated films: {filled} of {} cells are filled. \
             Of the whole matrix, {:.1} %.",
            corner.users.len() * corner.items.len(),
            100.0 * density
        ),
    );
    report.figure(&figures::crosstab(&data, &corner));

    counts(&data, &mut report);
    by_hand::films(&mut report);
    by_hand::songs(&mut report);

    let floor = builtin::noise_floor(&data, &split);
    if let Some(floor) = floor {
        report.say(format_args!(
            "These ratings are invented, so the best possible prediction of each is known. \
             On the ratings held back\nits mean squared error is {floor:.4}: the noise floor, \
             which no model can beat except by luck."
        ));
    }
    let mean = ratings.mean();
    // The mean squared error of predicting the mean every time: what any model should beat.
    let variance = ratings.values.iter().map(|&r| (f64::from(r) - mean).powi(2)).sum::<f64>();
    let values = json!({
        "ratings": ratings.len(), "users": data.n_users() - 1, "films": data.n_items() - 1,
        "mean_rating": mean, "variance": variance / ratings.len() as f64, "noise_floor": floor,
    });
    report.values("ratings", values);
    report.finish()
}

/// How often each rating is given, and how unevenly ratings fall on films and users.
fn counts(data: &Dataset, report: &mut Report) {
    let n = data.ratings.len() as f64;
    let bars = data.scale().histogram(&data.ratings.values);
    let share = |bar: &Bar| 100.0 * bar.ratings as f64 / n;
    report.list(
        &["rating", "share"],
        bars.iter().map(|bar| [bar.label.clone(), format!("{:.1} %", share(bar))]),
    );
    let bar = |bar: &Bar| json!({"from": bar.from, "to": bar.to, "ratings": bar.ratings});
    report.values("histogram", json!({"bars": bars.iter().map(bar).collect::<Vec<_>>()}));
    report.figure(&figures::rating_shares(&bars));

    let films = most_first(data.ratings_per_item());
    let users = most_first(data.ratings_per_user());
    let top_tenth: usize = films[..films.len().div_ceil(10)].iter().sum();
    let share = top_tenth as f64 / n;
    let (film, user) = (films[films.len() / 2], users[users.len() / 2]);
    report.find(
        "counts",
        json!({"top_tenth": share, "median_film": film, "median_user": user, "most_rated": films[0]}),
        format_args!(
            "The most rated tenth of the films has {:.0} % of the ratings; the film in the middle has \
             {film}, the user in the middle gave {user}.",
            100.0 * share
        ),
    );
    report.figure(&figures::long_tail(&films, &users));
}

/// The counts above zero in descending order.
fn most_first(mut counts: Vec<usize>) -> Vec<usize> {
    counts.retain(|&count| count > 0);
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts
}
