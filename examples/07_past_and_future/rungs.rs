//! The models, each a step up from the one before.

use lab::{ExperimentOptions, Report, Result, fit};
use workbook::data::{Dataset, Split};
use workbook::learn::{Learner, Recipe};
use workbook::models::{Baseline, DotProduct, DotProductBias, Model};

/// A model of the chapters so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// The mean of all ratings, for everyone and every film.
    Mean,
    /// The mean of each film, pulled towards that of all.
    Films,
    /// The same with an offset for each user.
    Biases,
    /// Chapter 2.
    DotProduct,
    /// Chapter 3.
    Ranged,
    /// Chapter 4.
    Biased,
    /// Chapter 5.
    Decayed,
}

impl Rung {
    pub const ALL: [Self; 7] = [
        Self::Mean,
        Self::Films,
        Self::Biases,
        Self::DotProduct,
        Self::Ranged,
        Self::Biased,
        Self::Decayed,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean of all ratings",
            Self::Films => "film means",
            Self::Biases => "biases alone",
            Self::DotProduct => "dot product",
            Self::Ranged => "+ range",
            Self::Biased => "+ biases",
            Self::Decayed => "+ weight decay",
        }
    }

    /// Its predictions of a split's validation ratings.
    pub fn predict(
        self,
        options: &ExperimentOptions,
        data: &Dataset,
        split: &Split,
        seed: u64,
        report: &Report,
    ) -> Result<Vec<f64>> {
        let (n_users, n_items) = (data.n_users(), data.n_items());
        let recipe = Recipe { seed, ..options.recipe };
        let factors = DotProduct::new(n_users, n_items, recipe.factors, seed);
        let biased = || {
            let model = DotProductBias::new(n_users, n_items, recipe.factors, seed);
            model.with_y_range(data.y_range())
        };
        match self {
            Self::Mean | Self::Films | Self::Biases => Ok(self.without_training(data, split)),
            Self::DotProduct => self.train(factors, split, recipe, report),
            Self::Ranged => self.train(factors.with_y_range(data.y_range()), split, recipe, report),
            Self::Biased => self.train(biased(), split, recipe, report),
            Self::Decayed => {
                let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..recipe };
                self.train(biased(), split, recipe, report)
            }
        }
    }

    fn without_training(self, data: &Dataset, split: &Split) -> Vec<f64> {
        let mut biases = Baseline::fit(&split.train, data.n_users(), data.n_items());
        if self != Self::Biases {
            biases.user_offsets.fill(0.0);
        }
        if self == Self::Mean {
            biases.item_offsets.fill(0.0);
        }
        biases.predictions(&split.valid)
    }

    fn train<M: Model>(
        self,
        model: M,
        split: &Split,
        recipe: Recipe,
        report: &Report,
    ) -> Result<Vec<f64>> {
        let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
        fit(&mut learner, &report.progress_bar(self.name()))?;
        Ok(learner.predict(&split.valid).into_iter().map(f64::from).collect())
    }
}
