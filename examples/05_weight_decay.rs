//! Chapter 5: weights kept small, and overfitting cured.
//!
//! cargo run --example 05_weight_decay

use clap::Parser;
use dfdx::prelude::*;
use serde_json::json;
use std::process::ExitCode;
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions, TrainingOptions};
use workbook::data::builtin;
use workbook::learn::{Learner, Runs, Spread};
use workbook::models::DotProductBias;
use workbook::plot::{Axis, Figure, Panel, Series, line_chart, train_series, valid_series};

/// The biased dot product under growing weight decay: it overfits without, and does not with.
#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    #[command(flatten)]
    training: TrainingOptions,
    /// The strengths of decoupled weight decay to try, separated by commas.
    #[arg(
        long, value_name = "X,…", value_delimiter = ',', value_parser = cli::not_negative,
        default_values_t = [0.0, 0.01, 0.03, 0.1, 0.3], help_heading = "Training"
    )]
    weight_decay: Vec<f64>,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main(run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("05_weight_decay", &args.output);
    penalty(&mut report)?;

    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let device = cli::device()?;
    let training = &args.training;
    let (mut runs, mut norms) = (Vec::new(), Vec::new());
    for &wd in &args.weight_decay {
        let mut sizes = Vec::new();
        // ANCHOR: train
        let run = report.train(&format!("wd={wd}"), training, |seed, progress| {
            let (n_users, n_items) = (data.n_users(), data.n_items());
            let model = DotProductBias::new(&device, n_users, n_items, training.factors, seed);
            let model = model.with_y_range(data.y_range());
            let mut learner = Learner::new(model, &split.train, &split.valid)
                .seed(seed)
                .batch_size(training.batch_size)
                .weight_decay(wd)
                .on_progress(progress);
            let history = learner.fit_one_cycle(training.epochs, training.lr)?;
            let film_factors = learner.model().item_factors.weight.clone();
            sizes.push(f64::from(film_factors.square().mean::<Rank0, _>().sqrt().as_vec()[0]));
            Ok(history)
        })?;
        // ANCHOR_END: train
        runs.push(run);
        norms.push(Spread::of(sizes).mean);
    }
    report.compare(&runs)?;
    report.say("What decay does to the weights, as the root mean square of the film factors:")?;
    report.table(
        &["run", "film factors"],
        runs.iter().zip(&norms).map(|(run, norm)| [run.name.clone(), format!("{norm:.4}")]),
    )?;
    for (run, norm) in runs.iter().zip(&norms) {
        report.summary(&format!("{}, film factors", run.name), json!({"rms": norm}))?;
    }

    let floor = builtin::noise_floor(&data, &split);
    let best = (runs.iter().min_by(|a, b| a.final_valid().mean.total_cmp(&b.final_valid().mean)))
        .expect("at least one weight decay");
    let best_loss = best.final_valid().mean;
    report.say(format_args!("Lowest at the end: {}, with {best_loss:.4}.", best.name))?;
    if let Some(floor) = floor {
        report.say(format_args!(
            "The noise floor of these invented ratings is {floor:.4}: {} ends {:.4} above what even the \
             truth itself would reach.",
            best.name,
            best_loss - floor
        ))?;
        report.summary("noise floor", json!({"mse": floor, "best_above": best_loss - floor}))?;
    }
    curves(&runs, &mut report)?;
    sweep(&args.weight_decay, &runs, floor, &mut report)?;
    report.finish()
}

/// What a penalty on large weights looks like, and that its two forms are one.
fn penalty(report: &mut Report) -> Result<()> {
    let line = |a: f64| -> Vec<(f64, f64)> {
        (-40..=40).map(|x| f64::from(x) / 20.0).map(|x| (x, a * x * x)).collect()
    };
    let mut panel = Panel::new(Axis::linear("x"), Axis::linear("y").range(0.0, 50.0));
    for (colour, a) in [1.0, 2.0, 5.0, 10.0, 50.0].into_iter().enumerate() {
        panel = panel.series(Series::new(format!("a = {a}"), colour, line(a)));
    }
    let figure = Figure::new(
        "05_parabola",
        "y = a x²",
        "Parabolas for a = 1, 2, 5, 10 and 50: the larger a, the steeper and narrower the valley.",
    );
    report.figure(&figure, &line_chart(&figure, &[panel])?)?;

    let (weights, wd) = ([0.5_f32, -2.0, 3.0], 0.1);
    // ANCHOR: penalty
    let p = Cpu::default().tensor(weights);
    let in_the_loss = (p.leaky_trace().square().sum() * wd).backward().get(&p).array();
    let in_the_gradient = weights.map(|p| 2.0 * wd * p);
    // ANCHOR_END: penalty
    report.say(format_args!(
        "wd * sum(p²) in the loss, or 2 * wd * p in the gradient: {in_the_loss:?} and \
         {in_the_gradient:?}."
    ))
}

/// Losses by epoch for every strength, training above validation.
fn curves(runs: &[Runs], report: &mut Report) -> Result<()> {
    let axes = || (Axis::linear("epoch"), Axis::linear("mean squared error"));
    let ((x, y), (x2, y2)) = (axes(), axes());
    let mut train = Panel::new(x, y).title("training loss");
    let mut valid = Panel::new(x2, y2).title("validation loss");
    for (colour, run) in runs.iter().enumerate() {
        train = train.series(train_series(run, &run.name, colour));
        valid = valid.series(valid_series(run, &run.name, colour));
    }
    let figure = Figure::new(
        "05_losses",
        "More decay, less overfitting",
        "Losses by epoch for each weight decay: the more decay, the higher the training loss ends, and \
         up to a point the lower the validation loss.",
    );
    report.figure(&figure, &line_chart(&figure, &[train, valid])?)
}

/// Where each strength ends.
fn sweep(
    weight_decays: &[f64],
    runs: &[Runs],
    floor: Option<f64>,
    report: &mut Report,
) -> Result<()> {
    let ends = |spread: fn(&Runs) -> Spread| -> Vec<(f64, f64)> {
        runs.iter().enumerate().map(|(i, run)| (i as f64, spread(run).mean)).collect()
    };
    let reach: Vec<f64> = runs.iter().filter_map(|run| run.final_valid().sd).collect();
    let names = weight_decays.iter().map(f64::to_string);
    let mut panel = Panel::new(
        Axis::categories("weight decay", names),
        Axis::linear("mean squared error at the end"),
    )
    .series(Series::new("train", 0, ends(Runs::final_train)).marked().dashed())
    .series(Series::new("valid", 1, ends(Runs::final_valid)).marked().error_bars(reach));
    if let Some(floor) = floor {
        panel = panel.reference(format!("noise floor {floor:.3}"), floor);
    }
    let figure = Figure::new(
        "05_sweep",
        "How much decay",
        "Training and validation loss at the end against weight decay: training loss only rises, \
         validation loss has a lowest point.",
    );
    report.figure(&figure, &line_chart(&figure, &[panel])?)
}
