//! Chapter 3: predictions kept inside the range of the ratings.
//!
//! cargo run --example 03_sigmoid_range

use lab::{Figure, Result, Row, TrainingArgs, figures};
use std::ops::Range;
use std::process::ExitCode;
use workbook::data::{Rating, Ratings};
use workbook::learn::{Learner, Spread};
use workbook::models::DotProduct;

fn main() -> ExitCode {
    lab::main(
        "The dot product with and without `sigmoid_range`: losses, and where the predictions lie",
        run,
    )
}

fn run(args: TrainingArgs) -> Result<()> {
    let mut report = args.experiment.report("03_sigmoid_range");
    let (data, split) = args.experiment.data.load()?;
    report.data(&data, &split);

    let mut runs = Vec::new();
    let mut predictions = Vec::new();
    // ANCHOR: train
    for (name, y_range) in [("dot product", None), ("with y_range", Some(data.y_range()))] {
        let trained = report.train(name, args.all_seeds(), |seed| {
            let recipe = args.recipe(seed);
            let model = DotProduct::new(data.n_users(), data.n_items(), recipe.factors, seed);
            let model = DotProduct { y_range: y_range.clone(), ..model };
            Learner::new(model, &split.train, &split.valid, recipe)
        })?;
        let of_seeds = trained.learners.iter().map(|learner| learner.predict(&split.valid));
        predictions.push(of_seeds.collect::<Vec<_>>());
        runs.push(trained.runs);
    }
    // ANCHOR_END: train
    report.compare(&runs);

    let scale = data.scale();
    let y_range = scale.y_range();
    let ratings = scale.lowest..scale.highest;
    let shown = |range: &Range<f32>| format!("{:?}", scale.rounded(range.clone()));
    report.table(
        &["predictions beyond", &shown(&y_range), &shown(&ratings)],
        runs.iter().zip(&predictions).map(|(run, predictions)| {
            let unknown = of_unknown(&split.valid, predictions);
            let predictions = predictions.concat();
            let row = Row::new(format!("{}, predictions beyond", run.name), &run.name)
                .percent("y_range_percent", percent_beyond(&y_range, &predictions), 2)
                .percent("ratings_percent", percent_beyond(&ratings, &predictions), 2)
                .hidden("above_percent", percent_beyond(&(f32::MIN..ratings.end), &predictions));
            match unknown.is_empty() {
                true => row,
                false => row.hidden("unknown_y_range_percent", percent_beyond(&y_range, &unknown)),
            }
        }),
    );
    report.table(
        &["last valid", "as it is", &format!("cut off at {}", shown(&ratings)), "without row 0"],
        runs.iter().zip(&predictions).map(|(run, predictions)| {
            let loss = |change: fn(f32, &Range<f32>) -> f32, keep: fn(&Rating) -> bool| {
                Spread::from_values(predictions.iter().map(|of_seed| {
                    let rated = of_seed.iter().zip(split.valid.iter()).filter(|(_, r)| keep(r));
                    let (sum, n) = rated.fold((0.0, 0.0), |(sum, n), (&p, r)| {
                        (sum + f64::from(change(p, &ratings) - r.value).powi(2), n + 1.0)
                    });
                    sum / n
                }))
            };
            let row = Row::new(format!("{}, cut off", run.name), &run.name)
                .spread("as_it_is", loss(|p, _| p, |_| true))
                .spread("cut_off", loss(|p, range| p.clamp(range.start, range.end), |_| true));
            // In a tiny file, training may know nothing of what was held back.
            match split.valid.iter().any(|rating| is_known(&rating)) {
                true => row.spread("without_row_0", loss(|p, _| p, is_known)),
                false => row.cell("no ratings"),
            }
        }),
    );

    report.figure(&figures::curve(&scale));
    let [plain, ranged] = [0, 1].map(|run| predictions[run].last().expect("there is a seed"));
    report.figure(&figures::predictions(plain, ranged, &y_range));
    let figure = Figure::new(
        "03_losses",
        "With and without a range",
        "Losses by epoch: with a range the first epochs are far better, and the validation losses end close.",
    );
    report.figure(&figures::losses(&figure, &runs));
    report.finish()
}

fn percent_beyond(range: &Range<f32>, predictions: &[f32]) -> f64 {
    let outside = predictions.iter().filter(|&&p| p < range.start || p > range.end);
    100.0 * outside.count() as f64 / predictions.len() as f64
}

/// Whether training has seen both the user and the film.
fn is_known(rating: &Rating) -> bool {
    rating.user > 0 && rating.item > 0
}

/// The predictions of all seeds for what training has not seen.
fn of_unknown(ratings: &Ratings, predictions: &[Vec<f32>]) -> Vec<f32> {
    let rated = predictions.iter().flat_map(|of_seed| of_seed.iter().zip(ratings.iter()));
    rated.filter(|(_, rating)| !is_known(rating)).map(|(&prediction, _)| prediction).collect()
}
