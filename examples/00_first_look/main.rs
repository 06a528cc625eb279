//! Chapter 0: the ratings as they are, and what factors would say about films if we knew them.
//!
//! cargo run --example 00_first_look

mod by_hand;
mod counts;

use clap::Parser;
use lab::{OutputOptions, Report, Result, SplitOptions, figures};
use serde_json::json;
use std::collections::HashSet;
use std::process::ExitCode;
use workbook::data::builtin;

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
    let cells = (data.n_users() - 1) * (data.n_items() - 1);
    // Two ratings by one user of films with the same title share a cell.
    let filled_cells = ratings.iter().map(|r| (r.user, r.item)).collect::<HashSet<_>>().len();
    let density = filled_cells as f64 / cells as f64;
    report.find(
        "matrix",
        json!({
            "corner_filled": filled, "cells": cells, "filled_cells": filled_cells,
            "shared": ratings.len() - filled_cells, "density": density,
        }),
        format_args!(
            "The most active users against the most rated films: {filled} of {} cells are filled. \
             Of the {cells} cells of the whole matrix, {filled_cells} are: {:.1} %.",
            corner.users.len() * corner.items.len(),
            100.0 * density
        ),
    );
    report.figure(&figures::crosstab(&data, &corner));

    counts::shares_and_counts(&data, &mut report);
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
    // The mean squared error of predicting the mean every time, which any model should beat.
    let variance = ratings.values.iter().map(|&r| (f64::from(r) - mean).powi(2)).sum::<f64>();
    let values = json!({
        "ratings": ratings.len(), "users": data.n_users() - 1, "films": data.n_items() - 1,
        "mean_rating": mean, "variance": variance / ratings.len() as f64, "noise_floor": floor,
    });
    report.values("ratings", values);
    report.finish()
}
