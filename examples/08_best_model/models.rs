//! The models of the table, trained or drawn.

use crate::averages::{Kept, Mean};
use crate::draws::Draw;
use crate::options::Args;
use lab::{Report, Result};
use std::time::Instant;
use workbook::data::{Dataset, Split};
use workbook::learn::{Learner, Recipe};
use workbook::models::{BayesianFactors, DotProductBias, Knowledge, Parties};

/// Trainings of chapter 5's model whose predictions are averaged.
const ENSEMBLE: u64 = 5;
/// The share of the sweeps, at the beginning, that is still finding its way and does not count.
const WARM_UP: f64 = 0.1;

/// How one model did with one seed.
pub struct Outcome {
    pub name: String,
    /// The loss of each draw or training alone, and of the mean of all predictions so far.
    pub losses: Vec<[f64; 2]>,
    /// What each draw was like; trainings are not looked into.
    pub draws: Vec<Draw>,
    pub seconds: f64,
}

impl Outcome {
    /// The mean squared error of the mean of all predictions.
    pub fn mse(&self) -> f64 {
        self.losses.last().expect("a model has predictions")[1]
    }
}

/// The model of chapter 5, and the mean of several: each errs in its own way.
pub fn dot_products(
    (data, split): (&Dataset, &Split),
    seed: u64,
    report: &Report,
) -> Result<[Outcome; 2]> {
    let start = Instant::now();
    let bar = report.progress_bar("dot products");
    bar.set_length(ENSEMBLE);
    let mut mean = Mean::new(data, split);
    let mut losses = Vec::new();
    let mut seconds = Vec::new();
    // Seeds that no other ensemble of this run has.
    for seed in seed * ENSEMBLE..(seed + 1) * ENSEMBLE {
        let weight_decay = Recipe::BEST_WEIGHT_DECAY;
        let recipe = Recipe { weight_decay, seed, ..Recipe::default() };
        // Small data are one batch.
        let recipe = Recipe { batch_size: recipe.batch_size.min(split.train.len()), ..recipe };
        let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
        let model = model.with_y_range(data.y_range());
        let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
        learner.fit_one_cycle()?;
        let predictions = learner.predict(&split.valid).into_iter().map(f64::from);
        losses.push(mean.add(&predictions.collect::<Vec<_>>()));
        seconds.push(start.elapsed().as_secs_f64());
        bar.inc(1);
    }
    bar.finish_and_clear();
    let outcome = |name: String, models: usize| Outcome {
        name,
        losses: losses[..models].to_vec(),
        draws: Vec::new(),
        seconds: seconds[models - 1],
    };
    let together = format!("the mean of {ENSEMBLE} of them");
    Ok([outcome("dot product, wd=0.1".to_owned(), 1), outcome(together, losses.len())])
}

/// Draws the numbers of one Bayesian model over and over, and averages the predictions.
pub fn sample(
    name: &str,
    knowledge: &[Knowledge],
    &Args { factors, sweeps, .. }: &Args,
    (data, split): (&Dataset, &Split),
    seed: u64,
    report: &Report,
    mut kept: Option<&mut Kept>,
) -> Outcome {
    let start = Instant::now();
    let bar = report.progress_bar(name);
    bar.set_length(sweeps as u64);
    // ANCHOR: sample
    let parties = Parties::new(data, split, knowledge);
    let mut model = BayesianFactors::new(&parties, &split.train.values, factors, seed);
    let warm_up = (sweeps as f64 * WARM_UP) as usize;
    let mut mean = Mean::new(data, split);
    let (mut losses, mut draws) = (Vec::new(), Vec::new());
    for sweep in 0..sweeps {
        model.sweep();
        if sweep >= warm_up {
            let [alone, of_mean] = mean.add(&model.predict());
            losses.push([alone, of_mean]);
            draws.push(Draw::new(&model));
            if let Some(kept) = &mut kept {
                kept.add(&model, of_mean);
            }
        }
        bar.inc(1);
    }
    // ANCHOR_END: sample
    bar.finish_and_clear();
    Outcome { name: name.to_owned(), losses, draws, seconds: start.elapsed().as_secs_f64() }
}
