//! A batch of ratings as a model sees it.

use crate::data::Ratings;
use crate::nn::{Ids, Rows};
use dfdx::prelude::*;

/// Who is to rate what, and what else is known.
#[derive(Clone, Debug)]
pub struct Batch<D: Device<f32>> {
    /// Rows of the users.
    pub users: Ids<D>,
    /// Rows of the items.
    pub items: Ids<D>,
    /// One column of row numbers for each side feature that is a category.
    pub categories: Vec<Ids<D>>,
    /// The side features that are numbers, shape `(batch, numbers)`; `None` if there are none.
    pub numbers: Option<Rows<D>>,
}

impl<D: Device<f32>> Batch<D> {
    /// Moves the columns of some ratings to a device.
    pub fn new(ratings: Ratings, device: &D) -> Self {
        let n = ratings.len();
        let ids = |column| Ids::new(device, column);
        let side = ratings.side;
        let width = side.numbers.len();
        let numbers = (width > 0).then(|| {
            let rows = (0..n).flat_map(|row| side.numbers.iter().map(move |column| column[row]));
            device.tensor_from_vec(rows.collect(), (n, width))
        });
        Self {
            users: ids(ratings.users),
            items: ids(ratings.items),
            categories: side.categories.into_iter().map(ids).collect(),
            numbers,
        }
    }
}
