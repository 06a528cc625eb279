//! The chapters, as their authors wrote them.

use crate::fault::Fault;
use crate::files::{files_in, resolved, slashed};
use crate::project::Project;
use anyhow::Result;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A chapter's file and text; or those of the README, which has claims like a chapter.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The path from the folder of the chapters.
    pub file: PathBuf,
    /// The Markdown.
    pub text: String,
}

impl Chapter {
    /// The pieces of the Markdown, each with its place in the text.
    pub fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM
            | Options::ENABLE_MATH;
        Parser::new_ext(&self.text, options).into_offset_iter()
    }

    /// The places of all code, both inline and in blocks.
    pub fn code(&self) -> Vec<Range<usize>> {
        self.events()
            .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
            .map(|(_, range)| range)
            .collect()
    }

    /// The folder that relative paths in the chapter start from.
    pub fn folder(&self, project: &Project) -> PathBuf {
        project.chapters().join(self.file.parent().unwrap_or(Path::new("")))
    }

    /// The path from the chapter's page to the root of the book: empty, or one `../` a folder.
    pub fn root(&self) -> String {
        "../".repeat(self.file.components().count() - 1)
    }

    /// The path from the root of the repository.
    pub fn path(&self) -> PathBuf {
        resolved(Path::new("book/src"), &self.file)
    }

    /// The built page, as a path from the folder of the pages, with slashes.
    pub fn page(&self) -> String {
        slashed(&self.file.with_extension("html"))
    }

    /// A fault in the line that holds the byte `offset`.
    pub fn fault(&self, offset: usize, message: impl Display) -> Fault {
        let line = self.text[..offset].matches('\n').count() + 1;
        Fault::in_line(self.path(), line, message)
    }
}

/// Every Markdown file of the book except the summary.
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

/// The README, if there is one.
pub fn readme(project: &Project) -> Result<Option<Chapter>> {
    let path = project.root().join("README.md");
    if !path.exists() {
        return Ok(None);
    }
    Ok(Some(Chapter { file: Path::new("../../README.md").to_owned(), text: project.read(&path)? }))
}

/// The figures that the chapters show, as paths from the folder of the chapters.
pub fn figures_shown(chapters: &[Chapter]) -> BTreeSet<PathBuf> {
    let links = chapters.iter().flat_map(|chapter| chapter.text.split("](").skip(1));
    links
        .filter_map(|link| {
            let (_, place) = link.split_once(')')?.0.split_once("figures/")?;
            Some(Path::new("figures").join(place))
        })
        .collect()
}

/// The files of recorded figures that no chapter shows.
pub fn figures_not_shown(project: &Project, shown: &BTreeSet<PathBuf>) -> Result<Vec<PathBuf>> {
    let mut files = files_in(&project.figures())?;
    files.retain(|path| {
        let place = path.strip_prefix(project.chapters()).unwrap_or(path);
        !shown.contains(&place.with_extension("svg"))
    });
    Ok(files)
}
