//! `{{#include file:anchor}}`. mdBook has it too, but says nothing when the anchor is missing, and
//! leaves the code as far to the right as it stands in its file.

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
    /// The inclusion of a region, as if it stood at the start of a text.
    pub fn anchor(file: String, anchor: &str) -> Self {
        Self { range: 0..0, file, anchor: Some(anchor.to_owned()) }
    }

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

    /// What a chapter in `folder` shows of the file: the lines between the anchors, moved to the left
    /// margin and without anchors of other regions. Without an anchor it is left to mdBook.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn text(&self, project: &Project, folder: &Path) -> Result<Option<String>, String> {
        let path = self.path(folder);
        let shown = project.shown(&path).display().to_string();
        let source = fs::read_to_string(&path)
            .map_err(|error| format!("{shown} cannot be included: {error}"))?;
        let Some(anchor) = &self.anchor else { return Ok(None) };
        if anchor.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
            return Err(format!(
                "{shown} is included by line numbers, which drift; give it an anchor"
            ));
        }
        let line_with = |mark: &str| {
            let found = source.lines().position(|line| anchor_in(line, mark) == Some(anchor));
            found.ok_or_else(|| format!("{shown} has no `// {mark}: {anchor}`"))
        };
        let (start, end) = (line_with("ANCHOR")? + 1, line_with("ANCHOR_END")?);
        if end <= start {
            return Err(format!("nothing stands between the anchors {anchor} in {shown}"));
        }
        let is_anchor = |line: &str| {
            ["ANCHOR", "ANCHOR_END"].iter().any(|mark| anchor_in(line, mark).is_some())
        };
        let lines: Vec<&str> =
            source.lines().skip(start).take(end - start).filter(|line| !is_anchor(line)).collect();
        let indent = lines.iter().filter(|line| !line.trim().is_empty());
        let indent = indent.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
        let lines: Vec<&str> =
            lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect();
        Ok(Some(lines.join("\n")))
    }
}

/// The anchor that a line of source opens (`ANCHOR`) or closes (`ANCHOR_END`).
pub fn anchor_in<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let comment = line.trim_start().trim_start_matches(['/', '#']).trim_start();
    comment.strip_prefix(mark)?.strip_prefix(':').map(str::trim)
}
