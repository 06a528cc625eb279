//! A taste from what is known before the first rating.

use super::{Learned, Taste};
use nalgebra::{Cholesky, DMatrix, DVector};

/// Pulls the coefficients towards zero, so that an occupation with three users counts for little. It
/// has the weight of ten users without any signal.
const COEFFICIENT_RIDGE: f64 = 10.0;

/// A linear model from a [profile](crate::data::Profiles) to a user's factors and bias, fitted to known users;
/// with a [mirrored](Learned::mirrored) model and the profiles of items, to those of an item.
#[derive(Clone, Debug)]
pub struct SignUpModel {
    /// Shape `(inputs, factors + 1)`.
    coefficients: DMatrix<f64>,
    /// Mean of the outputs over the known users, shape `(factors + 1,)`.
    mean: DVector<f64>,
    /// Mean of the profiles of the known users.
    mean_profile: DVector<f64>,
}

impl SignUpModel {
    /// Fits the model, by ridge regression, to the given users of `model`, each with its profile.
    ///
    /// # Panics
    /// If no users are given.
    pub fn fit(model: &Learned, users: &[(usize, &DVector<f64>)]) -> Self {
        let profiles: Vec<DVector<f64>> =
            users.iter().map(|&(_, profile)| profile.clone()).collect();
        let outputs: Vec<DVector<f64>> = users
            .iter()
            .map(|&(row, _)| {
                let taste = model.taste(row);
                let width = taste.factors.len() + 1;
                DVector::from_iterator(width, taste.factors.iter().copied().chain([taste.bias]))
            })
            .collect();
        let (inputs, mean_profile) = centred_rows(&profiles);
        let (outputs, mean) = centred_rows(&outputs);
        let n = inputs.ncols();
        let gram = inputs.tr_mul(&inputs) + DMatrix::identity(n, n) * COEFFICIENT_RIDGE;
        let system = Cholesky::new(gram).expect("a ridge makes the system positive definite");
        let coefficients = system.solve(&inputs.tr_mul(&outputs));
        Self { coefficients, mean, mean_profile }
    }

    /// The expected taste of a newcomer. An occupation or a genre that none of the known users has makes
    /// no difference.
    pub fn taste(&self, profile: &DVector<f64>) -> Taste {
        let output = self.coefficients.tr_mul(&(profile - &self.mean_profile)) + &self.mean;
        let factors = output.len() - 1;
        Taste { factors: output.rows(0, factors).into_owned(), bias: output[factors] }
    }
}

fn centred_rows(rows: &[DVector<f64>]) -> (DMatrix<f64>, DVector<f64>) {
    let table = DMatrix::from_columns(rows).transpose();
    super::principal::centred(&table)
}
