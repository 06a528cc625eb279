//! The files of a folder on disk, each as it is or as a .gz.

use super::formats::{Files, unreadable};
use super::packed::decompressed;
use crate::{Error, Result};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

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
