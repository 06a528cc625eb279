//! The training loop.

use super::denormals::flushing_denormals;
use super::optimiser::Optimiser;
use super::unknown::{Seen, has_constants};
use super::{EpochRecord, History, Loss, OneCycle, Recipe, clock};
use crate::data::{Batches, Examples, Ratings, WithNegatives};
use crate::models::{Batch, Model};
use crate::nn::{Column, Device};
use crate::{Error, Result};
use dfdx::prelude::*;

/// How many ratings are predicted at once when no gradients are needed. This limits the memory and
/// changes no result, and small chunks stay in the processor's cache.
const PREDICTION_BATCH: usize = 512;

/// Trains a model as fastai's `fit_one_cycle` does: Adam, a one-cycle schedule, decoupled weight decay.
/// The loss is the mean squared error of ratings ([`new`](Self::new)) or the binary cross entropy of
/// interactions ([`from_interactions`](Self::from_interactions)).
///
/// On a CPU, a row of a table waits until a batch looks it up, and then takes the steps that it
/// missed; the result differs from stepping every row each time by rounding only.
///
/// ```
/// use workbook::data::builtin;
/// use workbook::learn::{Learner, Recipe};
/// use workbook::models::DotProductBias;
///
/// let mut data = builtin::dataset();
/// data.ratings = data.ratings.select(0..5_000);
/// let split = data.split_random(0.2, 42)?;
/// let model = DotProductBias::new(data.n_users(), data.n_items(), 8, 0);
/// let recipe = Recipe { epochs: 1, weight_decay: 0.1, ..Recipe::default() };
/// let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
/// let history = learner.fit_one_cycle()?;
/// println!("{:.4}", history.last().valid_loss);
/// # Ok::<(), workbook::Error>(())
/// ```
pub struct Learner<'a, M> {
    /// The model as it is now.
    pub model: M,
    /// The settings of the training.
    pub recipe: Recipe,
    train: Box<dyn Examples + 'a>,
    valid: &'a Ratings,
    loss: Loss,
    on_progress: Box<dyn FnMut(Progress) + 'a>,
    snapshots: Option<Snapshots<'a, M>>,
}

/// Someone who looks at the model on its way.
struct Snapshots<'a, M> {
    /// How many steps apart.
    steps: usize,
    callback: Box<dyn FnMut(&M) + 'a>,
}

/// What a [`Learner`] reports while it trains.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// A step is done.
    Step {
        /// Steps done so far, over all epochs.
        done: usize,
        /// Steps of the whole training.
        of: usize,
    },
    /// An epoch is done, and validated.
    Epoch(EpochRecord),
}

impl<'a, M: Model> Learner<'a, M> {
    /// A learner that has not trained yet. Every epoch ends with the model's loss on `valid`.
    pub fn new(model: M, train: &'a Ratings, valid: &'a Ratings, recipe: Recipe) -> Self {
        Self::from_examples(model, train, valid, recipe, Loss::SquaredError)
    }

    /// A learner whose model predicts logits: how much more likely an interaction is than none. It
    /// minimises the binary cross entropy of interactions and their negatives. `valid` holds ones and
    /// zeros.
    pub fn from_interactions(
        model: M,
        train: WithNegatives<'a>,
        valid: &'a Ratings,
        recipe: Recipe,
    ) -> Self {
        Self::from_examples(model, train, valid, recipe, Loss::CrossEntropy)
    }

    /// A learner that gets its examples in any way, and minimises this loss.
    pub fn from_examples(
        model: M,
        train: impl Examples + 'a,
        valid: &'a Ratings,
        recipe: Recipe,
        loss: Loss,
    ) -> Self {
        let (train, on_progress) = (Box::new(train), Box::new(|_| {}));
        Self { model, recipe, train, valid, loss, on_progress, snapshots: None }
    }

    /// Calls `callback` after every step and every epoch.
    pub fn on_progress(&mut self, callback: impl FnMut(Progress) + 'a) {
        self.on_progress = Box::new(callback);
    }

    /// Shows `callback` the model after every `steps` steps, with all rows up to date. This changes what is
    /// learned by rounding only.
    pub fn on_snapshot(&mut self, steps: usize, callback: impl FnMut(&M) + 'a) {
        self.snapshots = Some(Snapshots { steps, callback: Box::new(callback) });
    }

    /// Trains the model.
    ///
    /// # Errors
    /// If the training ratings do not fill a batch, if there are none to validate on, or if the loss
    /// of a batch is not finite. The training then stops, and the model keeps the steps taken so far.
    ///
    /// # Panics
    /// If the recipe has no epoch or an empty batch, if a row number is not below the size of its
    /// table, if the ratings lack a side feature of the model, or if the device fails.
    pub fn fit_one_cycle(&mut self) -> Result<History> {
        let optimiser = Optimiser::new(&mut self.model, self.recipe.weight_decay);
        self.fit_with(optimiser)
    }

    fn fit_with(&mut self, mut optimiser: Optimiser) -> Result<History> {
        let Recipe { epochs, lr, batch_size, seed, .. } = self.recipe;
        assert!(epochs > 0, "a training has at least one epoch");
        let mut batches = Batches::new(self.train.len(), batch_size, seed);
        self.check_sizes(&batches)?;
        let schedule = OneCycle { steps: epochs * batches.per_epoch(), lr_max: lr };
        let mut seen = Seen::new(&mut self.model);
        let mut history = History { epochs: Vec::new() };
        flushing_denormals(|| {
            for epoch in 0..epochs {
                let start = clock::seconds();
                let train_loss =
                    self.epoch(epoch, &mut batches, &schedule, &mut optimiser, &mut seen);
                optimiser.write_back(&mut self.model);
                let train_loss = train_loss?;
                self.know_the_usual(&seen);
                let valid_loss = self.loss_on(self.valid);
                if !valid_loss.is_finite() {
                    let suspect = self.recipe.suspect();
                    return Err(Error::ValidLossNotFinite { loss: valid_loss, epoch, suspect });
                }
                let seconds = clock::seconds() - start;
                let record = EpochRecord { epoch, train_loss, valid_loss, seconds };
                history.epochs.push(record);
                (self.on_progress)(Progress::Epoch(record));
            }
            Ok(history)
        })
    }

    // ANCHOR: epoch
    /// Goes over the training ratings once, and returns the mean loss of the batches.
    fn epoch(
        &mut self,
        epoch: usize,
        batches: &mut Batches,
        schedule: &OneCycle,
        optimiser: &mut Optimiser,
        seen: &mut Seen,
    ) -> Result<f64> {
        let per_epoch = batches.per_epoch();
        let unit = self.train.unit();
        let mut sum_of_losses = 0.0;
        for (i, indices) in batches.epoch().enumerate() {
            let step = epoch * per_epoch + i;
            let ratings = self.train.deal(indices);
            seen.add(&ratings);
            // The rows of this batch first take the steps that they have missed.
            let batch = optimiser.catch_up(&mut self.model, &ratings);
            let predictions = self.model.forward::<OwnedTape<f32, Device>>(&batch);
            // Measured in stars, or what corresponds to a star, so that Adam acts alike on any scale.
            let loss = self.loss.mean(predictions / unit, self.targets(ratings) / unit);
            let loss_value = loss.as_vec()[0];
            if !loss_value.is_finite() {
                let suspect = self.recipe.suspect();
                return Err(Error::LossNotFinite { loss: loss_value, epoch, step: i, suspect });
            }
            let mut gradients = loss.backward();
            let (lr, momentum) = schedule.at(step);
            optimiser.step(&mut self.model, &mut gradients, lr, momentum);
            sum_of_losses += f64::from(loss_value);
            self.report_step(step + 1, schedule.steps, optimiser);
        }
        Ok(sum_of_losses / per_epoch as f64 * f64::from(unit).powi(2))
    }
    // ANCHOR_END: epoch

    /// Tells those who follow the training that a step is done.
    fn report_step(&mut self, done: usize, of: usize, optimiser: &mut Optimiser) {
        (self.on_progress)(Progress::Step { done, of });
        if let Some(Snapshots { steps, callback }) = &mut self.snapshots
            && done.is_multiple_of(*steps)
        {
            optimiser.write_back(&mut self.model);
            callback(&self.model);
        }
    }

    /// Makes row 0 of the tables, which training has not seen, predict what is usual. Only ratings have
    /// something usual: negatives are drawn among items that training knows.
    fn know_the_usual(&mut self, seen: &Seen) {
        if self.loss == Loss::SquaredError && has_constants(&mut self.model) {
            seen.average(&mut self.model);
            seen.centre(&mut self.model);
        }
    }

    /// Predicted ratings of the (user, item) pairs of `ratings`, in their order.
    pub fn predict(&self, ratings: &Ratings) -> Vec<f32> {
        let mut predictions = Vec::with_capacity(ratings.len());
        for chunk in ratings.chunks(PREDICTION_BATCH) {
            let batch = Batch::new(&chunk, self.model.device());
            predictions.extend(self.model.forward::<NoneTape>(&batch).as_vec());
        }
        predictions
    }

    /// Mean loss of the model's predictions of `ratings`.
    pub fn loss_on(&self, ratings: &Ratings) -> f64 {
        let predictions = self.predict(ratings).into_iter().zip(&ratings.values);
        let losses = predictions.map(|(p, &r)| self.loss.of_one(f64::from(p), f64::from(r)));
        losses.sum::<f64>() / ratings.len() as f64
    }

    /// What the model should predict, shape `(batch,)`.
    fn targets(&self, ratings: Ratings) -> Column {
        let shape = (ratings.len(),);
        self.model.device().tensor_from_vec(ratings.values, shape)
    }

    fn check_sizes(&self, batches: &Batches) -> Result<()> {
        let train = self.train.len();
        let valid = self.valid.len();
        if batches.per_epoch() == 0 {
            let batch_size = self.recipe.batch_size;
            let message = format!(
                "{train} training ratings do not fill a batch of {batch_size}; use more ratings, or a \
                 smaller batch"
            );
            return Err(Error::Setting { name: "batch_size", message });
        }
        if valid == 0 {
            return Err(Error::Settings(
                "there are no ratings to validate on; hold some back".to_owned(),
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::builtin;
    use crate::learn::lazy_adam::LazyAdam;
    use crate::learn::{FusedAdam, WeightDecay};
    use crate::models::DotProductBias;

    /// A CPU and a GPU step in different ways, and between two epochs the model learns what is usual.
    #[test]
    fn the_optimisers_train_alike_over_several_epochs() {
        let mut data = builtin::dataset();
        data.ratings = data.ratings.select(0..10_000);
        let split = data.split_random(0.2, 42).unwrap();
        let recipe = Recipe { epochs: 3, weight_decay: 0.1, ..Recipe::default() };
        let fit = |optimiser: fn(&mut DotProductBias, f64) -> Optimiser| {
            let mut model = DotProductBias::new(data.n_users(), data.n_items(), 8, 0);
            let optimiser = optimiser(&mut model, recipe.weight_decay);
            let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
            let history = learner.fit_with(optimiser).unwrap();
            history.epochs.into_iter().flat_map(|epoch| [epoch.train_loss, epoch.valid_loss])
        };
        let lazy = fit(|model, decay| Optimiser::Lazy(LazyAdam::new(model, decay)));
        let fused = fit(|_, decay| Optimiser::Fused(FusedAdam::new(WeightDecay::Decoupled(decay))));
        for (lazy, fused) in lazy.zip(fused) {
            assert!((lazy - fused).abs() < 1e-5, "{lazy}, {fused}");
        }
    }
}
