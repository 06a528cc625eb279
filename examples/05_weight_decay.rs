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
use workbook::learn::{Adam, Learner, Spread, WeightDecay, ensemble_loss};
use workbook::models::DotProductBias;
use workbook::nn::{ParameterVisitor, Parameters};
use workbook::plot::chapters;

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
    cli::main(
        "The biased dot product under growing weight decay: it overfits without, and does not with",
        run,
    )
}

fn run(args: Args) -> Result<()> {
    let mut report = Report::new("05_weight_decay", &args.output, Some(args.training.seed));
    penalty(&mut report)?;

    let (data, split) = args.data.load()?;
    report.data(&data, &split)?;
    let device = cli::device()?;
    let training = &args.training;
    let (mut runs, mut norms, mut ensembles) = (Vec::new(), Vec::new(), Vec::new());
    for &wd in &args.weight_decay {
        let (mut sizes, mut predictions) = (Vec::new(), Vec::new());
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
            predictions.push(learner.predict(&split.valid));
            Ok(history)
        })?;
        // ANCHOR_END: train
        runs.push(run);
        norms.push(Spread::of(sizes).mean);
        ensembles.push(ensemble_loss(&predictions, &split.valid.values));
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

    if training.seeds > 1 {
        report.say("The seeds as an ensemble, which predicts the mean of their predictions:")?;
        report.table(
            &["run", "mean of the losses", "loss of the mean"],
            runs.iter().zip(&ensembles).map(|(run, ensemble)| {
                let alone = run.final_valid().mean;
                [run.name.clone(), format!("{alone:.4}"), format!("{ensemble:.4}")]
            }),
        )?;
        for (run, ensemble) in runs.iter().zip(&ensembles) {
            let gain = run.final_valid().mean - ensemble;
            report.summary(
                &format!("{}, ensemble", run.name),
                json!({"valid_loss": ensemble, "gain": gain}),
            )?;
        }
    }

    let floor = builtin::noise_floor(&data, &split);
    let best = (runs.iter().min_by(|a, b| a.final_valid().mean.total_cmp(&b.final_valid().mean)))
        .expect("at least one weight decay");
    let best_loss = best.final_valid().mean;
    report.say(format_args!("Lowest at the end: {}, with {best_loss:.4}.", best.name))?;
    if let Some(floor) = floor {
        report.say(format_args!(
            "The noise floor of these invented ratings is {floor:.4}: {} ends {:.4} above what\n\
             even the truth itself would reach.",
            best.name,
            best_loss - floor
        ))?;
        report.summary("noise floor", json!({"mse": floor, "best_above": best_loss - floor}))?;
    }
    report.figure(&chapters::decay_losses(&runs)?)?;
    report.figure(&chapters::sweep(&args.weight_decay, &runs, floor)?)?;
    report.finish()
}

/// What a penalty on large weights looks like, and that its two forms are one.
fn penalty(report: &mut Report) -> Result<()> {
    report.figure(&chapters::parabola()?)?;

    let (weights, wd) = ([0.5_f32, -2.0, 3.0], 0.1);
    // ANCHOR: penalty
    let p = Cpu::default().tensor(weights);
    let in_the_loss = (p.leaky_trace().square().sum() * wd).backward().get(&p).array();
    let in_the_gradient = weights.map(|p| 2.0 * wd * p);
    // ANCHOR_END: penalty
    report.say(format_args!(
        "wd * sum(p²) in the loss, or 2 * wd * p in the gradient: {in_the_loss:?} and \
         {in_the_gradient:?}."
    ))?;

    report.say(
        "Decoupled decay is another thing. What 100 steps of Adam make of a weight of 1 whose gradient \
         is the\nsame in every step:",
    )?;
    report.table(
        &["gradient", "no decay", "wd=0.1 in the gradient", "wd=0.1 decoupled"],
        [1.0, 0.01, 0.0].map(|gradient| {
            let ways = [WeightDecay::L2(0.0), WeightDecay::L2(0.1), WeightDecay::Decoupled(0.1)];
            let ends = ways.map(|way| format!("{:.4}", after_100_steps(gradient, way)));
            [vec![gradient.to_string()], ends.to_vec()].concat()
        }),
    )?;
    report.say(
        "Adam divides every gradient by its usual size. With the penalty in the gradient, a weight with \
         a large\ngradient hardly feels it, and one without any moves at full speed. Decoupled, all \
         shrink by the same share.",
    )
}

/// Where Adam takes a weight of 1 in 100 steps at a learning rate of 0.005.
fn after_100_steps(gradient: f32, weight_decay: WeightDecay) -> f32 {
    /// A model of one number.
    struct Weight(Tensor<Rank1<1>, f32, Cpu>);
    impl Parameters<Cpu> for Weight {
        fn visit(&mut self, visitor: &mut impl ParameterVisitor<Cpu>) {
            visitor.visit("weight", &mut self.0);
        }
    }
    let mut weight = Weight(Cpu::default().tensor([1.0]));
    let mut optimiser = Adam::new(weight_decay);
    for _ in 0..100 {
        let loss = weight.0.leaky_trace().sum() * gradient;
        optimiser.step(&mut weight, &mut loss.backward(), 0.005, 0.9);
    }
    weight.0.array()[0]
}
