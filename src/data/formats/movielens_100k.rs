//! MovieLens 100K's own format, which the built-in data set shares.

use super::lines::{self, Layout};
use super::rating_lines::{self, RatingLine};
use crate::data::{Dataset, ItemRecord, UserRecord, Vocab};
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
/// Films are known by title. MovieLens 100K lists 18 films twice, under two ids; as in the fastai book,
/// both ids share a row.
pub struct MovieLens100k<'a> {
    /// The folder that holds the files, for messages.
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
struct ItemLine {
    id: String,
    title: String,
    _release_date: String,
    _video_date: String,
    _url: String,
    genres: Vec<u8>,
}

impl MovieLens100k<'_> {
    /// Reads the files into a data set called `name`.
    ///
    /// # Errors
    /// Names the file and the line that cannot be read, or whose film or user is missing from its
    /// own file.
    pub fn read(&self, name: &str) -> Result<Dataset> {
        let ratings_file = self.path("u.data");
        let lines = rating_lines::read(&ratings_file, self.ratings, &RATINGS)?;
        let mut item_records = self.item_records()?;
        let mut user_records = self.user_records()?;
        for (number, line) in &lines {
            for (kind, id, file, known) in [
                ("film", &line.item, "u.item", item_records.contains_key(&line.item)),
                ("user", &line.user, "u.user", user_records.contains_key(&line.user)),
            ] {
                if !known {
                    return Err(Error::data(
                        format!("{ratings_file}:{number}"),
                        format!("{kind} {id} is not in {file}"),
                        format!("add it to {file}, or remove the rating"),
                    ));
                }
            }
        }
        let title = |line: &RatingLine| item_records[&line.item].title.as_str();
        let (ratings, users, items) = rating_lines::columns(&lines, title);
        Ok(Dataset {
            name: name.to_owned(),
            user_records: users.names().iter().map(|id| user_records.remove(id)).collect(),
            item_records: by_title(item_records.drain().map(|(_, record)| record), &items),
            ratings,
            users,
            items,
        })
    }

    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    /// The films by id.
    fn item_records(&self) -> Result<HashMap<String, ItemRecord>> {
        let genres: Vec<(u64, (String, usize))> =
            lines::read(&self.path("u.genre"), self.genres, &GENRES)?;
        let text = lines::decode_latin1(self.items);
        let films: Vec<(u64, ItemLine)> = lines::read(&self.path("u.item"), &text, &ITEMS)?;
        let records = films.into_iter().map(|(_, film)| {
            let flags = film.genres.iter().zip(&genres);
            let record = ItemRecord {
                id: film.id.clone(),
                year: year(&film.title),
                title: film.title,
                genres: flags
                    .filter(|&(&flag, _)| flag == 1)
                    .map(|(_, (_, (genre, _number)))| genre.clone())
                    .collect(),
            };
            (film.id, record)
        });
        Ok(records.collect())
    }

    /// The users by id.
    fn user_records(&self) -> Result<HashMap<String, UserRecord>> {
        let users: Vec<(u64, UserRecord)> = lines::read(&self.path("u.user"), self.users, &USERS)?;
        Ok(users.into_iter().map(|(_, user)| (user.id.clone(), user)).collect())
    }
}

/// Puts each record at the row of its title. If several share a title, the lowest id wins.
fn by_title(records: impl Iterator<Item = ItemRecord>, items: &Vocab) -> Vec<Option<ItemRecord>> {
    let mut by_row: Vec<Option<ItemRecord>> = vec![None; items.len()];
    for record in records {
        let Some(row) = items.row(&record.title) else {
            continue; // a film without ratings
        };
        let slot = &mut by_row[row];
        if slot.as_ref().is_none_or(|other| id_number(&record) < id_number(other)) {
            *slot = Some(record);
        }
    }
    by_row
}

fn id_number(record: &ItemRecord) -> u64 {
    record.id.parse().unwrap_or(u64::MAX)
}

/// The last number in brackets. Other brackets may follow it, as in `Toy Story (1995) (V)`.
fn year(title: &str) -> Option<u32> {
    title.rsplit('(').find_map(|rest| rest.split_once(')')?.0.parse().ok())
}
