//! A taste from what a newcomer says at sign-up.

use super::{Learned, Taste};
use crate::data::{UserRecord, Vocab};
use nalgebra::{Cholesky, DMatrix, DVector};

/// Pulls the coefficients towards zero, so that an occupation with three users counts for little. It
/// has the weight of ten users without any signal.
const COEFFICIENT_RIDGE: f64 = 10.0;

/// A linear model from age, gender and occupation to a user's factors and bias, fitted to known users.
#[derive(Clone, Debug)]
pub struct SignUpModel {
    occupations: Vocab,
    /// Shape `(inputs, factors + 1)`.
    coefficients: DMatrix<f64>,
    /// Mean of the outputs over the known users, shape `(factors + 1,)`.
    mean: DVector<f64>,
    /// Mean of the inputs over the known users.
    mean_input: DVector<f64>,
}

impl SignUpModel {
    /// Fits the model, by ridge regression, to the given users of `model`.
    ///
    /// # Panics
    /// If no users are given.
    pub fn fit(model: &Learned, users: &[(usize, &UserRecord)]) -> Self {
        let occupations = Vocab::new(users.iter().map(|(_, record)| record.occupation.as_str()));
        let inputs: Vec<DVector<f64>> =
            users.iter().map(|(_, record)| input(record, &occupations)).collect();
        let outputs: Vec<DVector<f64>> = users
            .iter()
            .map(|&(row, _)| {
                let taste = model.taste(row);
                let width = taste.factors.len() + 1;
                DVector::from_iterator(width, taste.factors.iter().copied().chain([taste.bias]))
            })
            .collect();
        let (inputs, mean_input) = centred_rows(&inputs);
        let (outputs, mean) = centred_rows(&outputs);
        let n = inputs.ncols();
        let gram = inputs.tr_mul(&inputs) + DMatrix::identity(n, n) * COEFFICIENT_RIDGE;
        let system = Cholesky::new(gram).expect("a ridge makes the system positive definite");
        let coefficients = system.solve(&inputs.tr_mul(&outputs));
        Self { occupations, coefficients, mean, mean_input }
    }

    /// The expected taste of a newcomer. An occupation that no known user has makes no difference.
    pub fn taste(&self, record: &UserRecord) -> Taste {
        let centred = input(record, &self.occupations) - &self.mean_input;
        let output = self.coefficients.tr_mul(&centred) + &self.mean;
        let factors = output.len() - 1;
        Taste { factors: output.rows(0, factors).into_owned(), bias: output[factors] }
    }
}

// ANCHOR: input
/// Age in decades, gender, and a one-hot vector of the occupation.
fn input(record: &UserRecord, occupations: &Vocab) -> DVector<f64> {
    let mut input = DVector::zeros(2 + occupations.len());
    input[0] = f64::from(record.age) / 10.0;
    input[1] = if record.gender == "F" { 1.0 } else { 0.0 };
    input[2 + occupations.row(&record.occupation).unwrap_or(0)] = 1.0;
    input
}
// ANCHOR_END: input

fn centred_rows(rows: &[DVector<f64>]) -> (DMatrix<f64>, DVector<f64>) {
    let table = DMatrix::from_columns(rows).transpose();
    super::principal::centred(&table)
}
