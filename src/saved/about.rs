//! What a model file says about its model, as one JSON text.

use crate::data::{Dataset, SideEncoder};
use crate::learn::{History, Recipe};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How a model was trained, on what, and what its rows stand for.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct About {
    /// The name of the data set (see [`Dataset::name`]).
    pub data: String,
    /// How it was trained.
    pub recipe: Recipe,
    /// What the training looked like, one record for each epoch of the recipe.
    pub history: History,
    /// Names of the users' rows, shape `(n_users,)`.
    pub users: Vec<String>,
    /// Names of the items' rows, shape `(n_items,)`.
    pub items: Vec<String>,
    /// Makes the columns of side features that the model takes; by default there are none.
    pub side: SideEncoder,
    /// The range of the predictions; `None` if they come as they are.
    pub y_range: Option<Range<f32>>,
    /// The probability with which training zeroed an output of a hidden layer; 0 without hidden layers.
    pub dropout: f64,
}

impl About {
    /// A model that was trained on `data`, without side features. [`ModelFile::new`] adds what the
    /// model itself knows.
    ///
    /// [`ModelFile::new`]: super::ModelFile::new
    pub fn new(data: &Dataset, recipe: Recipe, history: History) -> Self {
        Self {
            data: data.name.clone(),
            recipe,
            history,
            users: data.users.names().to_vec(),
            items: data.items.names().to_vec(),
            side: SideEncoder::default(),
            y_range: None,
            dropout: 0.0,
        }
    }

    /// The first difference between the names of the rows here and those of `data`, in words; `None`
    /// if there is none.
    pub fn difference(&self, data: &Dataset) -> Option<String> {
        let differs = |what: &str, here: &[String], there: &[String]| {
            let name = &data.name;
            if here.len() != there.len() {
                // Row 0 stands for the unknown and is not counted.
                let here = here.len().saturating_sub(1);
                let there = there.len() - 1;
                return Some(format!("{here} {what}s in the file, {there} in {name}"));
            }
            let row = here.iter().zip(there).position(|(here, there)| here != there)?;
            let here = here[row].escape_debug();
            let there = there[row].escape_debug();
            Some(format!("{what} {row} is `{here}` in the file and `{there}` in {name}"))
        };
        differs("user", &self.users, data.users.names())
            .or_else(|| differs("film", &self.items, data.items.names()))
    }

    /// Checks that the parts agree and that every number is finite.
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub(super) fn check(&self) -> Result<(), String> {
        if let Some(range) = &self.y_range
            && !(range.start < range.end && range.start.is_finite() && range.end.is_finite())
        {
            return Err(format!("`y_range` is {range:?}, which is not a range"));
        }
        let epochs = &self.history.epochs;
        if self.recipe.epochs == 0 || epochs.len() != self.recipe.epochs {
            let recorded = epochs.len();
            let asked = self.recipe.epochs;
            return Err(format!("{recorded} epochs are recorded, and the recipe says {asked}"));
        }
        for (i, epoch) in epochs.iter().enumerate() {
            let numbers = [epoch.train_loss, epoch.valid_loss, epoch.seconds];
            if epoch.epoch != i || numbers.iter().any(|x| !x.is_finite()) {
                return Err(format!("the record of epoch {i} is damaged"));
            }
        }
        if ![self.recipe.lr, self.recipe.weight_decay].iter().all(|x| x.is_finite()) {
            return Err("the recipe holds a number that is not finite".to_owned());
        }
        if !(0.0..1.0).contains(&self.dropout) {
            return Err(format!(
                "`dropout` is {}, which is not a probability below 1",
                self.dropout
            ));
        }
        if self.users.is_empty() || self.items.is_empty() {
            return Err("it has no users or no items".to_owned());
        }
        Ok(())
    }
}
