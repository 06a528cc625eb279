//! The ratings that all learn from, and those that all are judged by.

use crate::contestant::Contestant;
use anyhow::Result;
use clap::ValueEnum;
use std::env;
use std::ops::Range;
use workbook::data::synthetic::{Shape, of_shape};
use workbook::data::{Dataset, RatingScale, Ratings, SPLIT_SEED, VALID_SHARE};

/// The seed of the generated ratings.
const SEED: u64 = 10;

/// Where ratings come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// MovieLens 100K, where `WORKBOOK_DATA` names a folder that has it.
    #[value(name = "ml-100k")]
    MovieLens100K,
    /// A million generated ratings.
    Million,
    /// 25 million generated ratings, in the shape of MovieLens 25M.
    Full,
}

/// Ratings to learn from and to validate on. A row number of `valid` that `train` does not have is of
/// someone, or something, unknown.
pub struct Set {
    pub train: Ratings,
    pub valid: Ratings,
    pub n_users: usize,
    pub n_items: usize,
    pub y_range: Range<f32>,
}

impl Source {
    /// What the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::MovieLens100K => "MovieLens 100K",
            Self::Million => "a million generated ratings",
            Self::Full => "25 million generated ratings",
        }
    }

    /// The contestant whose loss in the end the others are to reach.
    pub fn measure(self) -> Contestant {
        match self {
            Self::MovieLens100K => Contestant::Discorec,
            Self::Million | Self::Full => Contestant::Libmf,
        }
    }

    /// Why it cannot be used here, if so.
    pub fn lacks(self) -> Option<&'static str> {
        let is_missing = self == Self::MovieLens100K && env::var_os("WORKBOOK_DATA").is_none();
        is_missing.then_some("WORKBOOK_DATA names no folder")
    }

    /// Reads or makes the ratings, the same ones every time.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn load(self) -> Result<Set> {
        match self {
            Self::MovieLens100K => movielens(),
            Self::Million => Ok(generated(1_000_000)),
            Self::Full => Ok(generated(25_000_000)),
        }
    }
}

fn movielens() -> Result<Set> {
    let data = Dataset::open("ml-100k")?;
    let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
    let (train, valid) = (split.train.bare(), split.valid.bare());
    let (n_users, n_items, y_range) = (data.n_users(), data.n_items(), data.y_range());
    Ok(Set { train, valid, n_users, n_items, y_range })
}

fn generated(ratings: usize) -> Set {
    let shape = Shape::with_ratings(ratings);
    let (mut train, _) = of_shape(shape, SEED);
    // They come in random order, so the last fifth is a random fifth.
    let n_train = ratings - (ratings as f64 * VALID_SHARE).round() as usize;
    let valid = train.select(n_train..ratings);
    train.users.truncate(n_train);
    train.items.truncate(n_train);
    train.values.truncate(n_train);
    let y_range = RatingScale::new(&train.values).y_range();
    Set { train, valid, n_users: shape.users + 1, n_items: shape.films + 1, y_range }
}
