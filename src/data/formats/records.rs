//! What the releases of MovieLens know of films and people, and how it comes to a data set.

use super::encoding::read_text;
use super::lines::fault;
use super::rows::{Rows, Separator};
use super::table::{Description, Ids, Table};
use crate::data::{Dataset, ItemRecord, UNKNOWN, UserRecord, Vocab};
use crate::text::{QUOTED, printable, quoted, shortened};
use crate::{Error, Result};
use std::collections::HashMap;
use std::io::Read;

/// The rows of a small file, as text.
pub(super) struct SmallFile<'f> {
    pub(super) file: &'f str,
    pub(super) separator: Separator,
    pub(super) quotes: bool,
    /// The names of the columns, for messages.
    pub(super) columns: &'f str,
    pub(super) width: usize,
}

impl SmallFile<'_> {
    /// All rows with their lines.
    ///
    /// # Errors
    /// Names the line that is not such a row.
    pub(super) fn read(&self, text: impl Read) -> Result<Vec<(u64, Vec<String>)>> {
        let text = read_text(self.file, text)?;
        let mut rows = Rows::new(self.file, text.as_bytes(), self.separator, self.quotes)?;
        let mut read = Vec::new();
        while let Some(row) = rows.next(self.width, self.columns)? {
            // Now that the text is decoded, spaces that do not break can be told, too.
            let text = |field| String::from_utf8_lossy(field).trim().to_owned();
            read.push((row.line, row.fields().map(text).collect()));
        }
        if read.is_empty() {
            return Err(Error::data(self.file, "no rows", "is the file complete?"));
        }
        Ok(read)
    }
}

/// Records by id, and the file that they are from.
pub(super) struct Records<T> {
    file: String,
    by_id: HashMap<String, T>,
}

impl<T> Records<T> {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), by_id: HashMap::new() }
    }

    /// # Errors
    /// If the id has a record already.
    pub(super) fn add(&mut self, line: u64, id: String, record: T) -> Result<()> {
        if self.by_id.contains_key(&id) {
            let problem = format!("the id {} has a line above already", quoted(&id));
            return Err(fault(&self.file, line, problem, "remove one of the two"));
        }
        self.by_id.insert(id, record);
        Ok(())
    }

    /// # Errors
    /// Names the first line of the ratings whose id has no record.
    fn check(&self, what: &str, ids: &Ids, ratings_file: &str) -> Result<()> {
        let missing =
            ids.names.iter().zip(&ids.lines).filter(|(id, _)| !self.by_id.contains_key(*id));
        let Some((id, &line)) = missing.min_by_key(|(_, line)| **line) else { return Ok(()) };
        let file = &self.file;
        let short = file.rsplit('/').next().unwrap_or(file);
        Err(fault(
            ratings_file,
            line,
            format!("{what} {} is not in {short}", shortened(&printable(id), QUOTED)),
            format!("add it to {short}, or remove the rating"),
        ))
    }
}

impl Records<ItemRecord> {
    /// Adds a film with this title.
    ///
    /// # Errors
    /// If the id has a record already, or the title is empty or reserved.
    pub(super) fn add_film(
        &mut self,
        line: u64,
        id: String,
        title: String,
        genres: Vec<String>,
    ) -> Result<()> {
        if title.is_empty() || title == UNKNOWN {
            let problem = format!("the title is `{title}`");
            return Err(fault(&self.file, line, problem, "give the film a title of its own"));
        }
        let record = ItemRecord { id: id.clone(), year: year(&title), title, genres };
        self.add(line, id, record)
    }
}

/// A data set of ratings whose films are known by their titles, and with the records of its films and,
/// where there are any, of its users.
///
/// # Errors
/// Names the line of the ratings whose film or user has no record.
pub(super) fn with_records(
    table: Table,
    description: Description,
    ratings_file: &str,
    mut films: Records<ItemRecord>,
    people: Option<Records<UserRecord>>,
) -> Result<Dataset> {
    let mut data = table.into_dataset(description, |user_ids, film_ids| {
        films.check("film", film_ids, ratings_file)?;
        if let Some(people) = &people {
            people.check("user", user_ids, ratings_file)?;
        }
        Ok(film_ids.names.iter().map(|id| films.by_id[id].title.clone()).collect())
    })?;
    if let Some(mut people) = people {
        data.user_records = data.users.names().iter().map(|id| people.by_id.remove(id)).collect();
    }
    data.item_records = by_title(films.by_id.drain().map(|(_, record)| record), &data.items);
    Ok(data)
}

/// Puts each record at the row of its title. If several share a title, the lowest id wins.
fn by_title(records: impl Iterator<Item = ItemRecord>, items: &Vocab) -> Vec<Option<ItemRecord>> {
    let mut by_row: Vec<Option<ItemRecord>> = vec![None; items.len()];
    for record in records {
        let Some(row) = items.row(&record.title) else {
            continue; // a film without ratings
        };
        let slot = &mut by_row[row];
        if slot.as_ref().is_none_or(|other| order(&record) < order(other)) {
            *slot = Some(record);
        }
    }
    by_row
}

/// Ids in numerical order, and those that are not numbers behind them.
fn order(record: &ItemRecord) -> (u64, &str) {
    (record.id.parse().unwrap_or(u64::MAX), &record.id)
}

/// The last number of four digits that stands alone in brackets. Other brackets may follow it, as in
/// `Toy Story (1995) (V)`.
fn year(title: &str) -> Option<u32> {
    title.rsplit('(').find_map(|rest| {
        let (number, _) = rest.split_once(')')?;
        let is_year = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| number.parse().expect("four digits are a number"))
    })
}

/// The number in a column of a record.
///
/// # Errors
/// If the text is not such a number.
pub(super) fn number<T: std::str::FromStr>(
    file: &str,
    line: u64,
    column: &str,
    text: &str,
) -> Result<T> {
    text.parse().map_err(|_| {
        let problem = format!("the {column} {} is not a number", quoted(text));
        fault(file, line, format!("{problem} that fits there"), "fix or remove the line")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_do_not_break_belong_to_no_id_or_title() {
        let small = SmallFile {
            file: "f",
            separator: Separator::Pipe,
            quotes: false,
            columns: "item, title",
            width: 2,
        };
        for text in
            ["\u{a0}1|Amélie\u{a0}\n2|\u{3000}\n".as_bytes(), b"\xa01|Am\xe9lie\xa0\n2|\xa0\n"]
        {
            let rows = small.read(text).unwrap();
            let rows: Vec<&[String]> = rows.iter().map(|(_, row)| row.as_slice()).collect();
            assert_eq!(rows, [["1", "Amélie"], ["2", ""]]);
        }
    }
    #[test]
    fn a_year_is_four_digits_in_brackets() {
        for (title, expected) in [
            ("Alien (1979)", Some(1979)),
            ("Toy Story (1995) (V)", Some(1995)),
            ("2001 (a film) (1968)", Some(1968)),
            ("Score (+123)", None),
            ("Area (51)", None),
            ("Half (1997", None),
            ("", None),
        ] {
            assert_eq!(year(title), expected, "{title}");
        }
    }
}
