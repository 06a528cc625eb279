//! The format of MovieLens 1M and 10M: `.dat` files with double colons between the columns.

use super::columns::Layout;
use super::files::Files;
use super::lines::fault;
use super::records::{Records, SmallFile, number, with_records};
use super::rows::{Rows, Separator};
use super::table::{Description, Table};
use crate::Result;
use crate::data::{Dataset, ItemRecord, UserRecord};

pub(in crate::data) const RATINGS: &str = "ratings.dat";
pub(in crate::data) const FILMS: &str = "movies.dat";
const PEOPLE: &str = "users.dat";

/// The occupations of `users.dat` by number, from the `README` of MovieLens 1M.
const OCCUPATIONS: [&str; 21] = [
    "other",
    "academic/educator",
    "artist",
    "clerical/admin",
    "college/grad student",
    "customer service",
    "doctor/health care",
    "executive/managerial",
    "farmer",
    "homemaker",
    "K-12 student",
    "lawyer",
    "programmer",
    "retired",
    "sales/marketing",
    "scientist",
    "self-employed",
    "technician/engineer",
    "tradesman/craftsman",
    "unemployed",
    "writer",
];

/// Reads the files of MovieLens 1M or, without `users.dat`, 10M.
///
/// # Errors
/// Names the file and the line that cannot be read, or whose film or user is missing from its own file.
pub(in crate::data) fn read(name: &str, files: &mut dyn Files, ratings: &str) -> Result<Dataset> {
    let films = films(files)?;
    let people = files.has(PEOPLE).then(|| people(files)).transpose()?;
    let file = files.path(ratings);
    let layout = Layout::from_names(&["user", "item", "rating", "timestamp"]).expect("well known");
    let mut rows = Rows::new(&file, files.open(ratings)?, Separator::DoubleColon, false)?;
    let table = Table::read(&mut rows, &layout)?;
    let release = if people.is_some() { "1M" } else { "10M" };
    let format = format!("the format of MovieLens {release}");
    let description = Description { name: name.to_owned(), format, notes: Vec::new() };
    with_records(table, description, &file, films, people)
}

fn films(files: &mut dyn Files) -> Result<Records<ItemRecord>> {
    let file = &files.path(FILMS);
    let rows = SmallFile {
        file,
        separator: Separator::DoubleColon,
        quotes: false,
        columns: "item, title, genres",
        width: 3,
    }
    .read(files.open(FILMS)?)?;
    let mut films = Records::new(file);
    for (line, columns) in rows {
        let [id, title, genres] = <[String; 3]>::try_from(columns).expect("the width is checked");
        films.add_film(line, id, title, genre_list(&genres))?;
    }
    Ok(films)
}

fn people(files: &mut dyn Files) -> Result<Records<UserRecord>> {
    let file = &files.path(PEOPLE);
    let rows = SmallFile {
        file,
        separator: Separator::DoubleColon,
        quotes: false,
        columns: "user, gender, age, occupation, zip code",
        width: 5,
    }
    .read(files.open(PEOPLE)?)?;
    let mut people = Records::new(file);
    for (line, columns) in rows {
        let [id, gender, age, occupation, _zip_code] =
            <[String; 5]>::try_from(columns).expect("the width is checked");
        let age = number(file, line, "age", &age)?;
        let occupation: usize = number(file, line, "occupation", &occupation)?;
        let Some(occupation) = OCCUPATIONS.get(occupation) else {
            let problem = format!("there is no occupation {occupation}: they go from 0 to 20");
            return Err(fault(file, line, problem, "fix or remove the line"));
        };
        let occupation = (*occupation).to_owned();
        people.add(line, id.clone(), UserRecord { id, age, gender, occupation })?;
    }
    Ok(people)
}

/// The genres of a film, which vertical bars separate.
pub(super) fn genre_list(text: &str) -> Vec<String> {
    let genres = text.split('|').map(str::trim);
    genres.filter(|genre| !matches!(*genre, "" | "(no genres listed)")).map(str::to_owned).collect()
}
