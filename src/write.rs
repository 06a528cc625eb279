//! Writing a file, whole or not at all.

use crate::{Error, Result};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How the name of a draft begins and ends.
const DRAFT: [&str; 2] = [".workbook-", ".draft"];

/// Writes `content` to `path`, making its folder if need be. Where the name is a link to a file, that file
/// is written.
///
/// The content goes to a draft beside the target, which is then renamed to it. So a reader of the target
/// finds the old file or the new one, never half of it. A run that is killed leaves its draft behind, and
/// the next one that writes into the folder removes it.
///
/// # Errors
/// If the folder or the file cannot be written, or if what has the name is not a file; the message names
/// it.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    check_file(path)?;
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder).map_err(|source| cannot_write(&folder, source))?;
    remove_abandoned_drafts(&folder);
    let mut draft = draft_in(&folder).map_err(|source| cannot_write(&folder, source))?;
    draft.write_all(content).map_err(|source| cannot_write(path, source))?;
    draft.persist(&target).map_err(|error| cannot_write(path, error.error))?;
    Ok(())
}

/// A new draft in `folder`, locked, so that others can see that it is being written.
fn draft_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(DRAFT[0]).suffix(DRAFT[1]);
    // Temporary files are private to their owner by default; this one gets the usual permissions.
    #[cfg(unix)]
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(permissions);
    loop {
        let draft = builder.tempfile_in(folder)?;
        match draft.as_file().try_lock() {
            Ok(()) if draft.path().exists() => return Ok(draft),
            // Before it was locked, another run took it for abandoned.
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // Where nothing can be locked, nothing is taken for abandoned.
            Err(TryLockError::Error(_)) => return Ok(draft),
        }
    }
}

/// Removes the drafts in `folder` that no run has locked, because the system gives up the locks of a run
/// that was killed. What cannot be looked at or removed stays.
fn remove_abandoned_drafts(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let [start, end] = DRAFT;
        let is_draft =
            name.to_str().is_some_and(|name| name.starts_with(start) && name.ends_with(end))
                && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_draft
            && let Ok(draft) = File::open(entry.path())
            && draft.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Checks that [`write_whole`] could write the file `path`, and leaves everything as it was.
///
/// # Errors
/// If something that is no file has this name, or see [`check_folder`].
pub fn check_file(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_file() => {}
        Ok(there) => {
            let kind = if there.is_dir() { "a folder" } else { "not a file" };
            let remedy = "choose a different name for the file";
            return Err(Error::data(path.display().to_string(), kind, remedy));
        }
        Err(error) if is_absent(&error) => {}
        Err(error) => return Err(cannot_write(path, error)),
    }
    check_folder(path.parent().unwrap_or(path))
}

/// Checks that files could be written into a folder, which need not exist yet, and leaves everything as
/// it was.
///
/// # Errors
/// If the folder, or the one that would hold it, cannot be written to; the message names it.
pub fn check_folder(folder: &Path) -> Result<()> {
    for folder in folder.ancestors() {
        let folder = if folder == Path::new("") { Path::new(".") } else { folder };
        match fs::metadata(folder) {
            Ok(there) if there.is_dir() => {
                let draft = tempfile::tempfile_in(folder);
                return draft.map(drop).map_err(|source| cannot_write(folder, source));
            }
            Ok(_) => return Err(cannot_write(folder, io::ErrorKind::NotADirectory.into())),
            Err(error) if is_absent(&error) => {}
            Err(error) => return Err(cannot_write(folder, error)),
        }
    }
    Ok(())
}

/// Whether a path leads nowhere; whatever is in its way is found by looking at the folders above it.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn cannot_write(path: &Path, source: io::Error) -> Error {
    let remedy = "choose a folder that can be written to".to_owned();
    Error::Io { path: path.to_owned(), source, remedy }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string();
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| name(entry).unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn drafts_of_killed_runs_are_removed_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        let in_work = draft_in(folder.path()).unwrap();
        let name = in_work.path().file_name().unwrap().to_str().unwrap().to_owned();
        // The end of a run closes its files and does nothing else.
        let (file, _) = draft_in(folder.path()).unwrap().keep().unwrap();
        drop(file);
        fs::write(folder.path().join(".workbook-notes"), "").unwrap();
        fs::create_dir(folder.path().join(".workbook-folder.draft")).unwrap();
        assert_eq!(names(folder.path()).len(), 4);
        for text in ["first", "second"] {
            write_whole(&target, text.as_bytes()).unwrap();
            let mut left = [&name, ".workbook-folder.draft", ".workbook-notes", "target"];
            left.sort();
            assert_eq!(names(folder.path()), left);
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        in_work.persist(&target).unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "", "what is in work can be finished");
    }

    #[test]
    fn writers_at_the_same_time_do_not_hinder_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        std::thread::scope(|scope| {
            for writer in 0..4_u8 {
                let target = &target;
                scope.spawn(move || {
                    for _ in 0..100 {
                        write_whole(target, &[writer; 10_000]).unwrap();
                    }
                });
            }
        });
        let content = fs::read(&target).unwrap();
        assert!(content.len() == 10_000 && content.iter().all(|byte| *byte == content[0]));
        assert_eq!(names(folder.path()), ["target"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_file_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_link(&link).unwrap(), file);
    }

    #[test]
    fn a_check_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old");
        fs::write(&old, "kept").unwrap();
        check_file(&old).unwrap();
        check_file(&folder.path().join("new/deep/file")).unwrap();
        check_folder(&folder.path().join("new/deep")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(&old).unwrap(), "kept");
    }

    #[test]
    fn what_could_not_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let is_named = |outcome: Result<()>, path: &Path| {
            let message = outcome.unwrap_err().to_string();
            assert!(message.starts_with(&format!("{}: ", path.display())), "{message}");
        };
        is_named(check_file(folder.path()), folder.path());
        is_named(check_file(&file.join("below/model")), &file);
        is_named(check_folder(&file), &file);
        let long = folder.path().join("y".repeat(300));
        let message = check_file(&long).unwrap_err().to_string();
        assert!(message.contains("yyy: "), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_replaced_by_a_file() {
        let message = check_file(Path::new("/dev/null")).unwrap_err().to_string();
        assert_eq!(message, "/dev/null: not a file; choose a different name for the file");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_not_a_file_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let message = write_whole(&socket, b"").unwrap_err().to_string();
        assert!(message.contains("socket: not a file; "), "{message}");
        assert!(!fs::metadata(&socket).unwrap().is_file());
    }
}
