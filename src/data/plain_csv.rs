//! The plainest format there is: `user,item,rating[,timestamp]`, with that header.

use super::rows::{self, Layout};
use super::{Dataset, Ratings, Vocab};
use crate::{Error, Result};
use serde::Deserialize;

const LAYOUT: Layout = Layout {
    delimiter: b',',
    columns: &["user", "item", "rating", "timestamp"],
    widths: 3..=4,
    header: true,
    quotes: true,
};

/// A row of a ratings file, of this format and of MovieLens 100K's.
#[derive(Deserialize)]
pub(super) struct RatingRow {
    pub(super) user: String,
    pub(super) item: String,
    pub(super) rating: f32,
    #[serde(default)]
    pub(super) timestamp: Option<i64>,
}

/// Reads ratings from the text of a CSV file with a header. Users and items may have any names.
///
/// # Errors
/// Names `file` and the line where the text is not what it should be.
pub fn read_csv(file: &str, text: &[u8]) -> Result<Dataset> {
    let rows: Vec<(u64, RatingRow)> = rows::read(file, text, &LAYOUT)?;
    check_ratings(file, &rows)?;
    let users = Vocab::new(rows.iter().map(|(_, row)| row.user.as_str()));
    let items = Vocab::new(rows.iter().map(|(_, row)| row.item.as_str()));
    let ratings = columns(&rows, &users, &items, |row| row.item.as_str());
    Ok(Dataset {
        name: file.to_owned(),
        ratings,
        users,
        items,
        user_records: Vec::new(),
        item_records: Vec::new(),
    })
}

/// Refuses what parses as a number but is no rating.
pub(super) fn check_ratings(file: &str, rows: &[(u64, RatingRow)]) -> Result<()> {
    for (line, row) in rows {
        if !row.rating.is_finite() {
            return Err(Error::data(
                format!("{file}:{line}"),
                format!("the rating is {}", row.rating),
                "a rating is a finite number; mend or remove the line",
            ));
        }
        if row.user.is_empty() || row.item.is_empty() {
            return Err(Error::data(
                format!("{file}:{line}"),
                "the user or the item is empty",
                "every rating names both; mend or remove the line",
            ));
        }
    }
    Ok(())
}

/// Turns rows into columns of table rows. `item_name` finds the name under which the vocabulary
/// knows a row's item.
pub(super) fn columns<'a>(
    rows: &'a [(u64, RatingRow)],
    users: &Vocab,
    items: &Vocab,
    item_name: impl Fn(&'a RatingRow) -> &'a str,
) -> Ratings {
    let known = "the vocabularies were made from these very rows";
    let mut ratings = Ratings::default();
    let mut timestamps = Vec::new();
    for (_, row) in rows {
        ratings.users.push(users.row(&row.user).expect(known));
        ratings.items.push(items.row(item_name(row)).expect(known));
        ratings.values.push(row.rating);
        timestamps.extend(row.timestamp);
    }
    // A column of times with holes in it is no use to anyone.
    ratings.timestamps = (timestamps.len() == rows.len()).then_some(timestamps);
    ratings
}
