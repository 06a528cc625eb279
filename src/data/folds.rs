//! The official folds of MovieLens 100K: five ways to hold back a fifth of its ratings.

use super::formats::{Files, Lines, movielens_100k};
use super::source::{Format, Source};
use crate::text::quoted;
use crate::{Error, Result};
use std::collections::HashMap;

/// The number of official folds, `u1` to `u5`.
pub const N_FOLDS: usize = 5;

/// Whether a data set comes with the official folds of MovieLens 100K. `data` names it as in
/// [`Dataset::open`](super::Dataset::open).
pub fn has_official_folds(data: &str) -> bool {
    with_fold(data, 1).is_ok()
}

/// The row numbers of the ratings that an official fold of MovieLens 100K holds back: those of its
/// `.test` file. `data` names the data set as in [`Dataset::open`](super::Dataset::open).
///
/// # Errors
/// If these data have no such fold, or its file holds other ratings than the data.
pub fn official_fold(data: &str, fold: usize) -> Result<Vec<usize>> {
    let (mut files, test) = with_fold(data, fold)?;
    let mut rows_of = rows_of_lines(files.as_mut())?;
    let path = files.path(&test);
    let mut lines = Lines::new(&path, files.open(&test)?)?;
    let mut line = Vec::new();
    let mut held_back = Vec::new();
    while lines.read(&mut line)? {
        // Lines that are alike are different ratings.
        let row = rows_of.get_mut(line.trim_ascii()).and_then(Vec::pop).ok_or_else(|| {
            let problem = format!("u.data has no line {}", quoted(&String::from_utf8_lossy(&line)));
            lines.fault(problem, "take both files from one archive")
        })?;
        held_back.push(row);
    }
    if held_back.is_empty() {
        return Err(Error::data(path, "no rows", "take it from the archive again"));
    }
    Ok(held_back)
}

/// The files of a data set that has this fold, and the name of the one with the ratings held back.
fn with_fold(data: &str, fold: usize) -> Result<(Box<dyn Files>, String)> {
    let test = format!("u{fold}.test");
    match Source::find(data)? {
        Source::MovieLens(Format::MovieLens100k, files, ratings)
            if ratings == movielens_100k::RATINGS && files.has(&test) =>
        {
            Ok((files, test))
        }
        _ => {
            let problem = "these data come without the official folds u1 to u5";
            Err(Error::data(data, problem, "the folder of MovieLens 100K has them"))
        }
    }
}

/// The row numbers of each line of the ratings.
fn rows_of_lines(files: &mut dyn Files) -> Result<HashMap<Vec<u8>, Vec<usize>>> {
    let path = files.path(movielens_100k::RATINGS);
    let mut lines = Lines::new(&path, files.open(movielens_100k::RATINGS)?)?;
    let mut line = Vec::new();
    let mut rows_of: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    let mut row = 0;
    while lines.read(&mut line)? {
        rows_of.entry(line.trim_ascii().to_vec()).or_default().push(row);
        row += 1;
    }
    Ok(rows_of)
}
