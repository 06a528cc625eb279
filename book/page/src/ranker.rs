//! The rankers of chapter 9, each with the settings that the chapter gives it.

use crate::Event;
use crate::laboratory::Laboratory;
use crate::training::fit;
use workbook::Result;
use workbook::data::{Examples, Ratings, WithNegatives};
use workbook::learn::{Learner, Recipe};
use workbook::models::{
    AlsSettings, DotProductBias, Ease, Gmf, ImplicitAls, Model, NeuMf, NeuralCf, OrderSettings,
    Popularity, SequentialEase, predict_catalogue,
};

/// The penalty of EASE.
const EASE_LAMBDA: f64 = 400.0;
/// The factors of each user and film in a network.
const FACTORS: usize = 8;
/// The outputs of each hidden layer of a network.
const HIDDEN: [usize; 2] = [64, 32];
/// The negatives that are drawn for each interaction, to learn from and to validate on.
const NEGATIVES: usize = 4;

/// The rankers that the chapter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranker {
    /// The model of the stars, from chapter 5.
    Stars,
    /// The films that most users have touched.
    Popularity,
    /// The closed form on pairs of films.
    Ease,
    /// The same, aware of the order.
    EaseInOrder,
    /// Alternating least squares.
    Ials,
    /// The weighted dot product.
    Gmf,
    /// The network with the short training of the tutorial.
    TutorialMlp,
    /// The network.
    Mlp,
    /// The dot product and the network in one.
    NeuMf,
}

/// The scores of all films for a user.
pub(crate) type Scores<'a> = Box<dyn Fn(usize) -> Vec<f64> + 'a>;

impl Ranker {
    /// The recipe of what learns in epochs; `None` for what is counted or fitted in closed form.
    pub fn recipe(self) -> Option<Recipe> {
        let of_network =
            Recipe { factors: FACTORS, lr: 0.01, batch_size: 256, ..Recipe::default() };
        match self {
            Self::Stars => {
                Some(Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Recipe::default() })
            }
            Self::Gmf => Some(Recipe { epochs: 20, ..of_network }),
            Self::TutorialMlp => {
                Some(Recipe { epochs: 5, lr: 1e-3, batch_size: 512, ..of_network })
            }
            Self::Mlp => Some(Recipe { epochs: 40, ..of_network }),
            Self::NeuMf => Some(Recipe { epochs: 10, ..of_network }),
            Self::Popularity | Self::Ease | Self::EaseInOrder | Self::Ials => None,
        }
    }

    /// Fits the ranker, in so many epochs if it learns in epochs.
    pub(crate) fn fit<'a>(
        self,
        laboratory: &'a Laboratory,
        epochs: Option<usize>,
        hear: &mut dyn FnMut(Event),
    ) -> Result<Scores<'a>> {
        let Laboratory { data, split, known, sequences, .. } = laboratory;
        let (users, films) = (data.n_users(), data.n_items());
        let recipe = self.recipe().unwrap_or_default();
        let recipe = Recipe { epochs: epochs.unwrap_or(recipe.epochs), ..recipe };
        let Recipe { factors, seed, .. } = recipe;
        Ok(match self {
            Self::Stars => {
                let model = DotProductBias::new(users, films, factors, seed);
                let model = model.with_y_range(data.y_range());
                let learner = Learner::new(model, &split.train, &split.held_out, recipe);
                catalogue(fit(learner, hear)?.0, films)
            }
            Self::Popularity => {
                let model = Popularity::fit(&split.train, films);
                Box::new(move |_| model.scores())
            }
            Self::Ease => {
                let model = Ease::fit(known, EASE_LAMBDA);
                Box::new(move |user| model.scores(known.by(user)))
            }
            Self::EaseInOrder => {
                let model = SequentialEase::fit(sequences, films, OrderSettings::default());
                Box::new(move |user| model.scores(&sequences[user]))
            }
            Self::Ials => {
                let model = ImplicitAls::fit(known, AlsSettings::default());
                Box::new(move |user| model.scores(user))
            }
            Self::Gmf => {
                let model = Gmf::new(users, films, factors, seed);
                Box::new(laboratory.learn(model, recipe, hear)?.scorer())
            }
            Self::TutorialMlp | Self::Mlp => {
                let model = NeuralCf::new(users, films, factors, &HIDDEN, seed);
                catalogue(laboratory.learn(model, recipe, hear)?, films)
            }
            Self::NeuMf => {
                let model = NeuMf::new(users, films, factors, &HIDDEN, seed);
                catalogue(laboratory.learn(model, recipe, hear)?, films)
            }
        })
    }
}

impl Laboratory {
    /// Trains a network to tell interactions from negatives.
    fn learn<M: Model>(&self, model: M, recipe: Recipe, hear: &mut dyn FnMut(Event)) -> Result<M> {
        let train = WithNegatives::new(&self.split.train, &self.known, NEGATIVES, recipe.seed);
        let valid = self.with_labels(recipe.seed);
        Ok(fit(Learner::from_interactions(model, train, &valid, recipe), hear)?.0)
    }

    /// What is held out, with negatives that are drawn once.
    fn with_labels(&self, seed: u64) -> Ratings {
        let held_out = &self.split.held_out;
        let mut labels = WithNegatives::new(held_out, &self.touched, NEGATIVES, seed);
        let all: Vec<usize> = (0..labels.len()).collect();
        labels.deal(&all)
    }
}

fn catalogue<'a>(model: impl Model + 'a, films: usize) -> Scores<'a> {
    Box::new(move |user| predict_catalogue(&model, user, films))
}
