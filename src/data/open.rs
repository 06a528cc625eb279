//! Finding and opening data sets on disk.

use super::folder::Folder;
use super::formats::{Columns, Files, unreadable};
use super::packed::{Archive, is_zip};
use super::source::{Format, Source, in_archive, only_format, plain};
use super::{Dataset, builtin};
use crate::{Error, Result, repository};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// The environment variable that names the folder with the data sets.
const DATA_FOLDER: &str = "WORKBOOK_DATA";

/// The releases of MovieLens that have a place in the folder with the data sets.
const RELEASES: [&str; 8] =
    ["ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest", "ml-latest-small"];

impl Dataset {
    /// Opens the data set that `--data` names: `builtin`; a release of MovieLens such as `ml-100k` (in
    /// the folder `$WORKBOOK_DATA`, else `data`); or the path of a folder, a file of ratings, a `.gz` or
    /// a `.zip`. The format is recognised from the files: that of any release of MovieLens, or a text
    /// with a header such as `user,item,rating`.
    ///
    /// # Errors
    /// If the file or folder does not exist or cannot be read; the message says where and what to do.
    pub fn open(data: &str) -> Result<Self> {
        Source::find(data)?.read(data, None)
    }

    /// Opens a text file without a header whose columns these are.
    ///
    /// # Errors
    /// If the file does not exist, cannot be read, or has other columns.
    pub fn open_columns(data: &str, columns: &Columns) -> Result<Self> {
        let source = match Source::find(data)? {
            // Its name says that it is a part of a release, the columns that it is something else.
            Source::MovieLens(_, files, ratings) if !Path::new(data).is_dir() => {
                Source::OwnFile(ratings, files)
            }
            source => source,
        };
        source.read(data, Some(columns))
    }
}

impl Source {
    /// # Errors
    /// If there is no such file or folder, or not just one data set in it.
    pub(super) fn find(data: &str) -> Result<Self> {
        if data == builtin::NAME {
            return Ok(Self::Builtin);
        }
        let path = if RELEASES.contains(&data) { release(data)? } else { PathBuf::from(data) };
        let about = std::fs::metadata(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound => no_such_data(data),
            _ => unreadable(&path, source),
        })?;
        if about.is_dir() {
            return in_folder(Folder(path));
        }
        if !about.is_file() {
            let problem = "neither a folder nor a file";
            return Err(Error::data(data, problem, "name the file with the ratings"));
        }
        let fault = |source| unreadable(&path, source);
        if is_zip(File::open(&path).map_err(fault)?).map_err(fault)? {
            let content = BufReader::new(File::open(&path).map_err(fault)?);
            in_archive(Archive::new(path.display().to_string(), content)?)
        } else {
            Ok(file(&path))
        }
    }
}

/// The folder of a release, which may also be beside the reader.
fn release(name: &str) -> Result<PathBuf> {
    let folder = std::env::var_os(DATA_FOLDER).filter(|folder| !folder.is_empty());
    let in_data = folder.map_or_else(|| repository().join("data"), PathBuf::from).join(name);
    let here = PathBuf::from(name);
    let found = [&in_data, &here].into_iter().find(|path| path.is_dir());
    found.cloned().ok_or_else(|| {
        Error::data(
            in_data.display().to_string(),
            "no such folder",
            format!(
                "fetch the data with `cargo run -p movielens -- {name}`, or set {DATA_FOLDER} to the \
                 folder that holds {name}"
            ),
        )
    })
}

fn no_such_data(data: &str) -> Error {
    let releases = RELEASES.join(", ");
    let data = if data.is_empty() { "an empty name" } else { data };
    let remedy = format!("name builtin, one of {releases}, or the path of a folder or a file");
    Error::data(data, "no such file or folder", remedy)
}

fn in_folder(folder: Folder) -> Result<Source> {
    let there = only_format(&folder, &folder.0.display().to_string())?;
    // Without its ratings, the release is known by its films, and the error names what is missing.
    let format = there.or(Format::ALL.into_iter().find(|format| folder.has(format.films())));
    let Some(format) = format else {
        let remedy = match inner_folder(&folder.0) {
            Some(inner) => format!("name the folder inside it, {}", inner.display()),
            None => format!("name the file with the ratings ({})", ratings_files()),
        };
        let path = folder.0.display().to_string();
        return Err(Error::data(path, "the folder holds no data set", remedy));
    };
    Ok(Source::MovieLens(format, Box::new(folder), format.ratings().to_owned()))
}

/// A data set one folder further in, where programs that unpack archives like to put it.
fn inner_folder(path: &Path) -> Option<PathBuf> {
    let mut inside = path.read_dir().ok()?.flatten().map(|entry| entry.path());
    inside.find(|path| {
        let folder = Folder(path.clone());
        Format::ALL.into_iter().any(|format| folder.has(format.ratings()))
    })
}

/// A file with ratings, of a release of MovieLens if the other files are beside it.
fn file(path: &Path) -> Source {
    let files = Box::new(Folder(path.parent().map_or_else(PathBuf::new, Path::to_owned)));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let of_release =
        |format: &Format| format.has_ratings(plain(&name)) && files.has(format.films());
    match Format::ALL.into_iter().find(of_release) {
        Some(format) => Source::MovieLens(format, files, name),
        None => Source::OwnFile(name, files),
    }
}

fn ratings_files() -> String {
    let [one, two, three] = Format::ALL.map(Format::ratings);
    format!("{one}, {two}, {three} or a text file of your own")
}
