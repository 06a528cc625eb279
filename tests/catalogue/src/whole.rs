//! Files that are written whole or not at all: aside first, then moved into place.

use std::path::Path;
use std::{fs, io};
use tempfile::{Builder, NamedTempFile};

/// Writes a file, in place of an older one if there is one, and makes its folder if need be. Where the
/// name is a link to a file, that file is written.
///
/// # Errors
/// If it cannot be written; then everything is as it was.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    draft(&path, content)?.persist(path)?;
    Ok(())
}

/// Writes a file under a name that is free.
///
/// # Errors
/// As [`write_whole`], and if the name is taken.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    draft(path, content)?.persist_noclobber(path)?;
    Ok(())
}

/// A file with this content beside `path`.
fn draft(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    let mut builder = Builder::new();
    // Temporary files are private to their owner by default; this one gets the usual permissions.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    let mut draft = builder.tempfile_in(folder)?;
    io::Write::write_all(&mut draft, content)?;
    Ok(draft)
}
