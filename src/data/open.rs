//! Finding and opening data sets on disk.

use super::formats::{
    Columns, Files, movielens_100k, movielens_csv, movielens_dat, own_file, unreadable,
};
use super::place::{Archive, Folder, is_zip};
use super::{Dataset, builtin};
use crate::{Error, Result, repository};
use std::path::{Path, PathBuf};

/// The environment variable that names the folder with the data sets.
const DATA_FOLDER: &str = "WORKBOOK_DATA";

/// The releases of MovieLens that have a place in the folder with the data sets.
const RELEASES: [&str; 8] =
    ["ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest", "ml-latest-small"];

/// The releases' formats, which are known by the names of their files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    MovieLens100k,
    MovieLensDat,
    MovieLensCsv,
}

impl Format {
    const ALL: [Self; 3] = [Self::MovieLens100k, Self::MovieLensDat, Self::MovieLensCsv];

    fn ratings(self) -> &'static str {
        match self {
            Self::MovieLens100k => movielens_100k::RATINGS,
            Self::MovieLensDat => movielens_dat::RATINGS,
            Self::MovieLensCsv => movielens_csv::RATINGS,
        }
    }

    fn films(self) -> &'static str {
        match self {
            Self::MovieLens100k => movielens_100k::FILMS,
            Self::MovieLensDat => movielens_dat::FILMS,
            Self::MovieLensCsv => movielens_csv::FILMS,
        }
    }

    /// Whether a file with this name holds ratings in this format: the whole, or a part of them.
    fn has_ratings(self, file: &str) -> bool {
        let is_part = |name: &str| name.ends_with(".base") || name.ends_with(".test");
        file == self.ratings() || self == Self::MovieLens100k && is_part(file)
    }

    fn read(self, name: &str, files: &mut dyn Files, ratings: &str) -> Result<Dataset> {
        match self {
            Self::MovieLens100k => movielens_100k::read(name, files, ratings),
            Self::MovieLensDat => movielens_dat::read(name, files, ratings),
            Self::MovieLensCsv => movielens_csv::read(name, files, ratings),
        }
    }
}

/// What a name of data means.
pub(super) enum Source {
    Builtin,
    /// A release of MovieLens, with the file that holds its ratings.
    MovieLens(Format, Box<dyn Files>, String),
    /// A file of the reader's own.
    OwnFile(Box<dyn Files>, String),
}

impl Dataset {
    /// Opens the data set that `--data` names: `builtin`; a release of MovieLens such as `ml-100k` (in
    /// the folder `$WORKBOOK_DATA`, else `data`); or the path of a folder, a file of ratings, a `.gz` or
    /// a `.zip`. The format is recognised from the files: that of any release of MovieLens, or a text
    /// with a header such as `user,item,rating`.
    ///
    /// # Errors
    /// If the file or folder does not exist or cannot be read; the message says where and what to do.
    pub fn open(data: &str) -> Result<Self> {
        match Source::find(data)? {
            Source::Builtin => Ok(builtin::dataset()),
            Source::MovieLens(format, mut files, ratings) => {
                format.read(data, files.as_mut(), &ratings)
            }
            Source::OwnFile(mut files, file) => {
                let path = files.path(&file);
                own_file::read(data, &path, files.open(&file)?, None)
            }
        }
    }

    /// Opens a text file without a header whose columns these are.
    ///
    /// # Errors
    /// If the file does not exist, cannot be read, or has other columns.
    pub fn open_columns(data: &str, columns: &Columns) -> Result<Self> {
        let (mut files, file) = match Source::find(data)? {
            Source::OwnFile(files, file) => (files, file),
            Source::MovieLens(_, files, ratings) if !Path::new(data).is_dir() => (files, ratings),
            _ => {
                let problem = "its columns are known already";
                return Err(Error::data(data, problem, "leave out --columns, or name a text file"));
            }
        };
        let path = files.path(&file);
        own_file::read(data, &path, files.open(&file)?, Some(columns))
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
        if is_zip(&path)? { in_archive(Archive::open(&path)?) } else { file(&path) }
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
    let there = only_format(&folder, &folder.0)?;
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

fn in_archive(archive: Archive) -> Result<Source> {
    if let Some(format) = only_format(&archive, &archive.path)? {
        return Ok(Source::MovieLens(format, Box::new(archive), format.ratings().to_owned()));
    }
    match archive.only_file() {
        Some(file) => {
            let file = file.to_owned();
            Ok(Source::OwnFile(Box::new(archive), file))
        }
        None => {
            let (problem, remedy) = if archive.is_document() {
                ("this is a document, such as a spreadsheet", "save it as CSV and name that file")
            } else if archive.is_empty() {
                ("the archive holds no file", "fetch it again, or pack it again")
            } else {
                let problem = "the archive holds neither a data set of MovieLens nor just one file";
                (problem, "unpack it and name the file with the ratings")
            };
            Err(Error::data(archive.path.display().to_string(), problem, remedy))
        }
    }
}

/// The format whose ratings are there; `None` if there are none.
fn only_format(files: &dyn Files, path: &Path) -> Result<Option<Format>> {
    let there: Vec<Format> =
        Format::ALL.into_iter().filter(|format| files.has(format.ratings())).collect();
    if let [one, other, ..] = there[..] {
        let problem = format!("there are both {} and {}", one.ratings(), other.ratings());
        return Err(Error::data(
            path.display().to_string(),
            problem,
            "name the file that you mean",
        ));
    }
    Ok(there.first().copied())
}

/// A file with ratings, of a release of MovieLens if the other files are beside it.
fn file(path: &Path) -> Result<Source> {
    let files = Box::new(Folder(path.parent().map_or_else(PathBuf::new, Path::to_owned)));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let plain = name.strip_suffix(".gz").unwrap_or(&name);
    let of_release = |format: &Format| format.has_ratings(plain) && files.has(format.films());
    Ok(match Format::ALL.into_iter().find(of_release) {
        Some(format) => Source::MovieLens(format, files, name),
        None => Source::OwnFile(files, name),
    })
}

fn ratings_files() -> String {
    let [one, two, three] = Format::ALL.map(Format::ratings);
    format!("{one}, {two}, {three} or a text file of your own")
}
