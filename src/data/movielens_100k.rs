//! MovieLens 100K's own format, which the built-in data set shares.

use super::plain_csv::{self, RatingRow};
use super::rows::{self, Layout};
use super::{Dataset, ItemRecord, UserRecord, Vocab};
use crate::{Error, Result};
use serde::Deserialize;
use std::collections::HashMap;

const RATINGS: Layout = Layout {
    delimiter: b'\t',
    columns: &["user", "item", "rating", "timestamp"],
    widths: 4..=4,
    header: false,
    quotes: false,
};

const ITEMS: Layout = Layout {
    columns: &["item", "title", "release date", "video date", "URL"],
    widths: 24..=24,
    ..PIPES
};

const USERS: Layout = Layout {
    columns: &["user", "age", "gender", "occupation", "zip code"],
    widths: 5..=5,
    ..PIPES
};

const GENRES: Layout = Layout { columns: &["genre", "number"], widths: 2..=2, ..PIPES };

const PIPES: Layout =
    Layout { delimiter: b'|', columns: &[], widths: 0..=0, header: false, quotes: false };

/// The texts of the files that make up the data set, and the folder they came from.
///
/// Films are known by title, so that the 18 films of MovieLens 100K that share a title with another
/// share a row, as in the fastai book.
pub struct MovieLens100k<'a> {
    /// Where the files lie, for messages.
    pub folder: &'a str,
    /// `u.data`: user, item, rating, time; separated by tabs.
    pub ratings: &'a [u8],
    /// `u.item`: id, title, dates, URL and 19 genre flags; separated by `|`, ISO-8859-1.
    pub items: &'a [u8],
    /// `u.user`: id, age, gender, occupation, zip code; separated by `|`.
    pub users: &'a [u8],
    /// `u.genre`: the names of the genre flags, each with its number; separated by `|`.
    pub genres: &'a [u8],
}

#[derive(Deserialize)]
struct ItemRow {
    id: String,
    title: String,
    _release_date: String,
    _video_date: String,
    _url: String,
    genres: Vec<u8>,
}

#[derive(Deserialize)]
struct UserRow {
    id: String,
    age: u32,
    gender: String,
    occupation: String,
    _zip_code: String,
}

#[derive(Deserialize)]
struct GenreRow {
    name: String,
    _number: usize,
}

impl MovieLens100k<'_> {
    /// Reads the files into a data set called `name`.
    ///
    /// # Errors
    /// Names the file and line where a text is not what it should be, or where a rating's film or
    /// user is missing from its own file.
    pub fn read(&self, name: &str) -> Result<Dataset> {
        let ratings_file = self.path("u.data");
        let rows: Vec<(u64, RatingRow)> = rows::read(&ratings_file, self.ratings, &RATINGS)?;
        plain_csv::check_ratings(&ratings_file, &rows)?;

        let mut item_records = self.item_records()?;
        let mut user_records = self.user_records()?;
        for (line, row) in &rows {
            for (kind, id, file, known) in [
                ("film", &row.item, "u.item", item_records.contains_key(&row.item)),
                ("user", &row.user, "u.user", user_records.contains_key(&row.user)),
            ] {
                if !known {
                    return Err(Error::data(
                        format!("{ratings_file}:{line}"),
                        format!("{kind} {id} is not in {file}"),
                        format!("add it to {file}, or remove the rating"),
                    ));
                }
            }
        }

        let title = |row: &RatingRow| item_records[&row.item].title.as_str();
        let users = Vocab::new(rows.iter().map(|(_, row)| row.user.as_str()));
        let items = Vocab::new(rows.iter().map(|(_, row)| title(row)));
        let ratings = plain_csv::columns(&rows, &users, &items, |row| title(row));

        Ok(Dataset {
            name: name.to_owned(),
            user_records: (0..users.len())
                .map(|row| user_records.remove(users.name(row)))
                .collect(),
            item_records: by_title(item_records.drain().map(|(_, record)| record), &items),
            ratings,
            users,
            items,
        })
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    fn item_records(&self) -> Result<HashMap<String, ItemRecord>> {
        let genres: Vec<(u64, GenreRow)> = rows::read(&self.path("u.genre"), self.genres, &GENRES)?;
        let text = rows::decode_latin1(self.items);
        let rows: Vec<(u64, ItemRow)> = rows::read(&self.path("u.item"), &text, &ITEMS)?;
        let records = rows.into_iter().map(|(_, row)| {
            let record = ItemRecord {
                id: row.id.clone(),
                year: year(&row.title),
                title: row.title,
                genres: (row.genres.iter().zip(&genres))
                    .filter(|&(&flag, _)| flag == 1)
                    .map(|(_, (_, genre))| genre.name.clone())
                    .collect(),
            };
            (row.id, record)
        });
        Ok(records.collect())
    }

    fn user_records(&self) -> Result<HashMap<String, UserRecord>> {
        let rows: Vec<(u64, UserRow)> = rows::read(&self.path("u.user"), self.users, &USERS)?;
        let records = rows.into_iter().map(|(_, row)| {
            let record = UserRecord {
                id: row.id.clone(),
                age: row.age,
                gender: row.gender,
                occupation: row.occupation,
            };
            (row.id, record)
        });
        Ok(records.collect())
    }
}

/// Puts records at the row of their title; of several with one title, the one with the lowest id.
fn by_title(records: impl Iterator<Item = ItemRecord>, items: &Vocab) -> Vec<Option<ItemRecord>> {
    let number = |record: &ItemRecord| record.id.parse::<u64>().unwrap_or(u64::MAX);
    let mut by_row: Vec<Option<ItemRecord>> = vec![None; items.len()];
    for record in records {
        let Some(row) = items.row(&record.title) else {
            continue; // a film that nobody rated
        };
        let slot = &mut by_row[row];
        if slot.as_ref().is_none_or(|other| number(&record) < number(other)) {
            *slot = Some(record);
        }
    }
    by_row
}

/// The last number in brackets, which need not come last: `Toy Story (1995) (V)`.
fn year(title: &str) -> Option<u32> {
    title.rsplit('(').find_map(|rest| rest.split_once(')')?.0.parse().ok())
}
