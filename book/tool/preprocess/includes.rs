//! mdBook's `{{#include file:anchor}}`, which itself says nothing when the anchor is missing.

use crate::project::Project;
use std::path::{Path, PathBuf};
use std::{fs, ops::Range};

/// One inclusion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// Where it stands in the chapter.
    pub range: Range<usize>,
    /// The included file, as the chapter names it.
    pub file: String,
    /// The anchor, if one is named.
    pub anchor: Option<String>,
}

/// All inclusions of a chapter.
pub fn includes(text: &str) -> Vec<Include> {
    const OPENING: &str = "{{#include ";
    text.match_indices(OPENING)
        .filter_map(|(start, _)| {
            let inner = text[start + OPENING.len()..].split_once("}}")?.0;
            let (file, anchor) = match inner.trim().split_once(':') {
                Some((file, anchor)) => (file, Some(anchor.to_owned())),
                None => (inner.trim(), None),
            };
            let range = start..start + OPENING.len() + inner.len() + 2;
            Some(Include { range, file: file.to_owned(), anchor })
        })
        .collect()
}

impl Include {
    /// The included file, seen from a chapter in `folder`, with `..` taken back.
    pub fn path(&self, folder: &Path) -> PathBuf {
        let mut path = PathBuf::new();
        for part in folder.join(&self.file).components() {
            match part {
                std::path::Component::ParentDir => drop(path.pop()),
                part => path.push(part),
            }
        }
        path
    }

    /// Checks that a chapter in `folder` finds what it includes.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn check(&self, project: &Project, folder: &Path) -> Result<(), String> {
        let path = self.path(folder);
        let shown = project.shown(&path).display().to_string();
        let source = fs::read_to_string(&path)
            .map_err(|error| format!("{shown} cannot be included: {error}"))?;
        let Some(anchor) = &self.anchor else { return Ok(()) };
        if anchor.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
            return Err(format!(
                "{shown} is included by line numbers, which drift; give it an anchor"
            ));
        }
        let has = |mark: &str| source.lines().any(|line| anchor_in(line, mark) == Some(anchor));
        for mark in ["ANCHOR", "ANCHOR_END"] {
            if !has(mark) {
                return Err(format!("{shown} has no `// {mark}: {anchor}`"));
            }
        }
        Ok(())
    }
}

/// The anchor that a line of source opens (`ANCHOR`) or closes (`ANCHOR_END`).
pub fn anchor_in<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let comment = line.trim_start().trim_start_matches(['/', '#']).trim_start();
    comment.strip_prefix(mark)?.strip_prefix(':').map(str::trim)
}
