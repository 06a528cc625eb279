//! The engine: ratings, and what was trained on them.

use crate::Film;
use crate::data::films;
use crate::feedback::World;
use crate::newcomer::Host;
use std::cell::OnceCell;
use workbook::data::{Dataset, SPLIT_SEED, Split, VALID_SHARE, builtin};
use workbook::models::DotProductBias;
use workbook::{Error, Result};

/// Ratings, and the model that was trained on them last.
pub struct Engine {
    pub(crate) data: Dataset,
    pub(crate) split: Split,
    /// The dot product with biases that was trained last.
    model: Option<DotProductBias>,
    /// What newcomers are folded into, once the first of them comes.
    host: OnceCell<Host>,
    /// Where feedback loops run, once the first has begun.
    pub(crate) world: Option<World>,
}

impl Engine {
    /// An engine with the built-in ratings.
    pub fn builtin() -> Self {
        Self::new(builtin::dataset()).expect("there are enough ratings")
    }

    /// # Errors
    /// If there are too few ratings to hold some back.
    pub(crate) fn new(data: Dataset) -> Result<Self> {
        let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
        Ok(Self { data, split, model: None, host: OnceCell::new(), world: None })
    }

    /// All films, the most rated first.
    pub fn films(&self) -> Vec<Film> {
        films(&self.data)
    }

    pub(crate) fn keep(&mut self, model: DotProductBias) {
        self.model = Some(model);
        self.host.take();
    }

    /// # Errors
    /// If no model has been trained that newcomers can be folded into.
    pub(crate) fn host(&self) -> Result<&Host> {
        let missing = || Error::Settings("train the dot product with biases first".to_owned());
        let model = self.model.as_ref().ok_or_else(missing)?;
        Ok(self.host.get_or_init(|| Host::new(model, self)))
    }
}
