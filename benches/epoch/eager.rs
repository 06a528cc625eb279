//! The library's training with every row of every table moved in every step, as the equations say.

use dfdx::prelude::{Backward, Cpu, OwnedTape, TensorFromVec, mse_loss};
use no_denormals::no_denormals;
use workbook::data::Ratings;
use workbook::learn::{Adam, OneCycle, WeightDecay, recipe};
use workbook::models::{Batch, Model};

/// A training under way.
pub struct Eager<M> {
    pub model: M,
    adam: Adam<Cpu>,
    schedule: OneCycle,
    step: usize,
}

impl<M: Model<Cpu>> Eager<M> {
    /// A training before its first step.
    pub fn new(model: M, schedule: OneCycle) -> Self {
        let adam = Adam::new(WeightDecay::Decoupled(recipe::WEIGHT_DECAY));
        Self { model, adam, schedule, step: 0 }
    }

    /// Goes through the ratings once, in this order. Returns the mean loss of the batches.
    pub fn epoch(&mut self, order: &[usize], ratings: &Ratings) -> f64 {
        let batches = order.chunks_exact(recipe::BATCH_SIZE);
        let n_batches = batches.len() as f64;
        let train = || batches.map(|batch| self.batch(batch, ratings)).sum::<f64>() / n_batches;
        // SAFETY: `train` holds nothing but plain arithmetic on this thread, correct in either mode
        // of rounding tiny numbers, and the mode is put back when it returns.
        unsafe { no_denormals(train) }
    }

    fn batch(&mut self, batch: &[usize], ratings: &Ratings) -> f64 {
        let batch = ratings.select(batch.iter().copied());
        let device = self.model.device();
        let values = device.tensor_from_vec(batch.values.clone(), (batch.len(),));
        let predictions = self.model.forward::<OwnedTape<f32, Cpu>>(&Batch::new(batch, device));
        let loss = mse_loss(predictions, values);
        let value = loss.as_vec()[0];
        let (lr, momentum) = self.schedule.at(self.step);
        self.adam.step(&mut self.model, &mut loss.backward(), lr, momentum);
        self.step += 1;
        f64::from(value)
    }
}
