//! Principal components: the few directions in which factors vary most.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// The principal components of a table's rows.
#[derive(Clone, Debug)]
pub struct PrincipalComponents {
    /// Mean of the rows, shape `(factors,)`.
    pub mean: DVector<f64>,
    /// A column of length 1 for each component, strongest first; shape `(factors, factors)`.
    pub components: DMatrix<f64>,
    /// The share of the variance that each explains; shape `(factors,)`.
    pub explained: Vec<f64>,
    /// The position of each row along each component, shape `(rows, factors)`.
    pub scores: DMatrix<f64>,
}

impl PrincipalComponents {
    // ANCHOR: principal
    /// Finds the components of `rows`, shape `(rows, factors)`: the eigenvectors of the covariance.
    ///
    /// A component and its opposite are equally good. The sign is chosen so that the row farthest from
    /// the mean (among equals, the first) has a positive score. So a rotation of the factors changes no
    /// score.
    pub fn fit(rows: &DMatrix<f64>) -> Self {
        let (centred, mean) = centred(rows);
        let covariance = centred.tr_mul(&centred) / rows.nrows() as f64;
        let eigen = SymmetricEigen::new(covariance);
        let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
        order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));

        let variances: Vec<f64> = order.iter().map(|&i| eigen.eigenvalues[i].max(0.0)).collect();
        // If all rows are equal there is no variance, and every share is 0.
        let total = variances.iter().sum::<f64>();
        let share = |variance: &f64| if total > 0.0 { variance / total } else { 0.0 };
        let explained = variances.iter().map(share).collect();
        let mut components = eigen.eigenvectors.select_columns(&order);
        let mut scores = &centred * &components;
        for (mut score, mut component) in scores.column_iter_mut().zip(components.column_iter_mut())
        {
            if score[score.iamax()] < 0.0 {
                score.neg_mut();
                component.neg_mut();
            }
        }
        Self { mean, components, explained, scores }
    }
    // ANCHOR_END: principal
}

/// The rows moved so that their mean is zero, and that mean.
pub(super) fn centred(rows: &DMatrix<f64>) -> (DMatrix<f64>, DVector<f64>) {
    let mean = rows.row_mean();
    let mut centred = rows.clone();
    for mut row in centred.row_iter_mut() {
        row -= &mean;
    }
    (centred, mean.transpose())
}
