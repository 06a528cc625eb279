//! Grades the exercises of chapter 7.

mod beyond;
mod mend_lists;
mod new_films;
mod newcomers;
mod next_question;
mod recommend_unseen;
mod split_by_time;

pub use beyond::{coverage, rerank_for_diversity};
pub use mend_lists::mend_lists;
pub use new_films::fold_in_item;
pub use newcomers::{fold_in, mean_user};
pub use next_question::next_question;
pub use recommend_unseen::recommend_unseen;
pub use split_by_time::split_by_time;

use crate::inputs::number;
use nalgebra::{DMatrix, DVector};
use rand::rngs::StdRng;

type Table = Vec<Vec<f64>>;

/// The step `d` for which `(Xᵀ X + ridge I) d = Xᵀ y`; NaN unless exactly one step solves it.
fn ridge_regression(factors: usize, x: &[Vec<f64>], y: &[f64], ridge: f64) -> Vec<f64> {
    let x = DMatrix::from_fn(x.len(), factors, |i, j| x[i][j]);
    let system = x.tr_mul(&x) + DMatrix::identity(factors, factors) * ridge;
    solved(system, &x.tr_mul(&vector_of(y)))
}

/// The solution of a system of equations; NaN unless there is exactly one.
fn solved(system: DMatrix<f64>, right_side: &DVector<f64>) -> Vec<f64> {
    let solution = system.lu().solve(right_side);
    solution.map_or(vec![f64::NAN; right_side.len()], |solution| numbers_of(&solution))
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn matrix(rows: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j])
}

fn numbers_of(vector: &DVector<f64>) -> Vec<f64> {
    vector.iter().copied().collect()
}

fn vector_of(values: &[f64]) -> DVector<f64> {
    DVector::from_column_slice(values)
}

/// A number between -2 and 2 with one decimal, never 0.
fn decimal(rng: &mut StdRng) -> f64 {
    // A wider type alone would show the digits that a narrower one rounds away.
    (f64::from(number(rng)) * 10.0).round() / 10.0
}

fn decimals(rng: &mut StdRng, n: usize) -> Vec<f64> {
    (0..n).map(|_| decimal(rng)).collect()
}

fn decimal_table(rng: &mut StdRng, rows: usize, columns: usize) -> Table {
    (0..rows).map(|_| decimals(rng, columns)).collect()
}

/// A ridge that is tiny, a power of 2.
const TINY_RIDGE: f64 = 1.0 / 67_108_864.0;

/// Two rows that are nearly the same, so that with a tiny ridge the equations of a regression are
/// ill-conditioned.
fn nearly_alike() -> Table {
    vec![vec![1.0, 1.0], vec![1.0, 1.0 + 1.0 / 4_096.0]]
}
