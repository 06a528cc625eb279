//! Several methods in one prediction, each with a weight.

use super::Ridge;
use nalgebra::{DMatrix, DVector};

// ANCHOR: mix
/// A weighted sum of what several methods say, with weights from a ridge regression on ratings that none
/// of them has learned from. This is called *stacking* (Wolpert, 1992,
/// <https://doi.org/10.1016/S0893-6080(05)80023-1>).
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    /// The weight of each method.
    pub weights: Vec<f64>,
}

impl Mix {
    /// Finds the weights. `steps` has, for each method, how far its prediction of each rating lies from a
    /// common starting point, and `targets` how far the rating itself does. `ridge`, above 0, is the
    /// price of a weight, in units of the ratings squared.
    ///
    /// # Panics
    /// If the lists are not all of the same length.
    pub fn fit(steps: &[Vec<f64>], targets: &[f64], ridge: f64) -> Self {
        let columns = steps.iter().map(|steps| DVector::from_column_slice(steps));
        let inputs = match steps {
            [] => DMatrix::zeros(targets.len(), 0),
            _ => DMatrix::from_columns(&columns.collect::<Vec<_>>()),
        };
        let penalty = DMatrix::from_diagonal_element(steps.len(), steps.len(), ridge);
        let fitted = Ridge::fit(&inputs, &DVector::from_column_slice(targets), penalty);
        Self { weights: fitted.weights.data.into() }
    }

    /// How far the mix goes from the starting point for each rating, given how far each method does.
    ///
    /// # Panics
    /// If there are not as many methods as weights.
    pub fn steps(&self, of_methods: &[Vec<f64>]) -> Vec<f64> {
        assert_eq!(of_methods.len(), self.weights.len(), "steps of each method");
        let mut steps = vec![0.0; of_methods.first().map_or(0, Vec::len)];
        for (weight, of_one) in self.weights.iter().zip(of_methods) {
            steps.iter_mut().zip(of_one).for_each(|(step, of_one)| *step += weight * of_one);
        }
        steps
    }
}
// ANCHOR_END: mix
