//! Chapter 8: how far down the loss can go, with factors that are drawn instead of fitted.
//!
//! cargo run --example 08_best_model

mod kept;

use clap::Parser;
use kept::Kept;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use workbook::Result;
use workbook::cli::{self, OutputOptions, Report, SplitOptions};
use workbook::data::{Dataset, Knowledge, Parties, Split, builtin};
use workbook::learn::{Learner, Spread, recipe};
use workbook::models::{BayesianFactors, DotProductBias};
use workbook::plot::chapters;

/// Trainings of chapter 5's model whose predictions are averaged.
const ENSEMBLE: u64 = 5;
/// The share of the sweeps, the first ones, that is still finding its way and does not count.
const WARM_UP: f64 = 0.1;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    data: SplitOptions,
    /// Factors of the Bayesian models.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = cli::count(1000), help_heading = "Training")]
    factors: usize,
    /// Sweeps of the Bayesian models: how often each number is drawn.
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = cli::count(100_000), help_heading = "Training")]
    sweeps: usize,
    /// Seed of all that is random.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Training")]
    seed: u32,
    /// Repeat everything with N seeds, `--seed` and the ones after it.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = cli::count(1000), help_heading = "Training")]
    seeds: usize,
    /// Save the best of the models that ask for no time, with the first seed, in this file
    /// (safetensors): the mean of its draws, as one dot product.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    save: Option<PathBuf>,
    #[command(flatten)]
    output: OutputOptions,
}

fn main() -> ExitCode {
    cli::main("The lowest loss in this workbook: Bayesian factors that use all that is known", run)
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("08_best_model", &args.output, Some(args.seed));
    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let mut outcomes = Vec::new();
    let mut kept = None;
    for seed in u64::from(args.seed)..u64::from(args.seed) + args.seeds as u64 {
        dot_products(&mut outcomes, &data, &split, &report, seed)?;
        let best = bayesian_factors(&mut outcomes, &args, &data, &split, &report, seed)?;
        kept = kept.or(best);
    }
    let rows = Row::of(&outcomes);
    report.table(
        &["model", "MSE", "RMSE", "seconds"],
        rows.iter().map(|row| {
            let seconds = format!("{:.1}", row.seconds);
            [row.name.clone(), row.mse.to_string(), row.rmse.to_string(), seconds]
        }),
    )?;
    for row in &rows {
        let spread = |spread: Spread| json!({"mean": spread.mean, "sd": spread.sd});
        let (mse, rmse) = (spread(row.mse), spread(row.rmse));
        report.summary(&row.name, json!({"mse": mse, "rmse": rmse, "seconds": row.seconds}))?;
    }
    report.say(
        "The ratings held back serve for this table and the figure, nothing else: the settings were \
         chosen on a part\nof MovieLens 100K's training ratings, and how large the numbers of each \
         kind may be is drawn with them.\nA random split lets a model see a user's other ratings of \
         the same minute, later ones too. With time it fills\ngaps; it makes no forecasts.",
    )?;
    if let (Some(path), Some(kept)) = (&args.save, kept) {
        kept.save(path, &data, &split, &report)?;
    }
    if let Some(floor) = builtin::noise_floor(&data, &split) {
        let best = rows.iter().map(|row| row.mse.mean).fold(f64::INFINITY, f64::min);
        report.say(format_args!(
            "The noise floor of these invented ratings is {floor:.4}; the best of the models ends {:.4} \
             above it.",
            best - floor
        ))?;
        report.summary("noise floor", json!({"mse": floor, "best_above": best - floor}))?;
    }
    report.figure(&chapters::averaging(&outcomes.last().expect("a model").losses)?)?;
    report.finish()
}

/// How one model did with one seed.
struct Outcome {
    name: String,
    /// Of the predictions that count.
    mse: f64,
    /// After each sweep: of the numbers of that moment alone, and of the mean so far.
    losses: Vec<[f64; 2]>,
    seconds: f64,
}

/// How one model did.
struct Row {
    name: String,
    mse: Spread,
    rmse: Spread,
    /// Of one training, on average.
    seconds: f64,
}

impl Row {
    /// One row for each model, in the order of their first outcome.
    fn of(outcomes: &[Outcome]) -> Vec<Self> {
        let mut names: Vec<&str> = Vec::new();
        for outcome in outcomes {
            if !names.contains(&outcome.name.as_str()) {
                names.push(&outcome.name);
            }
        }
        let row = |name: &str| {
            let same = || outcomes.iter().filter(|outcome| outcome.name == name);
            Self {
                name: name.to_owned(),
                mse: Spread::of(same().map(|outcome| outcome.mse)),
                rmse: Spread::of(same().map(|outcome| outcome.mse.sqrt())),
                seconds: Spread::of(same().map(|outcome| outcome.seconds)).mean,
            }
        };
        names.into_iter().map(row).collect()
    }
}

/// Predictions that are added up, to be averaged.
struct Mean<'a> {
    data: &'a Dataset,
    split: &'a Split,
    sums: Vec<f64>,
    added: f64,
}

impl<'a> Mean<'a> {
    fn new(data: &'a Dataset, split: &'a Split) -> Self {
        Self { data, split, sums: vec![0.0; split.valid.len()], added: 0.0 }
    }

    fn add(&mut self, predictions: &[f64]) {
        self.sums.iter_mut().zip(predictions).for_each(|(sum, prediction)| *sum += prediction);
        self.added += 1.0;
    }

    fn mse(&self) -> f64 {
        let means: Vec<f64> = self.sums.iter().map(|sum| sum / self.added).collect();
        mse(&means, self.data, self.split)
    }
}

/// Mean squared error on the ratings held back, of predictions kept within the scale.
fn mse(predictions: &[f64], data: &Dataset, split: &Split) -> f64 {
    let (low, high) = (f64::from(data.lowest_rating()), f64::from(data.highest_rating()));
    let errors = predictions.iter().zip(&split.valid.values);
    let squares: f64 = errors.map(|(p, &r)| (p.clamp(low, high) - f64::from(r)).powi(2)).sum();
    squares / split.valid.len() as f64
}

/// The model of chapter 5, and the mean of several: each errs in its own way.
fn dot_products(
    outcomes: &mut Vec<Outcome>,
    data: &Dataset,
    split: &Split,
    report: &Report,
    seed: u64,
) -> Result<()> {
    let start = Instant::now();
    let bar = report.progress_bar("dot products");
    bar.set_length(ENSEMBLE);
    let mut mean = Mean::new(data, split);
    // Seeds that no other ensemble of this run has.
    for member in seed * ENSEMBLE..(seed + 1) * ENSEMBLE {
        let device = cli::device()?;
        let (n_users, n_items) = (data.n_users(), data.n_items());
        let model = DotProductBias::new(&device, n_users, n_items, recipe::FACTORS, member);
        let mut learner =
            Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid)
                .seed(member)
                .weight_decay(recipe::BEST_WEIGHT_DECAY);
        learner.fit_one_cycle(recipe::EPOCHS, recipe::LR_MAX)?;
        let predictions = learner.predict(&split.valid);
        mean.add(&predictions.into_iter().map(f64::from).collect::<Vec<_>>());
        if mean.added == 1.0 {
            let seconds = start.elapsed().as_secs_f64();
            let name = "dot product, wd=0.1".to_owned();
            outcomes.push(Outcome { name, mse: mean.mse(), losses: Vec::new(), seconds });
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    let name = format!("the mean of {ENSEMBLE} of them");
    outcomes.push(Outcome { name, mse: mean.mse(), losses: Vec::new(), seconds });
    Ok(())
}

/// Bayesian factors that know nothing but who rated what how, and then more and more. Returns the
/// draws of the last one that asks for no time, if they are to be saved.
fn bayesian_factors(
    outcomes: &mut Vec<Outcome>,
    args: &Args,
    data: &Dataset,
    split: &Split,
    report: &Report,
    seed: u64,
) -> Result<Option<Kept>> {
    let mut knowledge = Vec::new();
    let mut best = None;
    for (name, kind) in [
        ("Bayesian factors", None),
        ("+ who rated what", Some(Knowledge::WhoRatedWhat)),
        ("+ people and films", Some(Knowledge::Records)),
        ("+ time", Some(Knowledge::Time)),
    ] {
        if kind.is_some_and(|kind| !data.has(kind)) {
            report.say(format_args!("{} has nothing for the model `{name}`.", data.name))?;
            continue;
        }
        knowledge.extend(kind);
        let (outcome, kept) = sample(name, &knowledge, args, data, split, report, seed);
        outcomes.push(outcome);
        best = kept.or(best);
    }
    Ok(best)
}

/// Draws the numbers of one model over and over, and averages the predictions.
fn sample(
    name: &'static str,
    knowledge: &[Knowledge],
    args: &Args,
    data: &Dataset,
    split: &Split,
    report: &Report,
    seed: u64,
) -> (Outcome, Option<Kept>) {
    let start = Instant::now();
    let bar = report.progress_bar(name);
    bar.set_length(args.sweeps as u64);
    let to_keep = args.save.is_some() && !knowledge.contains(&Knowledge::Time);
    let mut kept = to_keep.then(|| Kept::new(name, seed));
    let mut losses = Vec::new();
    // ANCHOR: sample
    let parties = Parties::new(data, split, knowledge);
    let mut model = BayesianFactors::new(&parties, &split.train.values, args.factors, seed);
    let warm_up = (args.sweeps as f64 * WARM_UP) as usize;
    let mut mean = Mean::new(data, split);
    for sweep in 0..args.sweeps {
        model.sweep();
        if sweep >= warm_up {
            let predictions = model.predict();
            mean.add(&predictions);
            losses.push([mse(&predictions, data, split), mean.mse()]);
            if let Some(kept) = &mut kept {
                kept.add(&model, mean.mse());
            }
        }
        bar.inc(1);
    }
    // ANCHOR_END: sample
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    (Outcome { name: name.to_owned(), mse: mean.mse(), losses, seconds }, kept)
}
