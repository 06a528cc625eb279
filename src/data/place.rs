//! Where the files of a data set are: in a folder, in a .zip, each as it is or as a .gz.

use super::formats::{Files, unreadable};
use crate::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The first bytes of compressed files.
const GZIP: &[u8] = b"\x1f\x8b";
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", EMPTY_ZIP];
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Files by which to know the documents of office programs, which are archives too.
const IN_DOCUMENTS: [&str; 3] = ["[Content_Types].xml", "mimetype", "Document.iwa"];

/// The files in a folder. `NAME.gz` counts as `NAME`.
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    /// The path of a file, or of its `.gz`.
    fn find(&self, file: &str) -> Option<PathBuf> {
        [file.to_owned(), format!("{file}.gz")]
            .map(|name| self.0.join(name))
            .into_iter()
            .find(|path| path.is_file())
    }
}

impl Files for Folder {
    fn path(&self, file: &str) -> String {
        let path = self.find(file).unwrap_or_else(|| self.0.join(file));
        path.display().to_string()
    }

    fn has(&self, file: &str) -> bool {
        self.find(file).is_some()
    }

    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>> {
        let path = self.find(file).unwrap_or_else(|| self.0.join(file));
        open_file(&path)
    }
}

/// The files in a .zip, whatever folders they are in there.
pub(super) struct Archive {
    pub(super) path: PathBuf,
    archive: ZipArchive<BufReader<File>>,
    /// The places of the files in the archive, by name; folders may hold several of one name.
    places: BTreeMap<String, Vec<usize>>,
}

impl Archive {
    /// # Errors
    /// If the file is not a whole archive.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let fault = |problem: String| {
            let remedy = "fetch it again, or unpack it yourself and name the file with the ratings";
            Error::data(path.display().to_string(), problem, remedy)
        };
        let file = File::open(path).map_err(|source| unreadable(path, source))?;
        let mut archive =
            ZipArchive::new(BufReader::new(file)).map_err(|error| fault(error.to_string()))?;
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for place in 0..archive.len() {
            let entry = archive.by_index_raw(place).map_err(|error| fault(error.to_string()))?;
            let name = entry.name().map_err(|error| fault(error.to_string()))?;
            let base = name.rsplit(['/', '\\']).next().unwrap_or(&name);
            // What macOS adds to every archive is no data.
            if entry.is_dir() || name.starts_with("__MACOSX/") || base.starts_with('.') {
                continue;
            }
            let base = base.strip_suffix(".gz").unwrap_or(base);
            places.entry(base.to_owned()).or_default().push(place);
        }
        Ok(Self { path: path.to_owned(), archive, places })
    }

    /// The name of its file, if there is just one.
    pub(super) fn only_file(&self) -> Option<&str> {
        let mut names = self.places.keys();
        names.next().filter(|_| names.next().is_none()).map(String::as_str)
    }

    /// Whether it is a document of an office program, such as a spreadsheet.
    pub(super) fn is_document(&self) -> bool {
        IN_DOCUMENTS.iter().any(|file| self.has(file))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }
}

impl Files for Archive {
    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.path.display())
    }

    fn has(&self, file: &str) -> bool {
        self.places.contains_key(file)
    }

    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>> {
        let path = PathBuf::from(self.path(file));
        let place = match self.places.get(file).map(Vec::as_slice) {
            None => return Err(unreadable(&path, io::ErrorKind::NotFound.into())),
            Some(&[place]) => place,
            Some(several) => {
                let n = several.len();
                let problem = format!("{n} files of the archive have this name");
                let remedy = "unpack it, and name the folder or the file that you mean";
                return Err(Error::data(path.display().to_string(), problem, remedy));
            }
        };
        let content = self.archive.by_index(place).map_err(|error| {
            Error::data(path.display().to_string(), error.to_string(), "unpack it yourself")
        })?;
        decompressed(content).map_err(|source| unreadable(&path, source))
    }
}

/// Whether a file is a .zip, whatever its name.
///
/// # Errors
/// If it cannot be read.
pub(super) fn is_zip(path: &Path) -> Result<bool> {
    let mut file = File::open(path).map_err(|source| unreadable(path, source))?;
    let start = start(&mut file, EMPTY_ZIP.len()).map_err(|source| unreadable(path, source))?;
    Ok(ZIP.contains(&start.as_slice()))
}

/// The content of a file on disk, unpacked if it is a .gz.
///
/// # Errors
/// If there is no such file, or it cannot be read. What is not a file, such as a pipe into which nothing
/// is written, is left alone.
pub(super) fn open_file(path: &Path) -> Result<Box<dyn Read>> {
    let fault = |source| unreadable(path, source);
    if !path.metadata().map_err(fault)?.is_file() {
        let remedy = "put an ordinary file there, or name another";
        return Err(Error::data(path.display().to_string(), "this is not a file", remedy));
    }
    decompressed(File::open(path).map_err(fault)?).map_err(fault)
}

/// The content of a file, unpacked if it is a .gz, whatever its name.
fn decompressed<'f>(mut content: impl Read + 'f) -> io::Result<Box<dyn Read + 'f>> {
    let start = start(&mut content, GZIP.len())?;
    let is_gzip = start == GZIP;
    let whole = Cursor::new(start).chain(content);
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(BufReader::new(whole))) } else { Box::new(whole) })
}

fn start(content: &mut impl Read, n: usize) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(n);
    content.take(n as u64).read_to_end(&mut start)?;
    Ok(start)
}
