//! All chapters, as files of Markdown.

use crate::project::Project;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A chapter's file, from the folder of the chapters, and its text.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The path from the folder of the chapters.
    pub file: PathBuf,
    /// The Markdown.
    pub text: String,
}

/// All files of Markdown in the book, the summary aside.
///
/// # Errors
/// If one cannot be read.
pub fn chapters(project: &Project) -> Result<Vec<Chapter>> {
    let folder = project.chapters();
    let mut chapters = Vec::new();
    for path in files_in(&folder)? {
        let file = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
        if path.extension().is_some_and(|ending| ending == "md") && file != Path::new("SUMMARY.md")
        {
            chapters.push(Chapter { text: project.read(&path)?, file });
        }
    }
    Ok(chapters)
}

/// The figures that the chapters show, as paths from the folder of the chapters.
///
/// # Errors
/// If a chapter cannot be read.
pub fn figures_shown(project: &Project) -> Result<BTreeSet<PathBuf>> {
    let chapters = chapters(project)?;
    Ok(chapters.iter().flat_map(|chapter| figures_in(&chapter.text)).collect())
}

/// The figures that a text names.
fn figures_in(text: &str) -> impl Iterator<Item = PathBuf> {
    text.split("](").skip(1).filter_map(|link| {
        let (_, place) = link.split_once(')')?.0.split_once("figures/")?;
        Some(Path::new("figures").join(place))
    })
}

/// All files in a folder and the folders in it, in order. None where there is no such folder.
///
/// # Errors
/// If a folder cannot be read.
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
