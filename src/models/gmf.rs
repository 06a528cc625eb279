//! Generalised matrix factorisation: the dot product, for interactions.

use super::{Batch, Model};
use crate::data::IdColumn;
use crate::nn::{Column, Device, Embedding, Linear, Parameter};
use dfdx::prelude::*;
use rand::{SeedableRng, rngs::StdRng};

// ANCHOR: struct
/// Predicts the logit of an interaction as a weighted dot product of the user's and the item's factors
/// (generalised matrix factorisation; He et al., 2017, section 3.2, <https://arxiv.org/abs/1708.05031>).
#[derive(Clone, Debug)]
pub struct Gmf {
    /// Shape `(n_users, factors)`.
    pub user_factors: Embedding,
    /// Shape `(n_items, factors)`.
    pub item_factors: Embedding,
    /// The weight of each factor, and a bias for all pairs.
    pub output: Linear,
}
// ANCHOR_END: struct

impl Model for Gmf {
    // ANCHOR: forward
    fn forward<T: Tape<f32, Device>>(&self, batch: &Batch) -> Column<T> {
        let users = self.user_factors.rows::<T>(&batch.users);
        let items = self.item_factors.rows::<T>(&batch.items);
        self.output.forward(users * items).sum::<(usize,), Axis<1>>()
    }
    // ANCHOR_END: forward

    fn parameters(&mut self) -> Vec<Parameter<'_>> {
        let mut parameters = vec![
            self.user_factors.parameter("user_factors", IdColumn::Users),
            self.item_factors.parameter("item_factors", IdColumn::Items),
        ];
        parameters.extend(self.output.parameters("output"));
        parameters
    }

    fn device(&self) -> &Device {
        self.user_factors.weight.device()
    }
}

impl Gmf {
    /// An untrained model; the same seed gives the same initial weights.
    pub fn new(n_users: usize, n_items: usize, factors: usize, seed: u64) -> Self {
        let device = &Device::seed_from_u64(seed);
        let rng = &mut StdRng::seed_from_u64(seed);
        Self {
            user_factors: Embedding::new(device, n_users, factors, rng),
            item_factors: Embedding::new(device, n_items, factors, rng),
            output: Linear::new(device, factors, 1, rng),
        }
    }

    /// A function from a user to the logits of all items. It holds the items' factors column by column, so
    /// that the items of a column are weighted several at once; no other way to rank is as fast.
    ///
    /// The function panics if there is no such user.
    pub fn scorer(&self) -> impl Fn(usize) -> Vec<f64> + use<> {
        let &(n_items, factors) = self.item_factors.weight.shape();
        let items = self.item_factors.weight.as_vec();
        let column = |factor| items.chunks_exact(factors).map(|item| item[factor]).collect();
        let columns: Vec<Vec<f32>> = (0..factors).map(column).collect();
        let users = self.user_factors.weight.as_vec();
        let weights = self.output.weight.as_vec();
        let bias = self.output.bias.as_vec()[0];
        move |user| {
            let mut logits = vec![bias; n_items];
            let user = &users[user * factors..][..factors];
            for ((column, user), weight) in columns.iter().zip(user).zip(&weights) {
                let of_factor = user * weight;
                logits.iter_mut().zip(column).for_each(|(logit, item)| *logit += of_factor * item);
            }
            logits.into_iter().map(f64::from).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::predict_catalogue;

    #[test]
    fn the_scorer_gives_the_logits_of_the_forward_pass() {
        let model = Gmf::new(5, 7, 3, 0);
        let scores = model.scorer();
        for user in 0..5 {
            let logits = predict_catalogue(&model, user, 7);
            assert_eq!(scores(user).len(), logits.len());
            for (score, logit) in scores(user).iter().zip(&logits) {
                assert!((score - logit).abs() < 1e-6 * logit.abs(), "{score}, {logit}");
            }
        }
    }
}
