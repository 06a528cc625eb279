//! The plainest format: `user,item,rating[,timestamp]`, with that header.

use super::lines::Layout;
use super::rating_lines::{self, columns};
use crate::Result;
use crate::data::Dataset;

const LAYOUT: Layout = Layout {
    delimiter: b',',
    columns: &["user", "item", "rating", "timestamp"],
    widths: 3..=4,
    header: true,
    quotes: true,
};

/// Reads ratings from the text of a CSV file with a header. Users and items may have any names.
///
/// # Errors
/// Names `file` and the line that cannot be read.
pub fn read_csv(file: &str, text: &[u8]) -> Result<Dataset> {
    let lines = rating_lines::read(file, text, &LAYOUT)?;
    let (ratings, users, items) = columns(&lines, |line| &line.item);
    Ok(Dataset {
        name: file.to_owned(),
        ratings,
        users,
        items,
        user_records: Vec::new(),
        item_records: Vec::new(),
    })
}
