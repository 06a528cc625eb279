//! Writing a file, whole or not at all.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io, process};

/// Writes `content` to `path`, making its folder if need be.
///
/// It goes to a temporary file beside the target first, which then takes its name: whoever reads the
/// target finds the old file or the new one, never half of it.
///
/// # Errors
/// What the operating system said, and of which file or folder.
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<(), (PathBuf, io::Error)> {
    static DRAFTS: AtomicUsize = AtomicUsize::new(0);
    let folder = path.parent().unwrap_or(Path::new(""));
    // A bare file name has the empty path for its folder: the current one, which is there.
    if !folder.as_os_str().is_empty() {
        fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error))?;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // The process id keeps two runs that write the same file out of each other's way, and the
    // number two threads.
    let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".{name}.{}-{number}.tmp", process::id()));
    let written = fs::write(&draft, content)
        .map_err(|error| (draft.clone(), error))
        .and_then(|()| fs::rename(&draft, path).map_err(|error| (path.to_owned(), error)));
    if written.is_err() {
        // The first error is the one to report; a draft that was never made cannot be removed
        // either.
        let _ = fs::remove_file(&draft);
    }
    written
}
