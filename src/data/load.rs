//! Finding and reading data sets on disk.

use super::{Dataset, MovieLens100k, builtin, read_csv, split};
use crate::{Error, Result};
use std::path::{Path, PathBuf};

/// The environment variable that names the folder with the data sets.
const DATA_FOLDER: &str = "WORKBOOK_DATA";

/// Loads the data set that `--data` names: `builtin`, `ml-100k` (in the folder `$WORKBOOK_DATA`,
/// else `data`), a folder in MovieLens 100K's format, or a CSV file with the header
/// `user,item,rating[,timestamp]`.
///
/// # Errors
/// If the file or folder does not exist or cannot be read; the message says where and what to do.
pub fn load(data: &str) -> Result<Dataset> {
    match data {
        "builtin" => Ok(builtin::dataset()),
        "ml-100k" => load_folder(&movielens_100k(), data),
        path if Path::new(path).is_dir() => load_folder(Path::new(path), path),
        path if is_csv(path) => read_csv(path, &read(Path::new(path))?),
        path => Err(Error::data(
            path,
            "neither a folder nor a .csv file",
            "name builtin, ml-100k, a folder in MovieLens 100K's format, or a .csv file with the \
             header user,item,rating",
        )),
    }
}

/// The folder that `--data` names, if it names one; [`load`] says how.
pub fn folder(data: &str) -> Option<PathBuf> {
    match data {
        "builtin" => None,
        "ml-100k" => Some(movielens_100k()),
        path => Some(PathBuf::from(path)).filter(|path| path.is_dir()),
    }
}

fn movielens_100k() -> PathBuf {
    let root = std::env::var_os(DATA_FOLDER).unwrap_or_else(|| "data".into());
    PathBuf::from(root).join("ml-100k")
}

/// Reads the zero-based numbers of the validation ratings, one a line.
///
/// # Errors
/// Names the line that is not a number, is not below `n_ratings`, or repeats an earlier line.
pub fn read_valid_rows(path: &Path, n_ratings: usize) -> Result<Vec<usize>> {
    let text = String::from_utf8_lossy(&read(path)?).into_owned();
    let place = |line: usize| format!("{}:{}", path.display(), line + 1);
    let rows = (text.lines().enumerate())
        .map(|(line, row)| {
            row.trim().parse().map_err(|_| {
                Error::data(
                    place(line),
                    format!("`{row}` is not a row number"),
                    "write one zero-based row number of the ratings file on each line",
                )
            })
        })
        .collect::<Result<Vec<usize>>>()?;
    match split::validation_mask(&rows, n_ratings) {
        Ok(_) => Ok(rows),
        Err(bad) => Err(Error::data(place(bad.position), bad.problem, "fix or remove the line")),
    }
}

fn load_folder(folder: &Path, name: &str) -> Result<Dataset> {
    if !folder.is_dir() {
        return Err(Error::data(
            folder.display().to_string(),
            "no such folder",
            format!(
                "put MovieLens 100K there (the README says how), or set {DATA_FOLDER} to the \
                 folder that holds ml-100k"
            ),
        ));
    }
    MovieLens100k {
        folder: &folder.display().to_string(),
        ratings: &read(&folder.join("u.data"))?,
        items: &read(&folder.join("u.item"))?,
        users: &read(&folder.join("u.user"))?,
        genres: &read(&folder.join("u.genre"))?,
    }
    .read(name)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Io {
        path: path.to_owned(),
        source,
        remedy: "check the path".to_owned(),
    })
}

fn is_csv(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}
