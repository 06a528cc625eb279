//! Chapter 5: small weights cure overfitting.
//!
//! cargo run --example 05_weight_decay

mod folds;
mod penalty;
mod recommend;

use clap::Parser;
use dfdx::prelude::*;
use lab::{ExperimentOptions, Result, Row, Trained, figures};
use std::process::ExitCode;
use workbook::data::builtin;
use workbook::learn::{Learner, Recipe, Runs, Spread, ensemble_loss};
use workbook::models::DotProductBias;

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    experiment: ExperimentOptions,
    /// The strengths of decoupled weight decay to try, separated by commas.
    #[arg(
        long, value_name = "X,…", value_delimiter = ',', value_parser = lab::not_negative,
        default_values_t = [0.0, 0.01, 0.03, 0.1, 0.3], help_heading = "Training"
    )]
    weight_decay: Vec<f64>,
    #[command(flatten)]
    folds: lab::FoldsOption,
}

fn main() -> ExitCode {
    lab::main("The biased dot product overfits without weight decay, and stops with it", run)
}

fn run(Args { experiment, weight_decay, folds }: Args) -> Result<()> {
    let mut report = experiment.report("05_weight_decay");
    if folds.folds {
        folds::compare(&experiment, &weight_decay, &mut report)?;
        return report.finish();
    }
    let (data, split) = experiment.data.load()?;
    let user = lab::find_user(&data, None)?;
    report.data(&data, &split);

    let mut sweep = Vec::new();
    // ANCHOR: train
    for &weight_decay in &weight_decay {
        let name = format!("wd={weight_decay}");
        let trained = report.train(&name, experiment.all_seeds(), |seed| {
            let recipe = Recipe { weight_decay, seed, ..experiment.recipe };
            let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
            Learner::new(model.with_y_range(data.y_range()), &split.train, &split.valid, recipe)
        })?;
        sweep.push(trained);
    }
    // ANCHOR_END: train
    report.compare(sweep.iter().map(|trained| &trained.runs));
    report.say("What decay does to the weights, as the root mean square of the film factors:");
    report.table(
        &["run", "film factors"],
        sweep.iter().map(|Trained { runs, learners }| {
            let size = Spread::from_values(learners.iter().map(size_of_film_factors)).mean;
            Row::new(format!("{}, film factors", runs.name), &runs.name).number("rms", size, 4)
        }),
    );
    if experiment.seeds > 1 {
        report.say("The seeds as an ensemble, which predicts the mean of their predictions:");
        report.table(
            &["run", "mean of the losses", "loss of the mean"],
            sweep.iter().map(|Trained { runs, learners }| {
                let predictions = learners.iter().map(|learner| learner.predict(&split.valid));
                let together = ensemble_loss(&predictions.collect::<Vec<_>>(), &split.valid.values);
                let alone = runs.final_valid().mean;
                Row::new(format!("{}, ensemble", runs.name), &runs.name)
                    .cell(format!("{alone:.4}"))
                    .number("valid_loss", together, 4)
                    .hidden("gain", alone - together)
            }),
        );
    }

    let end = |trained: &Trained<_>| trained.runs.final_valid().mean;
    let best = sweep.iter().min_by(|a, b| end(a).total_cmp(&end(b)));
    let best = best.expect("at least one weight decay");
    let (name, loss) = (&best.runs.name, end(best));
    report.say(format_args!("Lowest at the end: {name}, with {loss:.4}."));
    let floor = builtin::noise_floor(&data, &split);
    report.noise_floor(floor, name, loss);
    penalty::two_forms(&mut report);
    penalty::under_adam(&mut report);
    recommend::to_user(user, (name, &best.learners[0]), &data, &split, &mut report);

    let runs: Vec<Runs> = sweep.into_iter().map(|trained| trained.runs).collect();
    report.figure(&figures::decay_losses(&runs));
    report.figure(&figures::sweep(&weight_decay, &runs, floor));
    report.figure(&figures::parabola());
    report.finish()
}

/// The root mean square of the film factors.
fn size_of_film_factors(learner: &Learner<DotProductBias>) -> f64 {
    let squares = learner.model.item_factors.weight.clone().square();
    f64::from(squares.mean::<Rank0, _>().sqrt().as_vec()[0])
}
