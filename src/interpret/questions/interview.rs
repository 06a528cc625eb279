//! What the answers to a questionnaire leave uncertain.
//!
//! [`FoldIn`](crate::interpret::FoldIn) is a ridge regression around a prior taste, and so a Bayesian linear
//! regression: before the first rating, the step away from the prior has the covariance `noise / ridge * I`,
//! and after ratings of films with the rows `X` it has `noise * C`, where
//!
//! ```text
//! C = (XᵀX + ridge * I)⁻¹
//! ```
//!
//! and `noise` is the variance of a single rating around its prediction (Bishop, *Pattern Recognition and
//! Machine Learning*, 2006, section 3.3). The ratings themselves do not occur in it. With `M` as the mean of
//! `x xᵀ` over all films, the variance of a prediction is on average the trace of `C M`, in units of the
//! noise. An answer about film `q` takes away
//!
//! ```text
//! xᵀ C M C x / (1 + xᵀ C x)       with the x of film q
//! ```
//!
//! which is what [`Interview::shrinks`] returns. Choosing questions by the expected variance of the
//! predictions is due to Cohn, Ghahramani and Jordan (1996, <https://doi.org/10.1613/jair.295>).

use crate::data::Ratings;
use crate::interpret::fold_in::input;
use crate::interpret::{Learned, Taste};
use nalgebra::{DMatrix, DVector};

/// The films that a newcomer can be asked about. They are those that can be recommended, too.
#[derive(Clone, Debug)]
pub struct Questions {
    /// One row `x` for each film, shape `(n_items, factors + 1)`; zeros for films that are never asked.
    inputs: DMatrix<f64>,
    /// `M`, the mean of `x xᵀ` over the films, shape `(factors + 1, factors + 1)`.
    gram: DMatrix<f64>,
    /// What is uncertain before the first question.
    start: Uncertainty,
}

/// What is uncertain at some point of an interview.
#[derive(Clone, Debug)]
struct Uncertainty {
    /// `C`, the covariance of the taste, in units of the noise; shape `(factors + 1, factors + 1)`.
    covariance: DMatrix<f64>,
    /// `xᵀ C x` of each film: how uncertain its prediction is, in the same units.
    variances: DVector<f64>,
    /// `xᵀ C M C x` of each film.
    reach: DVector<f64>,
    /// Whether each film can still be asked about.
    open: Vec<bool>,
}

impl Questions {
    /// The questions about all films in `known`, the ratings that the model has learned from, to someone
    /// of whom `prior` is known; `ridge` is that of the fold-in. Row 0, the unknown film, is never asked.
    ///
    /// # Panics
    /// If `ridge` is not above 0, or a film in `known` does not exist.
    pub fn new(model: &Learned, prior: &Taste, ridge: f64, known: &Ratings) -> Self {
        assert!(ridge > 0.0, "without a ridge there is no limit to what is uncertain");
        let mut open = vec![false; model.n_items()];
        known.pairs().for_each(|(_, film)| open[film] = true);
        open[0] = false;
        let films: Vec<usize> = (0..open.len()).filter(|&film| open[film]).collect();
        let width = prior.factors.len() + 1;
        let mut inputs = DMatrix::zeros(open.len(), width);
        for &film in &films {
            inputs.row_mut(film).copy_from(&input(model, film, prior).transpose());
        }
        let gram = inputs.transpose() * &inputs / films.len().max(1) as f64;
        let each = |matrix: &DMatrix<f64>| (&inputs * matrix).component_mul(&inputs).column_sum();
        let covariance = DMatrix::from_diagonal_element(width, width, 1.0 / ridge);
        let start = Uncertainty {
            variances: each(&covariance),
            reach: each(&(&covariance * &gram * &covariance)),
            covariance,
            open,
        };
        Self { inputs, gram, start }
    }

    /// A new interview, in which nothing has been asked.
    pub fn interview(&self) -> Interview<'_> {
        Interview { questions: self, now: self.start.clone() }
    }
}

/// The questions put to one newcomer so far, and what is still uncertain.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    questions: &'a Questions,
    now: Uncertainty,
}

impl Interview<'_> {
    /// The variance of a prediction that comes from not knowing the taste, as the mean over all films, in
    /// units of the variance of a single rating.
    pub fn variance(&self) -> f64 {
        // The trace of C M, as both are symmetric.
        self.now.covariance.dot(&self.questions.gram)
    }

    /// The variance of the prediction of one film, in the same units.
    ///
    /// # Panics
    /// If there is no such film.
    pub fn variance_of(&self, film: usize) -> f64 {
        self.now.variances[film]
    }

    /// The covariance of the taste, in the same units; shape `(factors + 1, factors + 1)`.
    pub fn covariance(&self) -> &DMatrix<f64> {
        &self.now.covariance
    }

    /// Whether a film can still be asked about.
    ///
    /// # Panics
    /// If there is no such film.
    pub fn is_open(&self, film: usize) -> bool {
        self.now.open[film]
    }

    // ANCHOR: shrinks
    /// By how much an answer about a film will shrink the [variance](Self::variance).
    ///
    /// # Panics
    /// If there is no such film.
    pub fn shrinks(&self, film: usize) -> f64 {
        self.now.reach[film] / (1.0 + self.now.variances[film])
    }

    /// The film to ask about next: the one with the highest chance of an answer times what the answer
    /// shrinks. Among equals it is the lowest row; `None` if no film is left.
    ///
    /// # Panics
    /// If `chances` does not have an entry for every film.
    pub fn next_question(&self, chances: &[f64]) -> Option<usize> {
        let open = (0..chances.len()).filter(|&film| self.is_open(film)).rev();
        let worth = |film: usize| chances[film] * self.shrinks(film);
        open.max_by(|&a, &b| worth(a).total_cmp(&worth(b)))
    }
    // ANCHOR_END: shrinks

    /// The film was asked about, and the newcomer does not know it; or it must not be asked.
    ///
    /// # Panics
    /// If there is no such film.
    pub fn pass(&mut self, film: usize) {
        self.now.open[film] = false;
    }

    /// The newcomer has rated the film. Which rating it was makes no difference to what is uncertain.
    ///
    /// With `v = C x` for the x of this film and `s = 1 + xᵀ v`, the covariance becomes `C - v vᵀ / s`
    /// (Sherman and Morrison, 1950, <https://doi.org/10.1214/aoms/1177729893>). What is kept for every
    /// film changes along with it, so that each question costs two products of all rows with a vector.
    ///
    /// # Panics
    /// If there is no such film.
    pub fn answer(&mut self, film: usize) {
        self.pass(film);
        let Questions { inputs, gram, .. } = self.questions;
        let Uncertainty { covariance, variances, reach, .. } = &mut self.now;
        let v = &*covariance * inputs.row(film).transpose();
        let s = 1.0 + variances[film];
        let of_all = gram * &v;
        let spread = of_all.dot(&v);
        let shared = inputs * &v / s;
        let along = inputs * (&*covariance * of_all);
        for film in 0..shared.len() {
            variances[film] -= s * shared[film].powi(2);
            reach[film] += shared[film] * (shared[film] * spread - 2.0 * along[film]);
        }
        covariance.ger(-1.0 / s, &v, &v, 1.0);
    }
}
