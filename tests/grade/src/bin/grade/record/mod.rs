//! Grades as files: for programs, for tools that read test reports, and for people.

mod junit;
mod summary;

use crate::run::Grades;
use crate::selection::{Chosen, Selection, chapters, in_chapter};
use crate::state::State;
use anyhow::{Context, Result};
use clap::Args;
use grade::{escaped, write_whole};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// The files that were asked for.
#[derive(Args)]
#[group(id = "files", multiple = true, conflicts_with = "action")]
pub struct Files {
    /// Writes the grades to a file: as JSON, or as JUnit XML if its name ends in .xml
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Writes them as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Writes a table of the progress in Markdown
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

impl Files {
    /// Whether there are any.
    pub fn any(&self) -> bool {
        self.report.is_some() || self.junit.is_some() || self.summary.is_some()
    }

    /// Writes each of them whole or not at all.
    pub fn write(&self, selection: &Selection, grades: &Grades) -> Result<()> {
        let record = Record::new(selection, grades);
        if let Some(file) = &self.report {
            let is_xml = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"));
            let text = if is_xml { junit::text(&record)? } else { record.json()? };
            write(file, &text)?;
        }
        if let Some(file) = &self.junit {
            write(file, &junit::text(&record)?)?;
        }
        if let Some(file) = &self.summary {
            write(file, &summary::text(&record))?;
        }
        Ok(())
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    // `cargo grade` may be called in any folder of the repository, and a path counts from there.
    let whole = std::path::absolute(file).and_then(|path| write_whole(&path, text.as_bytes()));
    whole.with_context(|| format!("{} cannot be written", file.display()))
}

/// How the exercises stand. The page for teachers describes the fields; what changes their meaning
/// changes `schema`.
#[derive(Serialize)]
struct Record {
    schema: u32,
    points: usize,
    of: usize,
    /// The name of the first exercise that is not solved.
    next: Option<String>,
    chapters: Vec<ChapterRecord>,
}

#[derive(Serialize)]
struct ChapterRecord {
    chapter: String,
    points: usize,
    of: usize,
    next: Option<String>,
    exercises: Vec<ExerciseRecord>,
}

#[derive(Serialize)]
struct ExerciseRecord {
    exercise: String,
    state: &'static str,
    points: usize,
    of: usize,
    place: String,
    page: String,
    /// The rest is `null` where it is not known.
    input: Option<String>,
    got: Option<String>,
    expected: Option<String>,
    why: Option<String>,
    /// For people.
    #[serde(skip)]
    words: &'static str,
    #[serde(skip)]
    reason: String,
}

impl Record {
    fn new(selection: &Selection, grades: &Grades) -> Self {
        let of_chapter = |chapter| {
            let chosen = in_chapter(&selection.chosen, chapter);
            let exercises: Vec<_> = chosen
                .iter()
                .filter_map(|c| Some(ExerciseRecord::new(c, grades.state(c)?)))
                .collect();
            ChapterRecord {
                chapter: chapter.name.clone(),
                points: exercises.iter().map(|e| e.points).sum(),
                of: exercises.iter().map(|e| e.of).sum(),
                next: grades.next(&chosen).map(|c| c.exercise.name.clone()),
                exercises,
            }
        };
        let chapters: Vec<ChapterRecord> = chapters(&selection.chosen).map(of_chapter).collect();
        Self {
            schema: 1,
            points: chapters.iter().map(|c| c.points).sum(),
            of: chapters.iter().map(|c| c.of).sum(),
            next: grades.next(&selection.chosen).map(|c| c.exercise.name.clone()),
            chapters,
        }
    }

    fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The exercise to go on with.
    fn next(&self) -> Option<&ExerciseRecord> {
        let all = || self.chapters.iter().flat_map(|chapter| &chapter.exercises);
        all().find(|e| Some(&e.exercise) == self.next.as_ref())
    }
}

impl ExerciseRecord {
    fn new(chosen: &Chosen, state: &State) -> Self {
        let reason = state.reason();
        // Compilers and answers speak here, so nothing may have power over what shows it.
        let part = |text: Option<&str>| text.map(escaped);
        Self {
            exercise: chosen.exercise.name.clone(),
            state: state.word(),
            points: usize::from(*state == State::Solved),
            of: 1,
            place: chosen.place(),
            page: chosen.exercise.page.clone(),
            input: part(reason.input),
            got: part(reason.got),
            expected: part(reason.expected),
            why: part(reason.why),
            words: state.words(),
            reason: escaped(&reason.lines()),
        }
    }
}
