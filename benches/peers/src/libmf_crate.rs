//! LIBMF, through the crate `libmf`.

use crate::contestant::FACTORS;
use crate::outcome::{Outcome, Point, climb};
use crate::set::Set;
use anyhow::{Result, anyhow};
use libmf::{Matrix, Model};
use std::time::Instant;
use workbook::data::Ratings;

/// The default number of iterations.
const ITERATIONS: usize = 20;

/// Trains with LIBMF's defaults.
///
/// # Errors
/// If LIBMF fails.
pub fn run(set: Set, threads: usize, target: Option<f64>) -> Result<Outcome> {
    let n_train = set.train.len();
    let Set { train, valid, .. } = set;
    let [train, valid] = [train, valid].map(|ratings| matrix(&ratings));
    let fit = |passes| {
        let start = Instant::now();
        let model = Model::params()
            .factors(FACTORS as i32)
            .threads(threads as i32)
            .iterations(passes as i32)
            .quiet(true)
            .fit(&train)
            .map_err(problem)?;
        let seconds = start.elapsed().as_secs_f64();
        let loss = model.rmse(&valid).map_err(problem)?.powi(2);
        Ok(Point { passes, seconds, loss })
    };
    let (full, shorter, peak_memory_mb) = climb(ITERATIONS, target, fit)?;
    let settings = format!(
        "its defaults: rate 0.1, L2 0.1 for both sides, 25 x 25 blocks, built as the crate builds it; \
         {threads} threads"
    );
    Ok(Outcome { full, shorter, ratings: n_train, peak_memory_mb, settings })
}

fn matrix(ratings: &Ratings) -> Matrix {
    let mut matrix = Matrix::with_capacity(ratings.len());
    for ((&user, &item), &value) in ratings.users.iter().zip(&ratings.items).zip(&ratings.values) {
        matrix.push(user as i32, item as i32, value);
    }
    matrix
}

fn problem(error: libmf::Error) -> anyhow::Error {
    anyhow!("LIBMF: {error}")
}
