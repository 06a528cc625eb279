//! What many draws average to: their predictions, and the model itself.

use dfdx::prelude::HasShape;
use lab::Report;
use serde_json::json;
use std::path::Path;
use std::time::Instant;
use workbook::data::{Dataset, RatingScale, Split};
use workbook::learn::{EpochRecord, History, Recipe};
use workbook::models::{BayesianFactors, MeanOfDraws};
use workbook::saved::{About, ModelFile};

/// The mean of several predictions of the ratings held back.
pub struct Mean<'a> {
    ratings: &'a [f32],
    scale: RatingScale,
    sums: Vec<f64>,
    added: f64,
}

impl<'a> Mean<'a> {
    pub fn new(data: &Dataset, split: &'a Split) -> Self {
        let sums = vec![0.0; split.valid.len()];
        Self { ratings: &split.valid.values, scale: data.scale(), sums, added: 0.0 }
    }

    /// Adds predictions. Returns their loss, and the loss of the mean of all so far.
    pub fn add(&mut self, predictions: &[f64]) -> [f64; 2] {
        self.sums.iter_mut().zip(predictions).for_each(|(sum, prediction)| *sum += prediction);
        self.added += 1.0;
        let means: Vec<f64> = self.sums.iter().map(|sum| sum / self.added).collect();
        [self.mse(predictions), self.mse(&means)]
    }

    /// Mean squared error on the ratings held back, of predictions kept within the scale.
    fn mse(&self, predictions: &[f64]) -> f64 {
        let [low, high] = [self.scale.lowest, self.scale.highest].map(f64::from);
        let errors = predictions.iter().zip(self.ratings);
        let squares: f64 = errors.map(|(p, &r)| (p.clamp(low, high) - f64::from(r)).powi(2)).sum();
        squares / predictions.len() as f64
    }
}

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

    /// Adds a draw, which brings the loss of the mean of all draws to `valid_loss`.
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
    pub fn save(self, path: &Path, data: &Dataset, split: &Split, report: &mut Report) {
        let Self { name, seed, draws, history, .. } = self;
        let model = draws.dot_product();
        let draws = history.epochs.len();
        let factors = model.user_factors.weight.shape().1;
        // No gradient is involved, so there is no learning rate, and each draw uses all ratings.
        let batch_size = split.train.len();
        let recipe =
            Recipe { epochs: draws, lr: 0.0, factors, batch_size, weight_decay: 0.0, seed };
        report.save(
            &ModelFile::new(&model, About::new(data, recipe, history)),
            path,
            json!({
                "model": name, "seed": seed, "draws": draws, "factors": factors,
            }),
            format_args!(
                "The mean of {draws} draws of `{name}` is saved as {}, a dot product of {factors} factors.",
                path.display()
            ),
        );
    }
}
