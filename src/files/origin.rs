//! Where a model comes from: how it was trained, on what, and what its rows stand for.

use super::fingerprint_of;
use crate::data::{Dataset, SideEncoder, Split};
use crate::learn::{History, recipe};
use serde::{Deserialize, Serialize};

/// The settings of a training; by default those of [`recipe`].
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct Settings {
    /// Factors of each user and item. `None` for a model whose tables have widths of their own, as a
    /// `CollabNn` does: the shapes of the tensors tell them.
    pub factors: Option<usize>,
    /// Passes over the training ratings.
    pub epochs: usize,
    /// Highest learning rate of the cycle.
    pub lr: f64,
    /// Ratings in a batch.
    pub batch_size: usize,
    /// Decoupled weight decay.
    pub weight_decay: f64,
    /// Share of the hidden outputs that training set to zero; 0 for a model that knows no dropout.
    #[serde(default)]
    pub dropout: f64,
    /// Seed of the first weights and of the shuffle.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            factors: Some(recipe::FACTORS),
            epochs: recipe::EPOCHS,
            lr: recipe::LR_MAX,
            batch_size: recipe::BATCH_SIZE,
            weight_decay: recipe::WEIGHT_DECAY,
            dropout: 0.0,
            seed: 0,
        }
    }
}

/// How a model was trained, on what, and the names of its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// What the data are called (see [`Dataset::name`]).
    pub data: String,
    /// The [`fingerprint_of`] the data and their split.
    pub ratings: String,
    /// How it was trained.
    pub settings: Settings,
    /// What the training looked like, one record for each epoch of the settings.
    pub history: History,
    /// Names of the users' rows, shape `(n_users,)`.
    pub users: Vec<String>,
    /// Names of the items' rows, shape `(n_items,)`.
    pub items: Vec<String>,
    /// What makes the columns of side features that the model takes; it takes none by default.
    pub side: SideEncoder,
}

impl Origin {
    /// The origin of a model that was trained on a split of `data`, without side features.
    pub fn new(data: &Dataset, split: &Split, settings: Settings, history: History) -> Self {
        Self {
            data: data.name.clone(),
            ratings: fingerprint_of(data, split).to_string(),
            settings,
            history,
            users: data.users.names().to_vec(),
            items: data.items.names().to_vec(),
            side: SideEncoder::default(),
        }
    }

    /// The same for a model that takes the side features of `encoder`.
    pub fn with_side(self, encoder: SideEncoder) -> Self {
        Self { side: encoder, ..self }
    }

    /// The first difference between the names of the rows here and those of `data`, in words; `None`
    /// if there is none.
    pub fn difference(&self, data: &Dataset) -> Option<String> {
        let differs = |what: &str, here: &[String], there: &[String]| {
            let name = &data.name;
            if here.len() != there.len() {
                // Row 0 stands for the unknown and is not counted.
                let (here, there) = (here.len().saturating_sub(1), there.len() - 1);
                return Some(format!("{here} {what}s in the file, {there} in {name}"));
            }
            let row = here.iter().zip(there).position(|(here, there)| here != there)?;
            let (here, there) = (here[row].escape_debug(), there[row].escape_debug());
            Some(format!("{what} {row} is `{here}` in the file and `{there}` in {name}"))
        };
        differs("user", &self.users, data.users.names())
            .or_else(|| differs("film", &self.items, data.items.names()))
    }
}
