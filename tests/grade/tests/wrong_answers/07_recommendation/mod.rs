//! Wrong answers to the exercises of chapter 7.

mod beyond;
mod mend_lists;
mod new_films;
mod newcomers;
mod next_question;
mod recommend_unseen;
mod split_by_time;

use super::{WrongAnswer, wrong};
use grade::graders::_07_recommendation as graders;
use nalgebra::{DMatrix, DVector};

pub fn all() -> Vec<WrongAnswer> {
    let files = [
        recommend_unseen::all(),
        newcomers::all(),
        next_question::all(),
        beyond::all(),
        new_films::all(),
        split_by_time::all(),
        mend_lists::all(),
    ];
    files.into_iter().flatten().collect()
}

/// The rated films' vectors and the ratings.
fn equations(films: &DMatrix<f64>, ratings: &[(usize, f64)]) -> (DMatrix<f64>, DVector<f64>) {
    let (rated, y): (Vec<usize>, Vec<f64>) = ratings.iter().copied().unzip();
    (films.select_rows(&rated), DVector::from_vec(y))
}

fn solved(x: &DMatrix<f64>, y: &DVector<f64>, ridge: f64) -> DVector<f64> {
    gram(x, ridge).lu().solve(&x.tr_mul(y)).unwrap()
}

/// Xᵀ X with a ridge.
fn gram(x: &DMatrix<f64>, ridge: f64) -> DMatrix<f64> {
    x.tr_mul(x) + DMatrix::identity(x.ncols(), x.ncols()) * ridge
}
