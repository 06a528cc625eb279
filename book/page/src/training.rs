//! Training a model of ratings.

use crate::film_map::FramesOf;
use crate::{Engine, Event};
use serde::Serialize;
use workbook::learn::{Learner, Progress, Recipe};
use workbook::models::{self, DotProduct, DotProductBias};
use workbook::{Error, Result};

/// How often a page hears of the steps of a training.
pub(crate) const STEPS_HEARD: usize = 100;

/// What to train, and how.
#[derive(Clone, Copy, Debug)]
pub struct Training {
    /// The model.
    pub model: Model,
    /// The recipe.
    pub recipe: Recipe,
    /// The film map on the way, for the dot product with biases.
    pub map: Option<FramesOf>,
}

/// The models of ratings, by chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Chapter 2.
    DotProduct,
    /// Chapter 3: with predictions that stay within the range of the ratings.
    DotProductRange,
    /// Chapters 4 and 5.
    DotProductBias,
}

/// How a training ended.
#[derive(Clone, Debug, Serialize)]
pub struct Trained {
    /// Mean squared error of the ratings held back after each epoch.
    pub valid_losses: Vec<f64>,
}

impl Engine {
    /// Trains a model, which later questions are about if it is the dot product with biases.
    ///
    /// # Errors
    /// If the recipe is none, does not fit the ratings, or a loss is no longer finite.
    pub fn train(&mut self, training: &Training, hear: &mut dyn FnMut(Event)) -> Result<Trained> {
        let recipe = training.recipe;
        check(&recipe)?;
        let (users, films) = (self.data.n_users(), self.data.n_items());
        let range = self.data.y_range();
        match training.model {
            Model::DotProduct | Model::DotProductRange => {
                let model = DotProduct::new(users, films, recipe.factors, recipe.seed);
                let y_range = (training.model == Model::DotProductRange).then_some(range);
                Ok(self.fit(DotProduct { y_range, ..model }, recipe, hear)?.1)
            }
            Model::DotProductBias => {
                let model = DotProductBias::new(users, films, recipe.factors, recipe.seed);
                let model = model.with_y_range(range);
                let (model, trained) = match training.map {
                    Some(frames_of) => self.fit_on_map(model, recipe, frames_of, hear)?,
                    None => self.fit(model, recipe, hear)?,
                };
                self.keep(model);
                Ok(trained)
            }
        }
    }

    fn fit<M: models::Model>(
        &self,
        model: M,
        recipe: Recipe,
        hear: &mut dyn FnMut(Event),
    ) -> Result<(M, Trained)> {
        fit(Learner::new(model, &self.split.train, &self.split.valid, recipe), hear)
    }
}

/// # Errors
/// If a setting is not one to train with.
pub(crate) fn check(recipe: &Recipe) -> Result<()> {
    let Recipe { epochs, lr, factors, batch_size, weight_decay, .. } = *recipe;
    let is_recipe = epochs > 0
        && factors > 0
        && batch_size > 0
        && lr > 0.0
        && lr.is_finite()
        && weight_decay >= 0.0
        && weight_decay.is_finite();
    if is_recipe {
        return Ok(());
    }
    let message =
        "epochs, factors, batch and learning rate must be above 0, and weight decay not below";
    Err(Error::Settings(message.to_owned()))
}

/// Trains, and lets the page hear of it.
pub(crate) fn fit<'a, M: models::Model>(
    mut learner: Learner<'a, M>,
    hear: &'a mut dyn FnMut(Event),
) -> Result<(M, Trained)> {
    learner.on_progress(move |progress| match progress {
        Progress::Step { done, of } => {
            if done % of.div_ceil(STEPS_HEARD) == 0 {
                hear(Event::Step { done, of });
            }
        }
        Progress::Epoch(record) => hear(Event::Epoch {
            epoch: record.epoch,
            train_loss: record.train_loss,
            valid_loss: record.valid_loss,
        }),
    });
    let history = learner.fit_one_cycle()?;
    let valid_losses = history.epochs.iter().map(|epoch| epoch.valid_loss).collect();
    Ok((learner.model, Trained { valid_losses }))
}
