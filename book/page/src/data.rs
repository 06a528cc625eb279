//! The films to choose from.

use serde::Serialize;
use std::cmp::Reverse;
use workbook::data::Dataset;

/// A film to choose or to show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Film {
    /// Its row in the tables.
    pub film: usize,
    /// Its title, as the data have it.
    pub title: String,
    /// How many ratings it has.
    pub ratings: usize,
}

/// All films, the most rated first; among equals, the lower row.
pub(crate) fn films(data: &Dataset) -> Vec<Film> {
    let counts = data.ratings_per_item();
    let mut films: Vec<Film> = (1..data.n_items())
        .map(|film| Film { film, title: data.items.name(film).to_owned(), ratings: counts[film] })
        .collect();
    films.sort_by_key(|film| Reverse(film.ratings));
    films
}
