//! A batch of ratings as a model sees it.

use crate::data::Ratings;
use crate::nn::{Device, Ids, Rows};
use dfdx::prelude::*;

/// User-item pairs to score, with their side features.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Rows of the users.
    pub users: Ids,
    /// Rows of the items.
    pub items: Ids,
    /// The rows of each side feature that is a category.
    pub categories: Vec<Ids>,
    /// The side features that are numbers, shape `(batch, numbers)`; `None` if there are none.
    pub numbers: Option<Rows>,
}

impl Batch {
    /// Moves the columns of some ratings to a device.
    pub fn new(ratings: &Ratings, device: &Device) -> Self {
        let ids = |column: &Vec<u32>| Ids::new(device, column);
        Self {
            users: ids(&ratings.users),
            items: ids(&ratings.items),
            categories: ratings.side.categories.iter().map(ids).collect(),
            numbers: side_numbers(ratings, device),
        }
    }

    /// The batch of some ratings for a model whose tables hold exactly the rows that these ratings
    /// look up, in their order.
    pub(crate) fn of_looked_up_rows(ratings: &Ratings, device: &Device) -> Self {
        Self {
            users: Ids::All(ratings.len()),
            items: Ids::All(ratings.len()),
            categories: vec![Ids::All(ratings.len()); ratings.side.categories.len()],
            numbers: side_numbers(ratings, device),
        }
    }
}

/// The side features that are numbers, a row for each rating.
fn side_numbers(ratings: &Ratings, device: &Device) -> Option<Rows> {
    let columns = &ratings.side.numbers;
    if columns.is_empty() {
        return None;
    }
    let rows = (0..ratings.len()).flat_map(|i| columns.iter().map(move |column| column[i]));
    Some(device.tensor_from_vec(rows.collect(), (ratings.len(), columns.len())))
}
