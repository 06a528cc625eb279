//! Many draws as one model.

use super::BayesianFactors;
use crate::models::DotProduct;
use crate::nn::{Device, Embedding};
use dfdx::prelude::TensorFromVec;

/// The mean of the predictions of many draws, as a single dot product.
///
/// Each of `n` draws adds its factors to the rows, divided by the square root of `n`, so that a product
/// of two counts one `n`-th. The mean biases are factors as well, each multiplied by a factor of 1 on
/// the other side.
#[derive(Clone, Debug, Default)]
pub struct MeanOfDraws {
    draws: usize,
    /// All factors so far, of users and items; each is a column with a number for each row.
    factors: [Vec<Vec<f64>>; 2],
    /// The sums of the biases of users and items; those of the items include the means.
    biases: [Vec<f64>; 2],
    /// How much of a rating is 1 in the draws.
    unit: f64,
}

impl MeanOfDraws {
    /// Adds the model's current numbers.
    ///
    /// # Panics
    /// If the model uses the times of the ratings, because a dot product sees only users and items.
    pub fn add(&mut self, model: &BayesianFactors) {
        for side in [0, 1] {
            assert_eq!(model.sides[side].len(), 1, "the model needs more than users and items");
            let column = |factor: usize| &model.factors[factor][side][0].sums;
            self.factors[side].extend((0..model.biases()).map(|factor| column(factor).clone()));
            let sums = &mut self.biases[side];
            sums.resize(column(0).len(), 0.0);
            let mean = if side == 1 { model.mean } else { 0.0 };
            sums.iter_mut().zip(column(model.biases())).for_each(|(sum, bias)| *sum += bias + mean);
        }
        self.draws += 1;
        self.unit = model.unit;
    }

    // ANCHOR: dot_product
    /// The dot product that predicts the means. It has no range.
    ///
    /// # Panics
    /// If no draw was added.
    pub fn dot_product(&self) -> DotProduct {
        let device = Device::default();
        assert!(self.draws > 0, "a mean needs draws");
        let n = self.draws as f64;
        let [user_factors, item_factors] = [0, 1].map(|side| {
            let rows = self.biases[side].len();
            let width = self.factors[side].len() + 2;
            let mut table = Vec::with_capacity(rows * width);
            for row in 0..rows {
                let bias = self.biases[side][row] / n * self.unit;
                // Of the two sides of a product, one takes the unit.
                let unit = if side == 0 { self.unit } else { 1.0 };
                let factors = self.factors[side].iter().map(|column| column[row] / n.sqrt() * unit);
                let biases = if side == 0 { [bias, 1.0] } else { [1.0, bias] };
                table.extend(factors.chain(biases).map(|number| number as f32));
            }
            Embedding { weight: device.tensor_from_vec(table, (rows, width)) }
        });
        DotProduct { user_factors, item_factors, y_range: None }
    }
    // ANCHOR_END: dot_product
}
