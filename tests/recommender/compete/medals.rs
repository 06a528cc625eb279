//! What an entry has to beat: models of the book, trained on the competition's ratings.

use super::Data;
use anyhow::Result;
use workbook::learn::{Learner, Recipe};
use workbook::models::{Baseline, DotProductBias};

/// Trainings whose predictions make up the gold medal.
const ENSEMBLE: u64 = 5;

/// A medal, and the model that holds it.
pub struct Medal {
    pub name: &'static str,
    pub model: &'static str,
    pub loss: f64,
}

/// Bronze, silver and gold.
pub fn all(data: &Data) -> Result<[Medal; 3]> {
    let baseline = Baseline::fit(&data.train, data.n_users, data.n_films);
    let bronze = data.loss(&baseline.predictions(&data.valid));
    let mut sums = vec![0.0; data.valid.len()];
    let mut silver = None;
    for seed in 0..ENSEMBLE {
        eprint!("\rTraining the models to beat: {} of {ENSEMBLE}", seed + 1);
        let predictions = dot_product(data, seed)?;
        silver.get_or_insert_with(|| data.loss(&predictions));
        sums.iter_mut().zip(predictions).for_each(|(sum, p)| *sum += p / ENSEMBLE as f64);
    }
    eprintln!();
    let medal = |name, model, loss| Medal { name, model, loss };
    Ok([
        medal("bronze", "biases alone, chapter 4", bronze),
        medal("silver", "weight decay, chapter 5", silver.expect("one is trained")),
        medal("gold", "the mean of five such, chapter 5", data.loss(&sums)),
    ])
}

/// What chapter 5's model predicts.
fn dot_product(data: &Data, seed: u64) -> Result<Vec<f64>> {
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, seed, ..Recipe::default() };
    let model = DotProductBias::new(data.n_users, data.n_films, recipe.factors, seed);
    let mut learner = Learner::new(model, &data.train, &data.valid, recipe);
    learner.fit_one_cycle()?;
    Ok(learner.predict(&data.valid).into_iter().map(f64::from).collect())
}
