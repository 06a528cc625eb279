//! Recommendations from a model file, by names instead of rows: what a program needs.

use super::ModelFile;
use crate::data::{Dataset, Rating, Ratings, Touched, Vocab};
use crate::interpret::{Catalogue, FoldIn, Learned, Recommendation, Taste, best_unseen, nearest};
use crate::models::DotProductBias;
use crate::text::quoted;
use crate::{Error, Result};
use std::path::Path;

/// Items with fewer ratings are not named as similar, because their factors are hardly learned.
const KNOWN: usize = 20;

/// A trained [`DotProductBias`] that recommends. The model file says what was learned and what the rows
/// are called; the data say who has seen what.
///
/// Nothing changes once it is loaded, so threads can share it.
#[derive(Clone, Debug)]
pub struct Recommender {
    model: Learned,
    users: Vocab,
    items: Vocab,
    catalogue: Catalogue,
    /// How many ratings each item has, shape `(n_items,)`.
    counts: Vec<usize>,
}

/// Names of items, each with a number: the predicted rating, or how similar it is.
pub type NamedItems<'a> = Vec<(&'a str, f64)>;

impl Recommender {
    /// Loads a model. The data may be newer: what the model has never met in them is passed over.
    ///
    /// # Errors
    /// Those of [`ModelFile::load`] and [`ModelFile::model`], and if no rating of the data is by a user
    /// of the model about one of its items.
    pub fn load(model: &Path, data: &Dataset) -> Result<Self> {
        Self::new(&ModelFile::load(model)?, data)
    }

    /// The same from a file that is in memory.
    ///
    /// # Errors
    /// Those of [`ModelFile::model`], and if no rating of the data is by a user of the model about one of
    /// its items.
    pub fn new(file: &ModelFile, data: &Dataset) -> Result<Self> {
        let model = Learned::from_model(&file.model::<DotProductBias>()?);
        let vocab =
            |names: &[String]| Vocab::try_from(names.to_vec()).map_err(|why| file.unfit(why));
        let (users, items) = (vocab(&file.about.users)?, vocab(&file.about.items)?);
        let row_of = |vocab: &Vocab, name: &str| vocab.row(name).unwrap_or(0);
        let of_users: Vec<usize> =
            data.users.names().iter().map(|name| row_of(&users, name)).collect();
        let of_items: Vec<usize> =
            data.items.names().iter().map(|name| row_of(&items, name)).collect();
        let mut ratings = Ratings::default();
        for Rating { user, item, value } in data.ratings.iter() {
            let (user, item) = (of_users[user], of_items[item]);
            if user != 0 && item != 0 {
                ratings.push(Rating { user, item, value });
            }
        }
        if ratings.is_empty() {
            let name = &data.name;
            return Err(file.unfit(format!("{name} has no ratings by its users of its items")));
        }
        let mut counts = vec![0; items.len()];
        ratings.items.iter().for_each(|&item| counts[item as usize] += 1);
        let seen = Touched::new(&ratings, users.len(), items.len());
        Ok(Self { catalogue: Catalogue::new(&ratings, seen), model, users, items, counts })
    }

    // ANCHOR: for_user
    /// The `n` items with the highest predicted ratings among those that a user has not seen.
    ///
    /// # Errors
    /// If the model has no such user.
    pub fn for_user(&self, user: &str, n: usize) -> Result<NamedItems<'_>> {
        let user = known(&self.users, "user", user)?;
        Ok(self.best(&self.model.taste(user), &self.catalogue.unseen_by(user), n))
    }
    // ANCHOR_END: for_user

    // ANCHOR: for_newcomer
    /// The same for someone whom the model has never met, from a few ratings: a [`FoldIn`] around row 0,
    /// which predicts what is usual. Without ratings, that is the list.
    ///
    /// # Errors
    /// If the model has no such item, or a rating is not a finite number.
    pub fn for_newcomer(&self, ratings: &[(&str, f64)], n: usize) -> Result<NamedItems<'_>> {
        let mut rated = Vec::new();
        for &(item, rating) in ratings {
            if !rating.is_finite() {
                return Err(Error::Settings(format!("{rating} is not a rating; use a number")));
            }
            rated.push((known(&self.items, "item", item)?, rating));
        }
        let usual = self.model.taste(0);
        let fold_in = FoldIn::fit(&self.model, &rated, &usual, self.model.taste_ridge());
        let eligible = self.catalogue.without(rated.iter().map(|(item, _)| *item));
        Ok(self.best(&fold_in.taste, &eligible, n))
    }
    // ANCHOR_END: for_newcomer

    /// The `n` items most like one by the cosine of their factors, among those with at least twenty
    /// ratings.
    ///
    /// # Errors
    /// If the model has no such item.
    pub fn similar(&self, item: &str, n: usize) -> Result<NamedItems<'_>> {
        let item = known(&self.items, "item", item)?;
        let is_known = |row: usize| self.counts[row] >= KNOWN;
        let similar = nearest(&self.model.item_factors, item, n, is_known);
        Ok(similar.iter().map(|near| (self.items.name(near.row), near.cosine)).collect())
    }

    fn best(&self, taste: &Taste, eligible: &[bool], n: usize) -> NamedItems<'_> {
        let best = best_unseen(&self.model, taste, eligible, n).into_iter();
        best.map(|Recommendation { item, score }| (self.items.name(item), score)).collect()
    }
}

/// The row of a name that is not the unknown's.
fn known(names: &Vocab, what: &str, name: &str) -> Result<usize> {
    names.row(name).filter(|&row| row != 0).ok_or_else(|| {
        Error::Settings(format!("the model has no {what} {}; use a name of its data", quoted(name)))
    })
}
