//! The training loop.

use super::denormals::flushing_denormals;
use super::optimiser::Optimiser;
use super::{EpochRecord, History, OneCycle, WeightDecay, clock, recipe};
use crate::data::{Batches, Ratings};
use crate::models::{Batch, Model};
use crate::nn::Column;
use crate::{Error, Result};
use dfdx::prelude::*;
use std::marker::PhantomData;

/// Ratings predicted at once when no gradients are needed. It bounds the memory, not the result,
/// and what is small stays in the processor's cache.
const PREDICTION_BATCH: usize = 512;

/// Trains a model on ratings, by the recipe of fastai's `fit_one_cycle`: Adam on the mean squared
/// error, a one-cycle schedule, decoupled weight decay. The settings start as in [`recipe`].
///
/// On a CPU, a row of a table waits until a batch looks it up, and then takes the steps that it has
/// missed; what comes out differs from stepping all rows each time by rounding only.
///
/// ```
/// use dfdx::prelude::Cpu;
/// use workbook::{data::builtin, learn::Learner, models::DotProductBias};
///
/// let mut data = builtin::dataset();
/// data.ratings = data.ratings.select(0..5_000);
/// let split = data.split_random(0.2, 42)?;
/// let model = DotProductBias::new(&Cpu::default(), data.n_users(), data.n_items(), 8, 0);
/// let history = Learner::new(model, &split.train, &split.valid)
///     .weight_decay(0.1)
///     .fit_one_cycle(1, 5e-3)?;
/// println!("{:.4}", history.last().valid_loss);
/// # Ok::<(), workbook::Error>(())
/// ```
pub struct Learner<'a, D, M> {
    model: M,
    device: PhantomData<D>,
    train: &'a Ratings,
    valid: &'a Ratings,
    batch_size: usize,
    seed: u64,
    weight_decay: WeightDecay,
    on_progress: Box<dyn FnMut(Progress) + 'a>,
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

impl<'a, D: Device<f32>, M: Model<D>> Learner<'a, D, M> {
    /// A learner with the recipe's settings.
    pub fn new(model: M, train: &'a Ratings, valid: &'a Ratings) -> Self {
        Self {
            model,
            device: PhantomData,
            train,
            valid,
            batch_size: recipe::BATCH_SIZE,
            seed: 0,
            weight_decay: WeightDecay::Decoupled(recipe::WEIGHT_DECAY),
            on_progress: Box::new(|_| {}),
        }
    }

    /// The number of ratings in a batch.
    pub fn batch_size(mut self, batch_size: usize) -> Self {
        self.batch_size = batch_size;
        self
    }

    /// The seed of the shuffle. Same seed, same model, same ratings: same bits.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Decoupled weight decay: every step shrinks every weight by `lr * weight_decay` of itself.
    pub fn weight_decay(mut self, weight_decay: f64) -> Self {
        self.weight_decay = WeightDecay::Decoupled(weight_decay);
        self
    }

    /// Weight decay as a term of the loss, `l2 * sum(p^2)`, in place of the decoupled one.
    pub fn l2(mut self, l2: f64) -> Self {
        self.weight_decay = WeightDecay::L2(l2);
        self
    }

    /// Has `callback` told of every step and every epoch.
    pub fn on_progress(mut self, callback: impl FnMut(Progress) + 'a) -> Self {
        self.on_progress = Box::new(callback);
        self
    }

    /// The model as it is now.
    pub fn model(&self) -> &M {
        &self.model
    }

    /// Trains for `epochs` epochs with a learning rate that peaks at `lr_max`.
    ///
    /// # Errors
    /// If there are fewer training ratings than a batch holds or none to validate on, and if the
    /// loss is no longer finite: the training stops there.
    ///
    /// # Panics
    /// If `epochs` or the batch size is 0, or the device fails.
    pub fn fit_one_cycle(&mut self, epochs: usize, lr_max: f64) -> Result<History> {
        assert!(epochs > 0, "a training has at least one epoch");
        let mut batches = Batches::new(self.train.len(), self.batch_size, self.seed);
        self.check_sizes(&batches)?;
        let steps = epochs * batches.per_epoch();
        let schedule = OneCycle { steps, lr_max };
        let mut optimiser = Optimiser::new(&mut self.model, self.weight_decay);
        let mut history = History { epochs: Vec::new() };
        flushing_denormals(|| {
            for epoch in 0..epochs {
                let start = clock::seconds();
                let train_loss = self.epoch(epoch, &mut batches, &schedule, &mut optimiser);
                optimiser.restore(&mut self.model);
                let train_loss = train_loss?;
                let record = EpochRecord {
                    epoch,
                    train_loss,
                    valid_loss: self.mean_squared_error(self.valid),
                    seconds: clock::seconds() - start,
                };
                history.epochs.push(record);
                (self.on_progress)(Progress::Epoch(record));
            }
            Ok(history)
        })
    }

    // ANCHOR: epoch
    /// One pass over the training ratings. Returns the mean loss of its batches.
    fn epoch(
        &mut self,
        epoch: usize,
        batches: &mut Batches,
        schedule: &OneCycle,
        optimiser: &mut Optimiser<D>,
    ) -> Result<f64> {
        let per_epoch = batches.per_epoch();
        let mut sum_of_losses = 0.0;
        for (i, batch) in batches.epoch().enumerate() {
            let step = epoch * per_epoch + i;
            let mut batch = self.train.select(batch.iter().copied());
            optimiser.look_up(&mut self.model, &mut batch);
            let (batch, ratings) = self.to_device(batch);
            let predictions = self.model.forward::<OwnedTape<f32, D>>(&batch);
            let loss = mse_loss(predictions, ratings);
            let loss_value = loss.as_vec()[0];
            if !loss_value.is_finite() {
                return Err(Error::LossNotFinite { loss: loss_value, epoch, step: i });
            }
            let mut gradients = loss.backward();
            let (lr, momentum) = schedule.at(step);
            optimiser.step(&mut self.model, &mut gradients, lr, momentum);
            sum_of_losses += f64::from(loss_value);
            (self.on_progress)(Progress::Step { done: step + 1, of: schedule.steps });
        }
        Ok(sum_of_losses / per_epoch as f64)
    }
    // ANCHOR_END: epoch

    /// Predicted ratings of the (user, item) pairs of `ratings`, in their order.
    pub fn predict(&self, ratings: &Ratings) -> Vec<f32> {
        let mut predictions = Vec::with_capacity(ratings.len());
        for chunk in ratings.chunks(PREDICTION_BATCH) {
            let (batch, _) = self.to_device(chunk);
            predictions.extend(self.model.forward::<NoneTape>(&batch).as_vec());
        }
        predictions
    }

    /// Mean squared error of the model's predictions of `ratings`, in squared rating units.
    pub fn mean_squared_error(&self, ratings: &Ratings) -> f64 {
        let errors = self.predict(ratings).into_iter().zip(&ratings.values);
        let squares: f64 = errors.map(|(p, r)| f64::from(p - r).powi(2)).sum();
        squares / ratings.len() as f64
    }

    fn to_device(&self, ratings: Ratings) -> (Batch<D>, Column<D>) {
        let device = self.model.device();
        let values = device.tensor_from_vec(ratings.values.clone(), (ratings.len(),));
        (Batch::new(ratings, device), values)
    }

    fn check_sizes(&self, batches: &Batches) -> Result<()> {
        let (train, valid) = (self.train.len(), self.valid.len());
        if batches.per_epoch() == 0 {
            return Err(Error::Settings(format!(
                "{train} training ratings do not fill a batch of {}; use a smaller batch (--batch-size)",
                self.batch_size
            )));
        }
        if valid == 0 {
            return Err(Error::Settings(
                "there are no ratings to validate on; hold some back".to_owned(),
            ));
        }
        Ok(())
    }
}
