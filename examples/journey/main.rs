//! All chapters at a glance: where the model of each ends, between knowing nothing and knowing all.
//!
//! cargo run --example journey

mod ends;

use clap::Parser;
use lab::figures::Step;
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
        ("2 dot product", train("dot product", weak, &seeds, &split, &mut report, dot_product)?),
        ("3 with a range", train("with y_range", weak, &seeds, &split, &mut report, ranged)?),
        ("4 with biases", train("with biases", weak, &seeds, &split, &mut report, biased)?),
        ("5 with weight decay", train("wd=0.1", strong, &seeds, &split, &mut report, biased)?),
    ];
    let plain = CollabNnConfig::default();
    let of_ids = |seed| network(&plain, seed);
    steps.push(("8 network", train("network", weak, &seeds, &split, &mut report, of_ids)?));
    // Data that say only who rated what and how have no more for a network.
    let known = data.side_features();
    if !known.is_empty() {
        let encoder = data.add_side_features(&known)?;
        let split = data.split_by_rows(&split.valid_rows)?;
        let side = encoder.shape();
        let config = CollabNnConfig { categories: side.categories, numbers: side.numbers, ..plain };
        let of_all = |seed| network(&config, seed);
        let all = if known.len() == SideFeature::ALL.len() { "all " } else { "" };
        let name = &format!("network + {all}side features");
        let runs = train(name, weak, &seeds, &split, &mut report, of_all)?;
        steps.push(("8 network, told more", runs));
    }
    report.compare(steps.iter().map(|(_, runs)| runs));

    let step = |name: &str, loss, is_mark| Step { name: name.to_owned(), loss, is_mark };
    let mut rows = ends::marks(&data, &split, &mut report);
    rows.extend(steps.iter().map(|(name, runs)| step(name, runs.final_valid(), false)));
    rows.push(step(
        "8 the detour\u{2019}s best",
        ends::best(&data, &split, &seeds, &mut report),
        false,
    ));
    report.figure(&figures::journey(&rows));
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
