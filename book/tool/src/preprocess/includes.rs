//! `{{#include file:anchor}}`. mdBook has this too, but it stays silent when the anchor is missing,
//! and it keeps the indentation that the code has in its file.

use super::directives::directives;
use super::edit::Edit;
use crate::chapter::Chapter;
use crate::files::{read_text, resolved};
use crate::project::Project;
use anyhow::{Context, Result, ensure};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A file, or the part of it between two anchors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    file: String,
    /// The name of the anchors, if only a part is included.
    pub anchor: Option<String>,
}

/// All inclusions of a chapter, each with its place in the text.
pub fn includes(chapter: &Chapter) -> impl Iterator<Item = (Range<usize>, Include)> {
    let directives = directives(&chapter.text).into_iter();
    directives.filter(|directive| directive.name == "#include").filter_map(|directive| {
        let target = directive.words.first()?;
        let include = match target.split_once(':') {
            Some((file, anchor)) => {
                Include { file: file.to_owned(), anchor: Some(anchor.to_owned()) }
            }
            None => Include { file: target.clone(), anchor: None },
        };
        Some((directive.range, include))
    })
}

/// The code for all inclusions of a chapter. Whole files are left to mdBook.
pub fn edits(project: &Project, chapter: &Chapter) -> Vec<Edit> {
    let folder = chapter.folder(project);
    includes(chapter)
        .filter_map(|(range, include)| Some((range, include.text(project, &folder).transpose()?)))
        .collect()
}

impl Include {
    /// The included file, for a chapter in `folder`.
    pub fn path(&self, folder: &Path) -> PathBuf {
        resolved(folder, &self.file)
    }

    /// The lines between the anchors, for a chapter in `folder`: moved to the left margin and
    /// without other anchors. Nothing without an anchor.
    pub fn text(&self, project: &Project, folder: &Path) -> Result<Option<String>> {
        let path = self.path(folder);
        let shown = project.shown(&path).display().to_string();
        let source = read_text(&path).with_context(|| format!("{shown} cannot be included"))?;
        let Some(anchor) = &self.anchor else { return Ok(None) };
        ensure!(
            !anchor.starts_with(|c: char| c.is_ascii_digit() || c == ':'),
            "{shown} is included by line numbers, which drift; give it an anchor"
        );
        let line_with = |mark: &str| {
            let found = source.lines().position(|line| anchor_in(line, mark) == Some(anchor));
            found.with_context(|| format!("{shown} has no `// {mark}: {anchor}`"))
        };
        let start = line_with("ANCHOR")? + 1;
        let end = line_with("ANCHOR_END")?;
        ensure!(start < end, "there is nothing between the anchors {anchor} in {shown}");

        let is_anchor = |line: &str| {
            ["ANCHOR", "ANCHOR_END"].iter().any(|mark| anchor_in(line, mark).is_some())
        };
        let mut lines: Vec<&str> = source.lines().take(end).skip(start).collect();
        lines.retain(|line| !is_anchor(line));
        let indented = lines.iter().filter(|line| !line.trim().is_empty());
        let indent = indented.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
        for line in &mut lines {
            *line = line.get(indent..).unwrap_or_default();
        }
        Ok(Some(lines.join("\n")))
    }
}

/// The anchor that a line of source opens (`ANCHOR`) or closes (`ANCHOR_END`).
pub fn anchor_in<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let comment = line.trim_start().trim_start_matches(['/', '#']).trim_start();
    comment.strip_prefix(mark)?.strip_prefix(':').map(str::trim)
}
