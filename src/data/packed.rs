//! Files that are packed: a .zip, a .gz, or a .gz within a .zip.

use super::formats::{Files, unreadable};
use crate::{Error, Result};
use flate2::read::MultiGzDecoder;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read, Seek};
use zip::ZipArchive;

/// The first bytes of compressed files.
const GZIP: &[u8] = b"\x1f\x8b";
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", EMPTY_ZIP];
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// Files by which to know the documents of office programs, which are archives too.
const IN_DOCUMENTS: [&str; 3] = ["[Content_Types].xml", "mimetype", "Document.iwa"];

/// The files in a .zip, whatever folders they are in there.
pub(super) struct Archive<R> {
    /// What messages call the archive.
    pub(super) path: String,
    archive: ZipArchive<R>,
    /// The places of the files in the archive, by name; folders may hold several of one name.
    places: BTreeMap<String, Vec<usize>>,
}

impl<R: Read + Seek> Archive<R> {
    /// # Errors
    /// If the content is not a whole archive.
    pub(super) fn new(path: String, content: R) -> Result<Self> {
        let fault = |problem: String| {
            let remedy = "fetch it again, or unpack it yourself and name the file with the ratings";
            Error::data(path.clone(), problem, remedy)
        };
        let mut archive = ZipArchive::new(content).map_err(|error| fault(error.to_string()))?;
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
        Ok(Self { path, archive, places })
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

impl<R: Read + Seek> Files for Archive<R> {
    fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.path)
    }

    fn has(&self, file: &str) -> bool {
        self.places.contains_key(file)
    }

    fn open(&mut self, file: &str) -> Result<Box<dyn Read + '_>> {
        let path = self.path(file);
        let place = match self.places.get(file).map(Vec::as_slice) {
            None => return Err(unreadable(&path, io::ErrorKind::NotFound.into())),
            Some(&[place]) => place,
            Some(several) => {
                let n = several.len();
                let problem = format!("{n} files of the archive have this name");
                let remedy = "unpack it, and name the folder or the file that you mean";
                return Err(Error::data(path, problem, remedy));
            }
        };
        let content = self
            .archive
            .by_index(place)
            .map_err(|error| Error::data(&path, error.to_string(), "unpack it yourself"))?;
        decompressed(content).map_err(|source| unreadable(&path, source))
    }
}

/// Whether a content is a .zip, by its first bytes.
///
/// # Errors
/// If it cannot be read.
pub(super) fn is_zip(mut content: impl Read) -> io::Result<bool> {
    Ok(ZIP.contains(&start(&mut content, EMPTY_ZIP.len())?.as_slice()))
}

/// The content of a file, unpacked if it is a .gz, whatever its name.
pub(super) fn decompressed<'f>(mut content: impl Read + 'f) -> io::Result<Box<dyn Read + 'f>> {
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
