//! Data sets by the files that they consist of, wherever these are.

use super::Dataset;
#[cfg(feature = "files")]
use super::builtin;
use super::formats::own_file::{self, Names};
use super::formats::{Columns, Files, movielens_100k, movielens_csv, movielens_dat, unreadable};
use super::packed::{Archive, decompressed, is_zip};
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};

/// The releases' formats, which are known by the names of their files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    MovieLens100k,
    MovieLensDat,
    MovieLensCsv,
}

impl Format {
    pub(super) const ALL: [Self; 3] = [Self::MovieLens100k, Self::MovieLensDat, Self::MovieLensCsv];

    /// The file with the ratings.
    pub(super) fn ratings(self) -> &'static str {
        match self {
            Self::MovieLens100k => movielens_100k::RATINGS,
            Self::MovieLensDat => movielens_dat::RATINGS,
            Self::MovieLensCsv => movielens_csv::RATINGS,
        }
    }

    /// The file with the films.
    pub(super) fn films(self) -> &'static str {
        match self {
            Self::MovieLens100k => movielens_100k::FILMS,
            Self::MovieLensDat => movielens_dat::FILMS,
            Self::MovieLensCsv => movielens_csv::FILMS,
        }
    }

    /// The columns of its ratings, if they have no header.
    fn columns(self) -> Option<Columns> {
        let columns = (self != Self::MovieLensCsv).then_some("user,item,rating,timestamp")?;
        Some(columns.parse().expect("columns of ratings"))
    }

    /// Whether a file with this name holds ratings in this format: the whole, or a part of them.
    pub(super) fn has_ratings(self, file: &str) -> bool {
        let is_part = |name: &str| name.ends_with(".base") || name.ends_with(".test");
        file == self.ratings() || self == Self::MovieLens100k && is_part(file)
    }

    /// # Errors
    /// If a file is missing or cannot be read.
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
    #[cfg(feature = "files")]
    Builtin,
    /// A release of MovieLens, with the file that holds its ratings.
    MovieLens(Format, Box<dyn Files>, String),
    /// A file of the reader's own.
    OwnFile(String, Box<dyn Files>),
}

impl Dataset {
    /// Reads a data set from the content of its files, each with its name: a release of MovieLens, a
    /// text of ratings, a `.gz` or a `.zip`. The formats are those of [`open`](Self::open), without a disk.
    ///
    /// # Errors
    /// If they are not just one data set, or cannot be read; the message says where and what to do.
    pub fn from_memory(files: Vec<(String, Vec<u8>)>) -> Result<Self> {
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let name = names.join(", ");
        Source::in_memory(&name, files)?.read(&name, None)
    }
}

impl Source {
    /// # Errors
    /// If there is not just one data set in the files.
    fn in_memory(name: &str, mut files: Vec<(String, Vec<u8>)>) -> Result<Self> {
        if let [(_, content)] = files.as_mut_slice()
            && is_zip(content.as_slice()).is_ok_and(|is_zip| is_zip)
        {
            let content = Cursor::new(std::mem::take(content));
            return in_archive(Archive::new(name.to_owned(), content)?);
        }
        let files = InMemory(files.into_iter().collect());
        if let Some(format) = only_format(&files, name)?.filter(|format| files.has(format.films()))
        {
            return Ok(Self::MovieLens(format, Box::new(files), format.ratings().to_owned()));
        }
        match files.0.keys().map(String::as_str).collect::<Vec<_>>()[..] {
            [file] => Ok(Self::OwnFile(file.to_owned(), Box::new(files))),
            _ => {
                let problem = "the files are not those of a release of MovieLens";
                Err(Error::data(name, problem, "pick the file with the ratings alone"))
            }
        }
    }

    /// Reads the data set, called `name`. `columns` are those of a text without a header.
    ///
    /// # Errors
    /// If a file cannot be read, or `columns` say what is known already.
    pub(super) fn read(self, name: &str, columns: Option<&Columns>) -> Result<Dataset> {
        match self {
            Self::OwnFile(file, mut files) => {
                let path = files.path(&file);
                let of_release =
                    Format::ALL.into_iter().find(|format| format.has_ratings(plain(&file)));
                let known = of_release.and_then(Format::columns);
                let names = match (columns, &known) {
                    (Some(columns), _) => Names::Given(columns),
                    (None, Some(known)) => Names::HeaderOr(known),
                    (None, None) => Names::Header,
                };
                own_file::read(name, &path, files.open(&file)?, names)
            }
            _ if columns.is_some() => {
                let problem = "its columns are known already";
                Err(Error::data(name, problem, "leave out --columns, or name a text file"))
            }
            #[cfg(feature = "files")]
            Self::Builtin => Ok(builtin::dataset()),
            Self::MovieLens(format, mut files, ratings) => {
                format.read(name, files.as_mut(), &ratings)
            }
        }
    }
}

/// Files in memory, by name. `NAME.gz` counts as `NAME`.
struct InMemory(BTreeMap<String, Vec<u8>>);

impl InMemory {
    fn find(&self, file: &str) -> Option<(&String, &Vec<u8>)> {
        self.0.get_key_value(file).or_else(|| self.0.get_key_value(&format!("{file}.gz")))
    }
}

impl Files for InMemory {
    fn path(&self, file: &str) -> String {
        self.find(file).map_or(file, |(name, _)| name).to_owned()
    }

    fn has(&self, file: &str) -> bool {
        self.find(file).is_some()
    }

    fn leaves_out(&self, file: &str) -> bool {
        !self.has(file)
    }

    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>> {
        let content = self.find(file).map(|(_, content)| content.as_slice());
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let opened = content.ok_or_else(missing).and_then(decompressed);
        opened.map_err(|source| unreadable(file, source))
    }
}

/// The data set in an archive.
///
/// # Errors
/// If there is not just one.
pub(super) fn in_archive<R: Read + Seek + 'static>(archive: Archive<R>) -> Result<Source> {
    if let Some(format) = only_format(&archive, &archive.path)? {
        return Ok(Source::MovieLens(format, Box::new(archive), format.ratings().to_owned()));
    }
    match archive.only_file() {
        Some(file) => {
            let file = file.to_owned();
            Ok(Source::OwnFile(file, Box::new(archive)))
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
            Err(Error::data(archive.path, problem, remedy))
        }
    }
}

/// The format whose ratings are there; `None` if there are none.
///
/// # Errors
/// If there are several.
pub(super) fn only_format(files: &dyn Files, path: &str) -> Result<Option<Format>> {
    let there: Vec<Format> =
        Format::ALL.into_iter().filter(|format| files.has(format.ratings())).collect();
    if let [one, other, ..] = there[..] {
        let problem = format!("there are both {} and {}", one.ratings(), other.ratings());
        return Err(Error::data(path, problem, "name the file that you mean"));
    }
    Ok(there.first().copied())
}

/// The name of a file without the `.gz` at its end.
pub(super) fn plain(file: &str) -> &str {
    file.strip_suffix(".gz").unwrap_or(file)
}
