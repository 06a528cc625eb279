//! How alike two items are.

use super::Learned;
use crate::data::{Dataset, Vocab};
use nalgebra::DMatrix;

/// How alike items are: the cosine of the angle between what is known of each.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// A column of length 1, or of zeros, for each item, shape `(features, n_items)`.
    directions: DMatrix<f64>,
}

impl Likeness {
    /// By the rows of a table, shape `(n_items, features)`.
    pub fn new(table: &DMatrix<f64>) -> Self {
        let mut directions = table.transpose();
        for mut column in directions.column_iter_mut() {
            // A vector of length zero counts as at a right angle to every other.
            let _ = column.try_normalize_mut(0.0);
        }
        Self { directions }
    }

    /// By the factors of a model.
    pub fn by_factors(model: &Learned) -> Self {
        Self::new(&model.item_factors)
    }

    /// By genres: 1 for the same ones, 0 for none in common; `None` if no genres are known.
    pub fn by_genres(data: &Dataset) -> Option<Self> {
        let genres = |item: usize| {
            let record = data.item_records.get(item).and_then(Option::as_ref);
            record.into_iter().flat_map(|record| record.genres.iter().map(String::as_str))
        };
        let names = Vocab::new((0..data.n_items()).flat_map(genres));
        let mut table = DMatrix::zeros(data.n_items(), names.len());
        for item in 0..data.n_items() {
            genres(item).filter_map(|name| names.row(name)).for_each(|genre| {
                table[(item, genre)] = 1.0;
            });
        }
        (table.max() > 0.0).then(|| Self::new(&table))
    }

    /// The cosine between two items: 1 for the same direction, 0 for a right angle, −1 for opposite ones.
    ///
    /// # Panics
    /// If an item does not exist.
    pub fn between(&self, one: usize, other: usize) -> f64 {
        self.directions.column(one).dot(&self.directions.column(other))
    }
}
