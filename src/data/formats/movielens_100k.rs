//! MovieLens 100K's own format, which the built-in data set shares.

use super::columns::Layout;
use super::files::Files;
use super::lines::fault;
use super::records::{Records, SmallFile, number, with_records};
use super::rows::{Rows, Separator};
use super::table::{Description, Table};
use crate::data::{Dataset, ItemRecord, UserRecord};
use crate::{Error, Result};
use std::io::Read;

pub(in crate::data) const RATINGS: &str = "u.data";
pub(in crate::data) const FILMS: &str = "u.item";
const PEOPLE: &str = "u.user";
const GENRES: &str = "u.genre";
const FORMAT: &str = "the format of MovieLens 100K";
const N_GENRES: usize = 19;
/// The columns of `u.item` in front of the genres.
const FIRST_GENRE: usize = 5;

/// The texts of the files that make up the data set, and the folder they came from.
///
/// Films are known by title. MovieLens 100K lists 18 films twice, under two ids; as in the fastai book,
/// both ids share a row.
pub struct MovieLens100k<'a> {
    /// The folder that holds the files, for messages.
    pub folder: &'a str,
    /// `u.data`: user, item, rating, time; separated by tabs.
    pub ratings: &'a [u8],
    /// `u.item`: id, title, dates, URL and 19 genre flags; separated by `|`, ISO-8859-1 or UTF-8.
    pub items: &'a [u8],
    /// `u.user`: id, age, gender, occupation, zip code; separated by `|`.
    pub users: &'a [u8],
    /// `u.genre`: the names of the genre flags, each with its number; separated by `|`.
    pub genres: &'a [u8],
}

impl MovieLens100k<'_> {
    /// Reads the files into a data set called `name`.
    ///
    /// # Errors
    /// Names the file and the line that cannot be read, or whose film or user is missing from its
    /// own file.
    pub fn read(mut self, name: &str) -> Result<Dataset> {
        read(name, &mut self, RATINGS)
    }
}

impl Files for MovieLens100k<'_> {
    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    fn has(&self, _file: &str) -> bool {
        true
    }

    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(match file {
            FILMS => self.items,
            PEOPLE => self.users,
            GENRES => self.genres,
            _ => self.ratings,
        }))
    }
}

/// Reads the files of MovieLens 100K; `ratings` is `u.data` or a part of it.
///
/// # Errors
/// Names the file and the line that cannot be read, or whose film or user is missing from its own file.
pub(in crate::data) fn read(name: &str, files: &mut dyn Files, ratings: &str) -> Result<Dataset> {
    let films = films(files)?;
    let people = (!files.leaves_out(PEOPLE)).then(|| people(files)).transpose()?;
    let file = files.path(ratings);
    let layout = Layout::from_names(&["user", "item", "rating", "timestamp"]).expect("well known");
    let mut rows = Rows::new(&file, files.open(ratings)?, Separator::Tab, false)?;
    let table = Table::read(&mut rows, &layout)?;
    let description =
        Description { name: name.to_owned(), format: FORMAT.to_owned(), notes: Vec::new() };
    with_records(table, description, &file, films, people)
}

fn films(files: &mut dyn Files) -> Result<Records<ItemRecord>> {
    // Without their names, the flags say nothing.
    let genres = if files.leaves_out(GENRES) { Vec::new() } else { genres(files)? };
    let file = &files.path(FILMS);
    let rows = SmallFile {
        file,
        separator: Separator::Pipe,
        quotes: false,
        columns: "item, title, release date, video date, URL and 19 genres",
        width: FIRST_GENRE + N_GENRES,
    }
    .read(files.open(FILMS)?)?;
    let mut films = Records::new(file);
    for (line, mut columns) in rows {
        let mut of_film = Vec::new();
        for (flag, genre) in columns.drain(FIRST_GENRE..).zip(&genres) {
            match flag.as_str() {
                "0" => {}
                "1" => of_film.push(genre.clone()),
                other => {
                    let problem = format!("`{other}` for the genre {genre} is neither 0 nor 1");
                    return Err(fault(file, line, problem, "fix the line"));
                }
            }
        }
        let mut columns = columns.into_iter();
        let [id, title] = [(); 2].map(|()| columns.next().expect("the width is checked"));
        films.add_film(line, id, title, of_film)?;
    }
    Ok(films)
}

/// The names of the genres by number. The file may list them in any order.
fn genres(files: &mut dyn Files) -> Result<Vec<String>> {
    let file = &files.path(GENRES);
    let rows = SmallFile {
        file,
        separator: Separator::Pipe,
        quotes: false,
        columns: "genre, number",
        width: 2,
    }
    .read(files.open(GENRES)?)?;
    let mut genres = vec![None; N_GENRES];
    for (line, columns) in rows {
        let [genre, place] = <[String; 2]>::try_from(columns).expect("the width is checked");
        let place: usize = number(file, line, "number", &place)?;
        let problem = match genres.get_mut(place) {
            Some(slot @ None) => {
                *slot = Some(genre);
                continue;
            }
            Some(Some(_)) => format!("genre {place} is listed a second time"),
            None => format!("there is no genre {place}: they go from 0 to {}", N_GENRES - 1),
        };
        return Err(fault(file, line, problem, "fix or remove the line"));
    }
    let missing = genres.iter().position(Option::is_none);
    missing.map_or(Ok(()), |place| {
        let problem = format!("genre {place} is missing");
        Err(Error::data(file, problem, format!("list all {N_GENRES}, from 0")))
    })?;
    Ok(genres.into_iter().flatten().collect())
}

fn people(files: &mut dyn Files) -> Result<Records<UserRecord>> {
    let file = &files.path(PEOPLE);
    let rows = SmallFile {
        file,
        separator: Separator::Pipe,
        quotes: false,
        columns: "user, age, gender, occupation, zip code",
        width: 5,
    }
    .read(files.open(PEOPLE)?)?;
    let mut people = Records::new(file);
    for (line, columns) in rows {
        let [id, age, gender, occupation, _zip_code] =
            <[String; 5]>::try_from(columns).expect("the width is checked");
        let age = number(file, line, "age", &age)?;
        people.add(line, id.clone(), UserRecord { id, age, gender, occupation })?;
    }
    Ok(people)
}
