//! The networks, and how to train them.

use crate::options::Kind;
use crate::rankers::Scores;
use crate::round::Round;
use lab::{ProgressBar, Result};
use workbook::data::{Examples, Ratings, WithNegatives};
use workbook::learn::{History, Learner, Recipe};
use workbook::models::{Gmf, Model, NeuMf, NeuralCf, predict_catalogue};

/// The negatives that are drawn for each interaction of the validation loss.
const VALIDATION_NEGATIVES: usize = 4;

/// A network and its training.
#[derive(Clone, Debug)]
pub struct Network {
    pub kind: Kind,
    pub recipe: Recipe,
    /// Outputs of each hidden layer.
    pub hidden: Vec<usize>,
    /// Negatives for each interaction.
    pub negatives: usize,
    /// Whether the negatives avoid what is held out, which only somebody who knows it can do.
    pub spare_held_out: bool,
}

impl Network {
    /// Trains the network. Returns the scores that it gives, and its losses.
    pub fn train<'a>(&self, round: &Round, bar: &ProgressBar) -> Result<(Scores<'a>, History)> {
        let (n_users, n_items, seed) = (round.data.n_users(), round.data.n_items(), round.seed);
        let Self { hidden, recipe: Recipe { factors, .. }, .. } = self;
        match self.kind {
            Kind::Gmf => {
                let model = Gmf::new(n_users, n_items, *factors, seed);
                let (model, history) = self.fit(model, round, bar)?;
                Ok((Box::new(model.scorer()), history))
            }
            Kind::Neumf => {
                let model = NeuMf::new(n_users, n_items, *factors, hidden, seed);
                let (model, history) = self.fit(model, round, bar)?;
                Ok((Box::new(move |user| predict_catalogue(&model, user, n_items)), history))
            }
            _ => {
                let model = NeuralCf::new(n_users, n_items, *factors, hidden, seed);
                let (model, history) = self.fit(model, round, bar)?;
                Ok((Box::new(move |user| predict_catalogue(&model, user, n_items)), history))
            }
        }
    }

    // ANCHOR: fit
    fn fit<M: Model>(&self, model: M, round: &Round, bar: &ProgressBar) -> Result<(M, History)> {
        let avoided = if self.spare_held_out { &round.touched } else { &round.known };
        let train = WithNegatives::new(&round.split.train, avoided, self.negatives, round.seed);
        let valid = with_labels(round);
        let recipe = Recipe { seed: round.seed, ..self.recipe };
        let mut learner = Learner::from_interactions(model, train, &valid, recipe);
        let history = lab::fit(&mut learner, bar)?;
        Ok((learner.model, history))
    }
    // ANCHOR_END: fit
}

/// What is held out, with negatives that are drawn once.
fn with_labels(round: &Round) -> Ratings {
    let held_out = &round.split.held_out;
    let mut labels = WithNegatives::new(held_out, &round.touched, VALIDATION_NEGATIVES, round.seed);
    let all: Vec<usize> = (0..labels.len()).collect();
    labels.deal(&all)
}
