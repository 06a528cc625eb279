//! Grades again whenever an answer is saved.
//!
//! It asks a dozen files for the time of their last change, three times a second. The cost is too
//! small to measure, and no package for watching files on each system is needed.

use crate::{root, say};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

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
    for entry in std::fs::read_dir(root().join("src/exercises")).context("src/exercises")? {
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
