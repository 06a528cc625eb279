//! Implicit alternating least squares: the dot product, fitted to all pairs at once.

use super::Ridge;
use crate::data::Touched;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::StandardNormal;

/// The settings of [`ImplicitAls`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AlsSettings {
    /// Factors of each user and item.
    pub factors: usize,
    /// The weight of a pair without an interaction, whose score should be 0, next to one with.
    pub unobserved: f64,
    /// The penalty on the squares of the factors, for each pair that they are in.
    pub penalty: f64,
    /// How often all users and all items are fitted in turn.
    pub sweeps: usize,
    /// Seed of the initial factors.
    pub seed: u64,
}

/// Those that were chosen on MovieLens 100K's validation interactions.
impl Default for AlsSettings {
    fn default() -> Self {
        Self { factors: 64, unobserved: 0.3, penalty: 0.01, sweeps: 8, seed: 0 }
    }
}

// ANCHOR: als
/// Scores an item by the dot product of its factors and the user's, fitted to be 1 for every interaction
/// and 0 for every other pair (Hu, Koren and Volinsky, 2008, <https://doi.org/10.1109/ICDM.2008.22>, in
/// the form of Rendle et al., 2022, <https://arxiv.org/abs/2110.14037>).
#[derive(Clone, Debug)]
pub struct ImplicitAls {
    /// Shape `(n_users, factors)`.
    pub user_factors: DMatrix<f64>,
    /// Shape `(n_items, factors)`.
    pub item_factors: DMatrix<f64>,
    settings: AlsSettings,
}

impl ImplicitAls {
    /// Fits the factors.
    pub fn fit(histories: &Touched, settings: AlsSettings) -> Self {
        let AlsSettings { factors, sweeps, seed, .. } = settings;
        let rng = &mut StdRng::seed_from_u64(seed);
        let spread = 0.1 / (factors as f64).sqrt();
        let mut table = |rows| {
            DMatrix::from_fn(rows, factors, |_, _| spread * rng.sample::<f64, _>(StandardNormal))
        };
        let user_factors = table(histories.n_users());
        let item_factors = table(histories.n_items());
        let mut model = Self { user_factors, item_factors, settings };
        let audiences = histories.transposed();
        for _ in 0..sweeps {
            model.item_factors = model.fit_side(&model.user_factors, &audiences);
            model.user_factors = model.fit_side(&model.item_factors, histories);
        }
        model
    }

    /// Fits all rows of one side, each to what it has touched of the other, which stays fixed.
    fn fit_side(&self, others: &DMatrix<f64>, touched: &Touched) -> DMatrix<f64> {
        let all_pairs = others.transpose() * others * self.settings.unobserved;
        let mut side = DMatrix::zeros(touched.n_users(), others.ncols());
        for (row, mut factors) in side.row_iter_mut().enumerate() {
            factors.tr_copy_from(&self.fit_row(others, &all_pairs, touched.by(row)));
        }
        side
    }

    /// Fits one row. This is the fold-in of chapter 7 with another penalty: a score for a pair that was
    /// not touched costs its square, too.
    fn fit_row(
        &self,
        others: &DMatrix<f64>,
        all_pairs: &DMatrix<f64>,
        touched: &[u32],
    ) -> DVector<f64> {
        let AlsSettings { unobserved, penalty, factors, .. } = self.settings;
        let pairs = touched.len() as f64 + unobserved * others.nrows() as f64;
        let penalty = all_pairs + DMatrix::from_diagonal_element(factors, factors, penalty * pairs);
        let touched: Vec<usize> = touched.iter().map(|&item| item as usize).collect();
        let ones = DVector::from_element(touched.len(), 1.0);
        Ridge::fit(&others.select_rows(&touched), &ones, penalty).weights
    }
}
// ANCHOR_END: als

impl ImplicitAls {
    /// The score of every item for a user, shape `(n_items,)`.
    ///
    /// # Panics
    /// If there is no such user.
    pub fn scores(&self, user: usize) -> Vec<f64> {
        self.scores_of(&self.user_factors.row(user).transpose())
    }

    /// The score of every item for someone who has touched these, shape `(n_items,)`.
    ///
    /// # Panics
    /// If an item does not exist.
    pub fn scores_after(&self, touched: &[u32]) -> Vec<f64> {
        let items = &self.item_factors;
        let all_pairs = items.transpose() * items * self.settings.unobserved;
        self.scores_of(&self.fit_row(items, &all_pairs, touched))
    }

    fn scores_of(&self, factors: &DVector<f64>) -> Vec<f64> {
        (&self.item_factors * factors).data.into()
    }
}
