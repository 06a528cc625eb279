//! One chapter on its way to mdBook.

use super::directives::{Directive, directives};
use super::includes::{self, Include};
use super::{exercises, figures, formulas, values};
use crate::fault::Fault;
use crate::project::Project;
use crate::records::Records;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A chapter's file and text.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    project: &'a Project,
    /// The file, from the folder of the chapters.
    file: &'a Path,
    pub(super) text: &'a str,
}

/// What takes the place of a part of a text.
pub(super) type Edit = (Range<usize>, String);

impl<'a> Page<'a> {
    /// The chapter in `file`, a path from the folder of the chapters.
    pub fn new(project: &'a Project, file: &'a Path, text: &'a str) -> Self {
        Self { project, file, text }
    }

    /// The chapter with all of the workbook's notation expanded. What cannot be expanded stays, and
    /// is added to the faults.
    pub fn expand(&self, faults: &mut Vec<Fault>) -> String {
        // Values first, because they may stand in a formula; no line moves by that.
        let text = self.values(faults);
        let page = Page { text: &text, ..*self };
        let mut edits = page.directives(faults);
        edits.extend(formulas::edits(&page, faults));
        edits.extend(figures::edits(&page, faults));
        edits.extend(page.includes(faults));
        edited(&text, edits)
    }

    /// The chapter's Markdown, each piece with where it stands.
    pub fn events(&self) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM
            | Options::ENABLE_MATH;
        Parser::new_ext(self.text, options).into_offset_iter()
    }

    /// A fault in the line that holds the byte `offset`.
    pub fn fault(&self, offset: usize, message: impl Into<String>) -> Fault {
        Fault::at(&Path::new("book/src").join(self.file), self.text, offset, message)
    }

    /// The folder that relative paths in the chapter start from.
    pub fn folder(&self) -> PathBuf {
        self.project.chapters().join(self.file.parent().unwrap_or(Path::new("")))
    }

    /// The text with the value directives expanded.
    fn values(&self, faults: &mut Vec<Fault>) -> String {
        let records = Records::of(self.project);
        let code = self.code();
        let mut edits = Vec::new();
        for Directive { range, words, .. } in directives(self.text)
            .into_iter()
            .filter(|directive| directive.name == "value" && !within(&code, &directive.range))
        {
            match values::expand(&words, &records) {
                Ok(value) => edits.push((range, value)),
                Err(message) => faults.push(self.fault(range.start, message)),
            }
        }
        edited(self.text, edits)
    }

    /// What becomes of the outputs and exercises. Outputs stand in blocks of code, the others do
    /// not.
    fn directives(&self, faults: &mut Vec<Fault>) -> Vec<Edit> {
        let records = Records::of(self.project);
        let code = self.code();
        let mut edits = Vec::new();
        for Directive { range, name, words } in directives(self.text) {
            let in_code = within(&code, &range);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let expanded = match (name.as_str(), words.as_slice()) {
                ("output", [record, start]) if in_code => records.paragraphs(record, start, 1),
                ("output", [record, start, count]) if in_code => match count.parse() {
                    Ok(count) => records.paragraphs(record, start, count),
                    Err(_) => Err(format!("expected a number of paragraphs, not {count}")),
                },
                ("output", _) => {
                    Err("expected {{output RECORD \"START\" [PARAGRAPHS]}} in a ```text block"
                        .into())
                }
                // What failed to expand has been reported with the values.
                (_, _) if in_code || name == "value" => continue,
                ("exercise", [name]) => self.exercise(name),
                _ => Err(format!("{} is not understood", &self.text[range.clone()])),
            };
            match expanded {
                Ok(expanded) => edits.push((range, expanded)),
                Err(message) => faults.push(self.fault(range.start, message)),
            }
        }
        edits
    }

    fn exercise(&self, name: &str) -> Result<String, String> {
        let catalogue = self.project.exercises().map_err(|error| format!("{error:#}"))?;
        let found = catalogue.exercises().find(|(_, exercise)| exercise.name == name);
        let (chapter, exercise) = found.ok_or_else(|| {
            let names: Vec<_> =
                catalogue.exercises().map(|(_, exercise)| &*exercise.name).collect();
            format!(
                "there is no exercise \"{name}\" in grade/catalogue.toml; there are: {}",
                names.join(", ")
            )
        })?;
        let stubs = Include::anchor(format!("grade/stubs/{}.rs", chapter.name), name);
        let stub = stubs.text(self.project, self.project.root())?.unwrap_or_default();
        Ok(exercises::expand(chapter, exercise, &stub))
    }

    fn includes(&self, faults: &mut Vec<Fault>) -> Vec<Edit> {
        let mut edits = Vec::new();
        for include in includes::includes(self.text) {
            match include.text(self.project, &self.folder()) {
                Ok(code) => edits.extend(code.map(|code| (include.range, code))),
                Err(message) => faults.push(self.fault(include.range.start, message)),
            }
        }
        edits
    }

    /// Where code stands.
    pub(super) fn code(&self) -> Vec<Range<usize>> {
        self.events()
            .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
            .map(|(_, range)| range)
            .collect()
    }
}

/// Whether a range lies in one of these.
pub(super) fn within(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    ranges.iter().any(|outer| outer.start <= range.start && range.end <= outer.end)
}

/// The text with all edits made.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for (range, replacement) in edits {
        // A formula in a figure's alternative text goes with the figure.
        if range.start < from {
            continue;
        }
        edited.push_str(&text[from..range.start]);
        edited.push_str(&replacement);
        from = range.end;
    }
    edited.push_str(&text[from..]);
    edited
}
