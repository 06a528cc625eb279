//! Ridge regression with a penalty of any shape.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// A fitted ridge regression.
#[derive(Clone, Debug)]
pub struct Ridge {
    /// The weight of each input.
    pub weights: DVector<f64>,
    system: Cholesky<f64, Dyn>,
}

impl Ridge {
    // ANCHOR: fit
    /// The weights `w` that minimise `|targets - inputs w|² + wᵀ penalty w`, whose closed form is
    /// `(XᵀX + penalty) w = Xᵀ targets` (Hoerl and Kennard, 1970,
    /// <https://doi.org/10.1080/00401706.1970.10488634>). `inputs` has a row for each target.
    ///
    /// # Panics
    /// If the sizes do not match, or the penalty is not positive definite.
    pub fn fit(inputs: &DMatrix<f64>, targets: &DVector<f64>, penalty: DMatrix<f64>) -> Self {
        let gram = inputs.transpose() * inputs + penalty;
        let system = Cholesky::new(gram).expect("the penalty is positive definite");
        Self { weights: system.solve(&inputs.tr_mul(targets)), system }
    }
    // ANCHOR_END: fit

    /// What each target adds to a prediction from `input`, in their order.
    ///
    /// # Panics
    /// If the sizes do not match.
    pub fn shares(
        &self,
        inputs: &DMatrix<f64>,
        targets: &DVector<f64>,
        input: &DVector<f64>,
    ) -> DVector<f64> {
        // w = Σ (XᵀX + penalty)⁻¹ x_i y_i, so the prediction `input · w` is a sum over the targets, too.
        (inputs * self.system.solve(input)).component_mul(targets)
    }
}
