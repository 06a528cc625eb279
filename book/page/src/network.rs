//! Training the network of chapter 8.

use crate::training::{check, fit};
use crate::{Engine, Event, Trained};
use workbook::learn::{Learner, Recipe};
use workbook::models::{CollabNn, CollabNnConfig};
use workbook::{Error, Result};

/// The sizes of a network.
#[derive(Clone, Debug)]
pub struct Network {
    /// Widths of the users' and the films' embeddings.
    pub widths: (usize, usize),
    /// Outputs of each hidden layer.
    pub hidden: Vec<usize>,
    /// Whether it reads all side features.
    pub side: bool,
}

impl Engine {
    /// Trains a network of these sizes.
    ///
    /// # Errors
    /// If a size is 0, the recipe is none or does not fit the ratings, or a loss is no longer finite.
    pub fn train_network(
        &self,
        network: &Network,
        recipe: Recipe,
        hear: &mut dyn FnMut(Event),
    ) -> Result<Trained> {
        check(&recipe)?;
        let Network { widths: (users, films), ref hidden, .. } = *network;
        if users == 0 || films == 0 || hidden.contains(&0) {
            return Err(Error::Settings("a width is above 0".to_owned()));
        }
        let mut data = self.data.clone();
        let features = if network.side { data.side_features() } else { Vec::new() };
        let inputs = data.add_side_features(&features)?.shape();
        let split = data.split_by_rows(&self.split.valid_rows)?;
        let config = CollabNnConfig {
            widths: Some((users, films)),
            categories: inputs.categories,
            numbers: inputs.numbers,
            hidden: hidden.clone(),
            dropout: 0.0,
        };
        let model = CollabNn::new(data.n_users(), data.n_items(), &config, recipe.seed);
        let model = model.with_y_range(data.y_range());
        Ok(fit(Learner::new(model, &split.train, &split.valid, recipe), hear)?.1)
    }
}
