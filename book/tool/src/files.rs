//! Folders and paths.

use anyhow::{Context, Result};
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The text of a file, with line feeds alone at the ends of its lines, as the repository has them. A
/// clone may have carriage returns too.
pub fn read_text(path: &Path) -> io::Result<String> {
    Ok(with_line_feeds(&fs::read_to_string(path)?))
}

/// The text with line feeds alone at the ends of its lines.
pub fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// All files in a folder and its subfolders, sorted; none if the folder does not exist.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_in(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A path relative to `folder`, with every `..` resolved.
pub fn resolved(folder: &Path, path: impl AsRef<Path>) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            Component::CurDir => {}
            part => resolved.push(part),
        }
    }
    resolved
}

/// A path as addresses have it, on Windows too.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
