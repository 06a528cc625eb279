//! What `cargo grade run` and `cargo grade compete` share: the data, and models to compare with.
#![deny(missing_docs)]

use anyhow::Result;
use grade::recommender::{Biases, Model, Table};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::Normal;
use workbook::data::{Dataset, Ratings, SPLIT_SEED, Split, VALID_SHARE, builtin};
use workbook::learn::{Learner, Recipe};
use workbook::models::{DotProduct, DotProductBias};

/// The built-in data, split as in the book.
pub struct Data {
    /// All ratings, and the titles.
    pub all: Dataset,
    /// Ratings for training and for validation.
    pub split: Split,
    /// Low and high end of the predictions.
    pub range: (f32, f32),
}

impl Data {
    /// Reads and splits them.
    ///
    /// # Errors
    /// Never for the data as they are; the split could fail on fewer ratings.
    pub fn built_in() -> Result<Self> {
        let all = builtin::dataset();
        let split = all.split_random(VALID_SHARE, SPLIT_SEED)?;
        let range = all.y_range();
        Ok(Self { all, split, range: (range.start, range.end) })
    }
}

/// A user, a film and a rating.
pub type Rating = (usize, usize, f32);

/// The ratings as the exercises take them.
pub fn triples(ratings: &Ratings) -> Vec<Rating> {
    ratings.iter().map(|rating| (rating.user, rating.item, rating.value)).collect()
}

/// A model that has not learned anything: small random numbers.
pub fn untrained(
    (n_users, n_films, factors): (usize, usize, usize),
    biased: bool,
    range: Option<(f32, f32)>,
) -> Model {
    let mut rng = StdRng::seed_from_u64(0);
    let normal = Normal::new(0.0, 0.01).expect("the deviation is above 0");
    let mut table = |rows: usize, columns: usize| -> Table {
        (0..rows).map(|_| (0..columns).map(|_| rng.sample(normal)).collect()).collect()
    };
    let (users, films) = (table(n_users, factors), table(n_films, factors));
    let biases = biased.then(|| Biases { users: table(n_users, 1), films: table(n_films, 1) });
    Model { users, films, biases, range }
}

/// The validation loss of the library's model as of a chapter, from 2 to 5, with the seed 0.
///
/// # Errors
/// If the training fails.
pub fn library_loss(chapter: usize, data: &Data) -> Result<f64> {
    let Data { all, split, range: (low, high) } = data;
    let (n_users, n_films, low, high) = (all.n_users(), all.n_items(), *low, *high);
    let decay = if chapter == 5 { Recipe::BEST_WEIGHT_DECAY } else { 0.01 };
    let recipe = Recipe { weight_decay: decay, ..Recipe::default() };
    let plain = DotProduct::new(n_users, n_films, recipe.factors, recipe.seed);
    let history = match chapter {
        2 => Learner::new(plain, &split.train, &split.valid, recipe).fit_one_cycle()?,
        3 => {
            let model = plain.with_y_range(low..high);
            Learner::new(model, &split.train, &split.valid, recipe).fit_one_cycle()?
        }
        _ => {
            let model = DotProductBias::new(n_users, n_films, recipe.factors, recipe.seed);
            let model = model.with_y_range(low..high);
            Learner::new(model, &split.train, &split.valid, recipe).fit_one_cycle()?
        }
    };
    Ok(history.epochs.last().expect("there is an epoch").valid_loss)
}
