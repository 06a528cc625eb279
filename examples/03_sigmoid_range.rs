//! Chapter 3: predictions kept inside the range of the ratings.
//!
//! cargo run --example 03_sigmoid_range

use lab::{Figure, Result, Row, TrainingArgs, figures};
use std::ops::Range;
use std::process::ExitCode;
use workbook::learn::Learner;
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
        let learner = trained.learners.last().expect("there is a seed");
        predictions.push(learner.predict(&split.valid));
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
            Row::new(format!("{}, predictions beyond", run.name), &run.name)
                .percent("y_range_percent", percent_beyond(&y_range, predictions), 2)
                .percent("ratings_percent", percent_beyond(&ratings, predictions), 2)
        }),
    );

    report.figure(&figures::curve(&scale));
    report.figure(&figures::predictions(&predictions[0], &predictions[1], &y_range));
    let figure = Figure::new(
        "03_losses",
        "With and without a range",
        "Losses by epoch: with a range the first epochs are far better, and the ends are close.",
    );
    report.figure(&figures::losses(&figure, &runs));
    report.finish()
}

fn percent_beyond(range: &Range<f32>, predictions: &[f32]) -> f64 {
    let outside = predictions.iter().filter(|&&p| p < range.start || p > range.end);
    100.0 * outside.count() as f64 / predictions.len() as f64
}
