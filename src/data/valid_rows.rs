//! Which ratings to hold back, from a file.

use super::folder::open_file;
use super::formats::Lines;
use super::split;
use crate::text::quoted;
use crate::{Error, Result};
use std::path::Path;

/// Reads the zero-based numbers of the validation ratings, one a line.
///
/// # Errors
/// If the file cannot be read or is empty. Names the line that is not a number, is not below `n_ratings`,
/// or repeats an earlier line.
pub fn read_valid_rows(path: &Path, n_ratings: usize) -> Result<Vec<usize>> {
    let file = path.display().to_string();
    let mut lines = Lines::new(&file, open_file(path)?)?;
    let mut line = Vec::new();
    let mut rows = Vec::new();
    let mut numbers = Vec::new();
    while lines.read(&mut line)? {
        let text = String::from_utf8_lossy(line.trim_ascii());
        let row = text.parse().map_err(|_| {
            lines.fault(
                format!("{} is not a row number", quoted(&text)),
                "write one zero-based row number of the ratings file on each line",
            )
        })?;
        rows.push(row);
        numbers.push(lines.number);
    }
    if rows.is_empty() {
        let remedy = "write at least one zero-based row number of the ratings file, one a line";
        return Err(Error::data(file, "no row numbers", remedy));
    }
    match split::validation_mask(&rows, n_ratings) {
        Ok(_) => Ok(rows),
        Err(bad) => {
            let place = format!("{file}:{}", numbers[bad.position]);
            Err(Error::data(place, bad.problem, "fix or remove the line"))
        }
    }
}
