//! Grades again whenever an answer is saved.
//!
//! It asks a dozen files for the time of their last change, three times a second. The cost is too
//! small to measure, and no package for watching files on each system is needed.

use crate::{root, say};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};

/// Grades at once and after each change, until it is interrupted.
pub fn watch(mut grade: impl FnMut() -> Result<bool>) -> Result<bool> {
    loop {
        let before = last_changes()?;
        if let Err(error) = grade() {
            eprintln!("error: {error:#}");
        }
        say("\nWaiting for you to save. Ctrl-C stops it.\n");
        while last_changes()? == before {
            thread::sleep(Duration::from_millis(300));
        }
    }
}

fn last_changes() -> Result<Vec<(PathBuf, SystemTime)>> {
    let mut times = Vec::new();
    let entries = match fs::read_dir(root().join("src/exercises")) {
        Ok(entries) => entries,
        // `--reset` in another terminal makes it again.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(times),
        Err(error) => return Err(error).context("src/exercises"),
    };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            // An editor may be replacing the file right now.
            let Ok(file) = path.metadata() else { continue };
            times.push((path, file.modified()?));
        }
    }
    times.sort();
    Ok(times)
}
