//! Writing a file, whole or not at all.

use crate::{Error, Result};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `content` to `path`, making its folder if need be.
///
/// The content goes to a temporary file beside the target, which is then renamed to it. So a reader of
/// the target finds the old file or the new one, never half of it.
///
/// # Errors
/// If the folder or the file cannot be written; the message names it.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder).map_err(|source| cannot_write(&folder, source))?;
    let mut builder = tempfile::Builder::new();
    // Temporary files are private to their owner by default; this one gets the usual permissions.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut draft = builder.tempfile_in(&folder).map_err(|source| cannot_write(&folder, source))?;
    draft.write_all(content).map_err(|source| cannot_write(path, source))?;
    draft.persist(path).map_err(|error| cannot_write(path, error.error))?;
    Ok(())
}

fn cannot_write(path: &Path, source: io::Error) -> Error {
    let remedy = "choose a folder that can be written to".to_owned();
    Error::Io { path: path.to_owned(), source, remedy }
}
