//! The library's training with every row of every table moved in every step, as the equations say.

use dfdx::prelude::{Backward, OwnedTape, TensorFromVec};
use no_denormals::no_denormals;
use workbook::data::Ratings;
use workbook::learn::{FusedAdam, Loss, OneCycle, Recipe, WeightDecay};
use workbook::models::{Batch, Model};
use workbook::nn::Device;

/// A training under way.
pub struct Eager<M> {
    pub model: M,
    loss: Loss,
    adam: FusedAdam,
    schedule: OneCycle,
    batch_size: usize,
    step: usize,
}

impl<M: Model> Eager<M> {
    /// A training before its first step.
    pub fn new(model: M, loss: Loss, schedule: OneCycle, recipe: Recipe) -> Self {
        let adam = FusedAdam::new(WeightDecay::Decoupled(recipe.weight_decay));
        Self { model, loss, adam, schedule, batch_size: recipe.batch_size, step: 0 }
    }

    /// Goes through the ratings once, in this order. Returns the mean loss of the batches.
    pub fn epoch(&mut self, order: &[usize], ratings: &Ratings) -> f64 {
        let batches = order.chunks_exact(self.batch_size);
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
        let predictions = self.model.forward::<OwnedTape<f32, Device>>(&Batch::new(&batch, device));
        let loss = self.loss.mean(predictions, values);
        let value = loss.as_vec()[0];
        let (lr, momentum) = self.schedule.at(self.step);
        self.adam.step(self.model.parameters(), &mut loss.backward(), lr, momentum);
        self.step += 1;
        f64::from(value)
    }
}
