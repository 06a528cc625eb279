//! Chapter 3: predictions kept inside the range of the ratings.
//!
//! cargo run --example 03_sigmoid_range

use serde_json::json;
use std::ops::Range;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, Report, TrainingArgs};
use workbook::learn::Learner;
use workbook::models::DotProduct;
use workbook::plot::{Figure, chapters};

fn main() -> ExitCode {
    cli::main(
        "The dot product with and without `sigmoid_range`: losses, and where the predictions lie",
        run,
    )
}

fn run(args: TrainingArgs) -> Result<()> {
    let mut report = Report::new("03_sigmoid_range", &args.output, Some(args.training.seed));
    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let device = cli::device()?;
    let training = &args.training;
    let y_range = data.y_range();

    // ANCHOR: train
    let (mut runs, mut predictions) = (Vec::new(), Vec::new());
    for (name, range) in [("dot product", None), ("with y_range", Some(y_range.clone()))] {
        let mut predicted = Vec::new();
        let run = report.train(name, training, |seed, progress| {
            let (n_users, n_items) = (data.n_users(), data.n_items());
            let mut model = DotProduct::new(&device, n_users, n_items, training.factors, seed);
            model.y_range = range.clone();
            let mut learner = Learner::new(model, &split.train, &split.valid)
                .seed(seed)
                .batch_size(training.batch_size)
                .weight_decay(args.weight_decay)
                .on_progress(progress);
            let history = learner.fit_one_cycle(training.epochs, training.lr)?;
            predicted = learner.predict(&split.valid);
            Ok(history)
        })?;
        runs.push(run);
        predictions.push(predicted);
    }
    // ANCHOR_END: train
    report.compare(&runs)?;

    let beyond = |predictions: &[f32], range: &Range<f32>| {
        let outside = predictions.iter().filter(|&&p| p < range.start || p > range.end);
        100.0 * outside.count() as f64 / predictions.len() as f64
    };
    let ratings = data.lowest_rating()..data.highest_rating();
    report.table(
        &["predictions beyond", &format!("{y_range:?}"), &format!("{ratings:?}")],
        runs.iter().zip(&predictions).map(|(run, predictions)| {
            let [wide, narrow] = [&y_range, &ratings].map(|range| beyond(predictions, range));
            [run.name.clone(), format!("{wide:.2} %"), format!("{narrow:.2} %")]
        }),
    )?;

    for (run, predictions) in runs.iter().zip(&predictions) {
        report.summary(
            &format!("{}, predictions beyond", run.name),
            json!({
                "y_range_percent": beyond(predictions, &y_range),
                "ratings_percent": beyond(predictions, &ratings),
            }),
        )?;
    }

    report.figure(&chapters::curve(&y_range)?)?;
    report.figure(&chapters::predictions(&predictions[0], &predictions[1], &y_range)?)?;
    let figure = Figure::new(
        "03_losses",
        "With and without a range",
        "Losses by epoch: with a range the first epochs are far better, and the ends are close.",
    );
    report.figure(&chapters::losses(&figure, &runs)?)?;
    report.finish()
}
