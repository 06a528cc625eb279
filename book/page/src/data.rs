//! What the ratings are.

use serde::Serialize;
use std::cmp::Reverse;
use workbook::data::{Dataset, Split, builtin};
use workbook::models::Baseline;

/// A data set and its split, in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct AboutData {
    /// What the ratings were read from.
    pub name: String,
    /// Users with a row of their own.
    pub users: usize,
    /// Films with a row of their own.
    pub films: usize,
    /// Ratings to learn from.
    pub train: usize,
    /// Ratings held back.
    pub valid: usize,
    /// The lowest and the highest rating.
    pub scale: [f32; 2],
    /// The mean squared error of the biases alone on the ratings held back.
    pub baseline: f64,
    /// The error that even the truth makes there; for the built-in ratings only.
    pub noise_floor: Option<f64>,
    /// What the reader of the file had to say about it.
    pub notes: Vec<String>,
}

impl AboutData {
    /// Counts, and fits the baseline.
    pub(crate) fn new(data: &Dataset, split: &Split) -> Self {
        let scale = data.scale();
        let baseline = Baseline::fit(&split.train, data.n_users(), data.n_items());
        Self {
            name: data.name.clone(),
            users: data.n_users() - 1,
            films: data.n_items() - 1,
            train: split.train.len(),
            valid: split.valid.len(),
            scale: [scale.lowest, scale.highest],
            baseline: baseline.mean_squared_error(&split.valid),
            noise_floor: builtin::noise_floor(data, split),
            notes: data.notes.clone(),
        }
    }
}

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
