//! How much two descriptions of the same items have in common.

use super::principal::centred;
use nalgebra::DMatrix;

// ANCHOR: canonical
/// Canonical correlations (Hotelling, 1936, <https://doi.org/10.1093/biomet/28.3-4.321>) of two tables
/// with the same rows, strongest first: how well the best combination of one table's columns agrees
/// with the best combination of the other's, then the next best, and so on. If all are 1, then every
/// column of the narrower table is a combination of the other's columns.
///
/// A rotation or scaling of either table changes nothing. A table with about as many columns as rows
/// agrees with anything, so reduce it to its first principal components beforehand.
///
/// # Panics
/// If the tables differ in their number of rows.
pub fn canonical_correlations(a: &DMatrix<f64>, b: &DMatrix<f64>) -> Vec<f64> {
    assert_eq!(a.nrows(), b.nrows(), "both tables describe the same rows");
    // Columns of length 1 at right angles to each other, of which the same combinations can be made.
    let basis = |table: &DMatrix<f64>| centred(table).0.qr().q();
    let mut correlations: Vec<f64> =
        basis(a).tr_mul(&basis(b)).singular_values().iter().copied().collect();
    correlations.sort_by(|a, b| b.total_cmp(a));
    correlations
}
// ANCHOR_END: canonical
