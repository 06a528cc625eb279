//! Runs the judges and collects their reports.

use crate::compile::{Compiled, compile};
use crate::ending::died;
use crate::printed::{Printed, Stream};
use crate::root;
use crate::selection::{Chosen, Selection};
use anyhow::{Context, Result};
use grade::{Judged, Outcome, REPORT};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use tempfile::NamedTempFile;

/// How the chosen exercises stand.
#[derive(Default)]
pub struct Grades {
    /// By the names of the exercises; those that do not compile are missing.
    pub outcomes: BTreeMap<String, Outcome>,
    /// What to say about answers that do not compile, by the names of the chapters.
    pub compile_errors: BTreeMap<String, String>,
    /// What the answers printed.
    pub printed: Printed,
}

/// Grades what was asked for.
pub fn run(selection: &Selection) -> Result<Grades> {
    let Compiled { judges, errors } = compile(selection)?;
    let mut grades = Grades { compile_errors: errors, ..Grades::default() };
    for (chapter, judge) in &judges {
        let chosen = selection.chosen.iter().filter(|c| c.chapter.name == *chapter);
        let mut left: Vec<&str> = chosen.map(|c| c.exercise.name.as_str()).collect();
        while !left.is_empty() {
            let Report { judged, status, last_words } = grades.add_report(judge, &left)?;
            left.drain(..judged);
            // An answer may end its judge, and the rest needs a new one. A judge that reports on some
            // and ends well stopped of its own accord.
            let died_on_the_next = !status.success() || judged == 0;
            if died_on_the_next && !left.is_empty() {
                grades.outcomes.insert(left.remove(0).to_owned(), died(status, &last_words));
            }
        }
    }
    Ok(grades)
}

/// How far a judge came, and how it ended.
struct Report {
    /// How many exercises it judged.
    judged: usize,
    status: ExitStatus,
    /// The end of what was on standard error.
    last_words: String,
}

impl Grades {
    /// Runs a judge on these exercises.
    fn add_report(&mut self, judge: &Path, exercises: &[&str]) -> Result<Report> {
        let file = NamedTempFile::new().context("there is no room for a judge's report")?;
        let mut child = Command::new(judge)
            .current_dir(root())
            .env(REPORT, file.path())
            .args(exercises)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| judge.display().to_string())?;
        let stdout = child.stdout.take().expect("it is piped");
        let stderr = child.stderr.take().expect("it is piped");
        let reader = thread::spawn(|| Stream::read(stdout));
        let stderr = Stream::read(stderr)?;
        let stdout = reader.join().expect("reading does not panic")?;
        let status = child.wait()?;
        let report = fs::read_to_string(file.path())?;
        for line in report.lines() {
            let Judged { exercise, outcome } = serde_json::from_str(line)?;
            self.outcomes.insert(exercise, outcome);
        }
        self.printed.add(&stdout);
        self.printed.add(&stderr);
        Ok(Report { judged: report.lines().count(), status, last_words: stderr.end() })
    }

    /// Whether the exercise is solved.
    pub fn solved(&self, chosen: &Chosen) -> bool {
        self.outcomes.get(&chosen.exercise.name) == Some(&Outcome::Solved)
    }

    /// The first of these that is not solved.
    pub fn next<'a>(&self, chosen: &[Chosen<'a>]) -> Option<Chosen<'a>> {
        chosen.iter().find(|c| !self.solved(c)).copied()
    }
}
