//! Runs the judges and collects their reports.

use crate::compile::{Compiled, compile};
use crate::root;
use crate::selection::{Chosen, Selection};
use anyhow::{Context, Result};
use grade::{Judged, Outcome, REPORT};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{env, fs, process};

/// How the chosen exercises stand.
#[derive(Default)]
pub struct Grades {
    /// By the names of the exercises; those that do not compile are missing.
    pub outcomes: BTreeMap<String, Outcome>,
    /// What to say about answers that do not compile, by the names of the chapters.
    pub compile_errors: BTreeMap<String, String>,
    /// What the answers printed.
    pub printed: Vec<String>,
}

/// Grades what was asked for.
pub fn run(selection: &Selection) -> Result<Grades> {
    let Compiled { judges, errors } = compile(selection)?;
    let mut grades = Grades { compile_errors: errors, ..Grades::default() };
    for (chapter, judge) in &judges {
        let chosen = selection.chosen.iter().filter(|c| c.chapter.name == *chapter);
        let mut left: Vec<&str> = chosen.map(|c| c.exercise.name.as_str()).collect();
        while !left.is_empty() {
            let judged = grades.add_report(judge, &left)?;
            left.drain(..judged);
            // An answer that calls itself forever kills its judge, and the rest needs a new one.
            if !left.is_empty() {
                grades.outcomes.insert(left.remove(0).to_owned(), Outcome::Died);
            }
        }
    }
    Ok(grades)
}

impl Grades {
    /// Runs a judge on these exercises and returns how many it judged before it ended.
    fn add_report(&mut self, judge: &Path, exercises: &[&str]) -> Result<usize> {
        let file = env::temp_dir().join(format!("cargo-grade-{}.jsonl", process::id()));
        let output = Command::new(judge)
            .current_dir(root())
            .env(REPORT, &file)
            .args(exercises)
            .stdin(Stdio::null())
            .output()
            .with_context(|| judge.display().to_string())?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        let report = fs::read_to_string(&file)
            .with_context(|| format!("{} does not report:\n{stderr}", judge.display()))?;
        fs::remove_file(&file)?;
        for line in report.lines() {
            let Judged { exercise, outcome } = serde_json::from_str(line)?;
            self.outcomes.insert(exercise, outcome);
        }
        let printed = [String::from_utf8_lossy(&output.stdout), stderr];
        self.printed.extend(printed.iter().flat_map(|text| text.lines()).map(str::to_owned));
        Ok(report.lines().count())
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
