//! The lines of a ratings file, which all formats share.

use super::lines::{self, Layout};
use crate::data::{Ratings, UNKNOWN, Vocab};
use crate::{Error, Result};
use serde::Deserialize;

/// A line of a ratings file.
#[derive(Deserialize)]
pub(super) struct RatingLine {
    pub(super) user: String,
    pub(super) item: String,
    rating: f32,
    #[serde(default)]
    timestamp: Option<i64>,
}

/// Reads the lines of a ratings file with their numbers, and refuses what parses as a number but
/// cannot be a rating.
pub(super) fn read(file: &str, text: &[u8], layout: &Layout) -> Result<Vec<(u64, RatingLine)>> {
    let lines: Vec<(u64, RatingLine)> = lines::read(file, text, layout)?;
    for (number, line) in &lines {
        let (problem, remedy) = if !line.rating.is_finite() {
            (format!("the rating is {}", line.rating), "a rating is a finite number")
        } else if line.user.is_empty() || line.item.is_empty() {
            ("the user or the item is empty".to_owned(), "every rating names both")
        } else if line.user == UNKNOWN || line.item == UNKNOWN {
            (format!("`{UNKNOWN}` is rated or rates"), "the name is reserved for the unknown")
        } else {
            continue;
        };
        let remedy = format!("{remedy}; fix or remove the line");
        return Err(Error::data(format!("{file}:{number}"), problem, remedy));
    }
    Ok(lines)
}

/// Collects the vocabularies of users and items, and turns the lines into columns of row numbers.
/// `item_name` gives the name under which an item is known: its id, or its title.
pub(super) fn columns<'a>(
    lines: &'a [(u64, RatingLine)],
    item_name: impl Fn(&'a RatingLine) -> &'a str,
) -> (Ratings, Vocab, Vocab) {
    let users = Vocab::new(lines.iter().map(|(_, line)| line.user.as_str()));
    let items = Vocab::new(lines.iter().map(|(_, line)| item_name(line)));
    let known = "the vocabularies were made from these lines";
    let mut ratings = Ratings::default();
    let mut timestamps = Vec::new();
    for (_, line) in lines {
        ratings.users.push(users.row(&line.user).expect(known));
        ratings.items.push(items.row(item_name(line)).expect(known));
        ratings.values.push(line.rating);
        timestamps.extend(line.timestamp);
    }
    // A column with missing times is dropped.
    ratings.timestamps = (timestamps.len() == lines.len()).then_some(timestamps);
    (ratings, users, items)
}
