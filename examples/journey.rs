//! All chapters at a glance: where the model of each ends.
//!
//! cargo run --example journey

use clap::Parser;
use lab::{ExperimentOptions, Report, Result, figures};
use std::process::ExitCode;
use workbook::data::{SideFeature, Split};
use workbook::learn::{Learner, Recipe, Runs};
use workbook::models::{CollabNn, CollabNnConfig, DotProduct, DotProductBias, Model};

#[derive(Parser)]
struct Args {
    #[command(flatten)]
    experiment: ExperimentOptions,
}

fn main() -> ExitCode {
    lab::main("The model of each chapter, trained by the same recipe, and where its loss ends", run)
}

fn run(Args { experiment }: Args) -> Result<()> {
    let mut report = experiment.report("journey");
    let (mut data, split) = experiment.data.load()?;
    report.data(&data, &split);
    let (n_users, n_items, y_range) = (data.n_users(), data.n_items(), data.y_range());

    let factors = experiment.recipe.factors;
    let dot_product = |seed| DotProduct::new(n_users, n_items, factors, seed);
    let ranged = |seed| dot_product(seed).with_y_range(y_range.clone());
    let biased =
        |seed| DotProductBias::new(n_users, n_items, factors, seed).with_y_range(y_range.clone());
    let network = |config: &CollabNnConfig, seed| {
        CollabNn::new(n_users, n_items, config, seed).with_y_range(y_range.clone())
    };

    let weak = experiment.recipe;
    let strong = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..weak };
    let seeds: Vec<u64> = experiment.all_seeds().collect();
    let mut steps = vec![
        ("2", train("dot product", weak, &seeds, &split, &mut report, dot_product)?),
        ("3", train("with y_range", weak, &seeds, &split, &mut report, ranged)?),
        ("4", train("with biases", weak, &seeds, &split, &mut report, biased)?),
        ("5", train("wd=0.1", strong, &seeds, &split, &mut report, biased)?),
    ];
    let plain = CollabNnConfig::default();
    let of_ids = |seed| network(&plain, seed);
    steps.push(("8", train("network", weak, &seeds, &split, &mut report, of_ids)?));
    // Data that say only who rated what and how end the journey here.
    let known = data.side_features();
    if !known.is_empty() {
        let encoder = data.add_side_features(&known)?;
        let split = data.split_by_rows(&split.valid_rows)?;
        let side = encoder.shape();
        let config = CollabNnConfig { categories: side.categories, numbers: side.numbers, ..plain };
        let of_all = |seed| network(&config, seed);
        let all = if known.len() == SideFeature::ALL.len() { "all " } else { "" };
        let name = &format!("network + {all}side features");
        steps.push(("8+", train(name, weak, &seeds, &split, &mut report, of_all)?));
    }

    report.compare(steps.iter().map(|(_, runs)| runs));
    let ends = steps.iter().map(|(chapter, runs)| ((*chapter).to_owned(), runs.final_valid()));
    report.figure(&figures::journey(&ends.collect::<Vec<_>>()));
    report.finish()
}

fn train<M: Model>(
    name: &str,
    recipe: Recipe,
    seeds: &[u64],
    split: &Split,
    report: &mut Report,
    new: impl Fn(u64) -> M,
) -> Result<Runs> {
    let trained = report.train(name, seeds.iter().copied(), |seed| {
        Learner::new(new(seed), &split.train, &split.valid, Recipe { seed, ..recipe })
    })?;
    Ok(trained.runs)
}
