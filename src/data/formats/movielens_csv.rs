//! The format of MovieLens 20M, 25M, 32M and the latest releases: `ratings.csv` and `movies.csv`.

use super::files::Files;
use super::lines::fault;
use super::movielens_dat::genre_list;
use super::own_file::{self, Names};
use super::records::{Records, SmallFile, with_records};
use super::rows::Separator;
use super::table::{Description, Table};
use crate::Result;
use crate::data::{Dataset, ItemRecord};
use crate::text::quoted;

pub(in crate::data) const RATINGS: &str = "ratings.csv";
pub(in crate::data) const FILMS: &str = "movies.csv";
const FORMAT: &str = "the format of MovieLens 20M and later";
const FILM_COLUMNS: [&str; 3] = ["movieId", "title", "genres"];

/// Reads the files of MovieLens 20M, 25M, 32M or a latest release. Without `movies.csv` the films are
/// known by their ids.
///
/// # Errors
/// Names the file and the line that cannot be read, or whose film is missing from `movies.csv`.
pub(in crate::data) fn read(name: &str, files: &mut dyn Files, ratings: &str) -> Result<Dataset> {
    let file = files.path(ratings);
    if !files.has(FILMS) {
        return own_file::read(name, &file, files.open(ratings)?, Names::Header);
    }
    let films = films(files)?;
    let (mut rows, layout) = own_file::with_layout(&file, files.open(ratings)?, Names::Header)?;
    let table = Table::read(&mut rows, &layout)?;
    let notes = layout.passed_over().into_iter().collect();
    let description = Description { name: name.to_owned(), format: FORMAT.to_owned(), notes };
    with_records(table, description, &file, films, None)
}

fn films(files: &mut dyn Files) -> Result<Records<ItemRecord>> {
    let file = &files.path(FILMS);
    let columns = FILM_COLUMNS.join(", ");
    let rows = SmallFile {
        file,
        separator: Separator::Comma,
        quotes: true,
        columns: &columns,
        width: FILM_COLUMNS.len(),
    }
    .read(files.open(FILMS)?)?;
    let mut films = Records::new(file);
    for (i, (line, columns)) in rows.into_iter().enumerate() {
        if i == 0 {
            if columns != FILM_COLUMNS {
                let header = columns.join(",");
                let problem = format!("the header is {}", quoted(&header));
                let remedy = format!("it should be {}", FILM_COLUMNS.join(","));
                return Err(fault(file, line, problem, remedy));
            }
            continue;
        }
        let [id, title, genres] = <[String; 3]>::try_from(columns).expect("the width is checked");
        films.add_film(line, id, title, genre_list(&genres))?;
    }
    Ok(films)
}
