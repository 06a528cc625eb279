//! The engine: ratings, and what was trained on them.

use crate::Film;
use crate::data::films;
use crate::newcomer::Host;
use workbook::data::{Dataset, SPLIT_SEED, Split, VALID_SHARE, builtin};
use workbook::{Error, Result};

/// Ratings, and the model that was trained on them last.
pub struct Engine {
    pub(crate) data: Dataset,
    pub(crate) split: Split,
    /// What newcomers are folded into, once a model for it is trained.
    host: Option<Host>,
}

impl Engine {
    /// An engine with the built-in ratings.
    pub fn builtin() -> Self {
        let data = builtin::dataset();
        let split = data.split_random(VALID_SHARE, SPLIT_SEED).expect("there are enough ratings");
        Self { data, split, host: None }
    }

    /// All films, the most rated first.
    pub fn films(&self) -> Vec<Film> {
        films(&self.data)
    }

    pub(crate) fn set_host(&mut self, host: Host) {
        self.host = Some(host);
    }

    /// # Errors
    /// If no model has been trained that newcomers can be folded into.
    pub(crate) fn host(&self) -> Result<&Host> {
        let missing = "train the dot product with biases first";
        self.host.as_ref().ok_or_else(|| Error::Settings(missing.to_owned()))
    }
}
