//! Chapter 3: predictions kept inside the range of the ratings.
//!
//! cargo run --example 03_sigmoid_range

use clap::Parser;
use dfdx::prelude::*;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{
    self, OutputOptions, Report, SplitOptions, TrainingOptions, WeightDecayOption,
};
use workbook::learn::Learner;
use workbook::models::DotProduct;
use workbook::nn::sigmoid_range;
use workbook::plot::{Axis, Bars, Figure, Panel, Series};
use workbook::plot::{bar_chart, line_chart, train_series, valid_series};

/// The dot product with and without `sigmoid_range`: losses, and where the predictions lie.
#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    training: TrainingOptions,
    #[command(flatten)]
    decay: WeightDecayOption,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main(run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("03_sigmoid_range", &args.output);
    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let device = cli::device()?;
    let training = &args.training;
    let y_range = data.y_range();

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
                .weight_decay(args.decay.weight_decay)
                .on_progress(progress);
            let history = learner.fit_one_cycle(training.epochs, training.lr)?;
            predicted = learner.predict(&split.valid);
            Ok(history)
        })?;
        runs.push(run);
        predictions.push(predicted);
    }
    report.compare(&runs)?;

    let beyond = |predictions: &[f32], range: &std::ops::Range<f32>| {
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

    curve(&y_range, &mut report)?;
    histogram(&predictions, &y_range, &mut report)?;
    let figure = Figure::new(
        "03_losses",
        "With and without a range",
        "Losses by epoch: with a range the first epochs are far better, and the ends are close.",
    );
    let panel = Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
        .series(train_series(&runs[0], "dot product, train", 0))
        .series(valid_series(&runs[0], "dot product, valid", 0))
        .series(train_series(&runs[1], "with y_range, train", 1))
        .series(valid_series(&runs[1], "with y_range, valid", 1));
    report.figure(&figure, &line_chart(&figure, &[panel])?)?;
    report.finish()
}

/// The S-shaped curve, and the ends that it never reaches.
fn curve(y_range: &std::ops::Range<f32>, report: &mut Report) -> Result<()> {
    let device = Cpu::default();
    let x: Vec<f32> = (-60..=60).map(|x| x as f32 / 10.0).collect();
    let y = sigmoid_range(device.tensor_from_vec(x.clone(), (x.len(),)), y_range.clone()).as_vec();
    let points = x.into_iter().zip(y).map(|(x, y)| (f64::from(x), f64::from(y)));
    let panel = Panel::new(Axis::linear("x"), Axis::linear("prediction"))
        .series(Series::new("sigmoid_range(x)", 0, points))
        .reference(format!("{} is never reached", y_range.end), f64::from(y_range.end))
        .reference(format!("nor is {}", y_range.start), f64::from(y_range.start));
    let figure = Figure::new(
        "03_sigmoid_range",
        "sigmoid_range",
        "An S-shaped curve that rises from the lower end of the range to the upper and is flat near \
         both.",
    );
    report.figure(&figure, &line_chart(&figure, &[panel])?)
}

/// Where the predictions lie, before and after.
fn histogram(
    predictions: &[Vec<f32>],
    y_range: &std::ops::Range<f32>,
    report: &mut Report,
) -> Result<()> {
    const BINS: usize = 28;
    let width = f64::from(y_range.end - y_range.start) / 22.0;
    let start = f64::from(y_range.start) - 3.0 * width;
    let edges: Vec<f64> = (0..=BINS).map(|i| start + i as f64 * width).collect();
    let share = |predictions: &[f32]| {
        let mut shares = vec![0.0; BINS];
        for &p in predictions {
            // The few beyond the outermost bins are counted in them.
            let bin = ((f64::from(p) - start) / width).clamp(0.0, BINS as f64 - 1.0) as usize;
            shares[bin] += 100.0 / predictions.len() as f64;
        }
        shares
    };
    let bars = Bars::histogram("prediction", edges, "share of predictions, %")
        .series("dot product", 0, share(&predictions[0]))
        .series("with y_range", 1, share(&predictions[1]));
    let figure = Figure::new(
        "03_predictions",
        "Where the predictions lie",
        "Histogram of the predicted ratings: without a range some lie beyond the highest rating, \
         with it none leave the range.",
    );
    report.figure(&figure, &bar_chart(&figure, &bars)?)
}
