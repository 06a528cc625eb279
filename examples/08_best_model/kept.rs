//! The draws of a model that is to last.

use dfdx::prelude::{Cpu, HasShape};
use serde_json::json;
use std::path::Path;
use std::time::Instant;
use workbook::Result;
use workbook::cli::Report;
use workbook::data::{Dataset, Split};
use workbook::files::{ModelFile, Origin, Settings};
use workbook::learn::{EpochRecord, History};
use workbook::models::{BayesianFactors, MeanOfDraws};

/// The draws of one model.
pub struct Kept {
    name: &'static str,
    seed: u64,
    draws: MeanOfDraws,
    /// One record for each draw.
    history: History,
    /// When the last draw was added.
    last: Instant,
}

impl Kept {
    /// No draws yet.
    pub fn new(name: &'static str, seed: u64) -> Self {
        let history = History { epochs: Vec::new() };
        Self { name, seed, draws: MeanOfDraws::default(), history, last: Instant::now() }
    }

    /// Adds a draw, with which the mean of all has the loss `valid_loss`.
    pub fn add(&mut self, model: &BayesianFactors, valid_loss: f64) {
        self.draws.add(model);
        self.history.epochs.push(EpochRecord {
            epoch: self.history.epochs.len(),
            train_loss: model.mean_squared_error(),
            valid_loss,
            seconds: self.last.elapsed().as_secs_f64(),
        });
        self.last = Instant::now();
    }

    /// Saves the mean of the draws.
    pub fn save(self, path: &Path, data: &Dataset, split: &Split, report: &Report) -> Result<()> {
        let model = self.draws.dot_product(&Cpu::default());
        let factors = model.user_factors.weight.shape().1;
        let settings = Settings {
            factors: Some(factors),
            epochs: self.history.epochs.len(),
            batch_size: split.train.len(),
            // Nothing steps down a gradient here.
            lr: 0.0,
            weight_decay: 0.0,
            dropout: 0.0,
            seed: self.seed,
        };
        let (name, draws, seed) = (self.name, settings.epochs, self.seed);
        ModelFile::of(&model, Origin::new(data, split, settings, self.history)).save(path)?;
        let file = path.display().to_string();
        report.say(format_args!(
            "The mean of {draws} draws of `{name}` is saved as {file}, a dot product of {factors} factors."
        ))?;
        let summary =
            json!({"model": name, "seed": seed, "draws": draws, "factors": factors, "file": file});
        report.summary("saved", summary)
    }
}
