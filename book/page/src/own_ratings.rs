//! Ratings of the reader's own. One engine reads the files, so that only readers who pick some fetch what
//! reading takes; another trains on what was read.

use crate::Engine;
use serde::Serialize;
use workbook::data::{Dataset, RatingScale, Ratings, SPLIT_SEED, VALID_SHARE, Vocab};
use workbook::{Error, Result};

/// What was found in some files.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The format, in words.
    pub format: String,
    /// How many ratings there are.
    pub ratings: usize,
    /// How many of them are held back for validation.
    pub valid: usize,
    /// How many users there are.
    pub users: usize,
    /// How many films, or whatever was rated.
    pub films: usize,
    /// The lowest rating, as text.
    pub lowest: String,
    /// The highest rating, as text.
    pub highest: String,
    /// What corresponds to a star, of which the ratings have four between the lowest and the highest.
    pub unit: f64,
    /// What the reader should know of the files, a sentence each.
    pub notes: Vec<String>,
}

/// Ratings in columns, without names: what training takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// Rows of the users.
    pub users: Vec<u32>,
    /// Rows of the films.
    pub films: Vec<u32>,
    /// The ratings.
    pub ratings: Vec<f32>,
    /// See [`Ratings::repeats`].
    pub repeats: Option<Vec<u32>>,
    /// Rows of the users' table, the unknown user's included.
    pub n_users: usize,
    /// Rows of the films' table, the unknown film's included.
    pub n_films: usize,
}

impl Columns {
    /// Reads files, each with its name and its content.
    ///
    /// # Errors
    /// If they are not a data set of ratings, or too few to hold some back; the message says where and what
    /// to do.
    pub fn read(files: Vec<(String, Vec<u8>)>) -> Result<(Found, Self)> {
        let data = Dataset::from_memory(files)?;
        let split = data.split_random(VALID_SHARE, SPLIT_SEED)?;
        let scale = data.scale();
        let RatingScale { lowest, highest, .. } = scale;
        let columns = Self {
            n_users: data.n_users(),
            n_films: data.n_items(),
            users: data.ratings.users,
            films: data.ratings.items,
            ratings: data.ratings.values,
            repeats: data.ratings.repeats,
        };
        let found = Found {
            format: data.format,
            ratings: columns.ratings.len(),
            valid: split.valid.len(),
            // Row 0 is no one.
            users: columns.n_users - 1,
            films: columns.n_films - 1,
            lowest: scale.label(lowest),
            highest: scale.label(highest),
            unit: scale.unit(),
            notes: data.notes,
        };
        Ok((found, columns))
    }
}

impl Engine {
    /// Takes ratings that another engine has read, in place of those it has. It holds the same ones back as
    /// the library does.
    ///
    /// # Errors
    /// If the columns do not go together, or there are too few ratings.
    pub fn hold(&mut self, columns: Columns) -> Result<()> {
        let Columns { users, films, ratings, repeats, n_users, n_films } = columns;
        let n = ratings.len();
        let rows_fit = |rows: &[u32], table: usize| {
            rows.len() == n && rows.iter().all(|&row| (row as usize) < table)
        };
        let repeats_fit = repeats.as_ref().is_none_or(|repeats| repeats.len() == n);
        if n == 0 || !repeats_fit || !rows_fit(&users, n_users) || !rows_fit(&films, n_films) {
            return Err(Error::Settings(
                "the columns of the ratings do not go together".to_owned(),
            ));
        }
        let data = Dataset {
            name: "your ratings".to_owned(),
            format: String::new(),
            notes: Vec::new(),
            ratings: Ratings {
                users,
                items: films,
                values: ratings,
                repeats,
                ..Ratings::default()
            },
            users: numbered(n_users),
            items: numbered(n_films),
            user_records: Vec::new(),
            item_records: Vec::new(),
        };
        *self = Self::new(data)?;
        Ok(())
    }
}

/// A vocabulary of so many rows whose names are their numbers.
fn numbered(rows: usize) -> Vocab {
    let names: Vec<String> = (1..rows).map(|row| row.to_string()).collect();
    Vocab::new(names.iter().map(String::as_str))
}
