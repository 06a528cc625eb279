//! Grades exercises: compiles their judges, runs them and collects what they report.

use crate::compile::{Compiled, Faults, compile};
use crate::ending;
use crate::printed::Printed;
use crate::process;
use crate::read;
use crate::selection::{Chosen, chapters, in_chapter};
use crate::state::State;
use anyhow::Result;
use grade::{Chapter, Outcome, Region};
use std::collections::BTreeMap;
use std::path::Path;

/// How exercises stand.
#[derive(Default)]
pub struct Grades {
    /// By the names of the exercises.
    states: BTreeMap<String, State>,
    /// What to say about answers that do not compile, by the names of the chapters.
    pub compile_errors: BTreeMap<String, String>,
    /// What to say about a file's anchors, by the names of the exercises.
    pub lost_anchors: BTreeMap<String, String>,
    /// What the answers printed.
    pub printed: Printed,
}

/// Grades these exercises; `all` are those of the book.
pub fn run(all: &[Chosen], chosen: &[Chosen]) -> Result<Grades> {
    let Compiled { judges, faults } = compile(&chapters(chosen).collect::<Vec<_>>())?;
    let mut grades = Grades::default();
    for chapter in chapters(chosen) {
        let chosen = in_chapter(chosen, chapter);
        let answers = read(&chapter.answers_path()).unwrap_or_default();
        let mut outcomes = match judges.get(&chapter.name) {
            Some(judge) => judged(judge, &chosen, &mut grades.printed)?,
            None => BTreeMap::new(),
        };
        for c in &chosen {
            let name = c.exercise.name.clone();
            let state = match (outcomes.remove(&name), faults.get(&chapter.name)) {
                (Some(outcome), _) => State::new(all, c, &answers, outcome),
                (None, Some(faults)) => faults.state(c, &answers),
                (None, None) => unreachable!("a chapter has a judge or faults"),
            };
            if let Some(anchor) = Region::lost_anchor(&answers, &name)
                && faults.get(&chapter.name).is_none_or(|faults| faults.readable)
            {
                grades.lost_anchors.insert(name.clone(), lost(chapter, anchor, &name));
            }
            grades.states.insert(name, state);
        }
    }
    let texts = faults.into_iter().map(|(chapter, Faults { text, .. })| (chapter, text));
    grades.compile_errors = texts.collect();
    Ok(grades)
}

fn lost(chapter: &Chapter, anchor: &str, name: &str) -> String {
    let side = if anchor == "ANCHOR" { "above" } else { "below" };
    format!(
        "the line `// {anchor}: {name}` is gone from {}: write it {side} the function again",
        chapter.answers_path()
    )
}

/// What a judge says about these exercises. An answer may end its judge, and the rest needs a new one.
fn judged(
    judge: &Path,
    chosen: &[Chosen],
    printed: &mut Printed,
) -> Result<BTreeMap<String, Outcome>> {
    let mut outcomes = BTreeMap::new();
    let mut left: Vec<&str> = chosen.iter().map(|c| c.exercise.name.as_str()).collect();
    while !left.is_empty() {
        let process::Run { judged, end, stdout, stderr } = process::run(judge, &left)?;
        printed.add(&stdout);
        printed.add(&stderr);
        left.drain(..judged.len());
        // What an answer leaves behind, such as a thread, may end the judge while it is busy with the
        // next. So the next is blamed only for the end of a judge that had not judged any other.
        if judged.is_empty() {
            let (got, why) = ending::explained(&end, &stderr.end());
            outcomes.insert(left.remove(0).to_owned(), Outcome::Died { got, why });
        }
        outcomes.extend(judged.into_iter().map(|judged| (judged.exercise, judged.outcome)));
    }
    Ok(outcomes)
}

impl Grades {
    /// Takes over newer grades of a chapter.
    pub fn update(&mut self, newer: Self, chapter: &Chapter) {
        self.compile_errors.remove(&chapter.name);
        self.lost_anchors.retain(|name, _| chapter.exercises.iter().all(|e| e.name != *name));
        self.states.extend(newer.states);
        self.compile_errors.extend(newer.compile_errors);
        self.lost_anchors.extend(newer.lost_anchors);
        self.printed = newer.printed;
    }

    /// How the exercise stands, if it was graded.
    pub fn state(&self, chosen: &Chosen) -> Option<&State> {
        self.states.get(&chosen.exercise.name)
    }

    /// Whether the exercise is solved.
    pub fn solved(&self, chosen: &Chosen) -> bool {
        self.state(chosen) == Some(&State::Solved)
    }

    /// The first of these that is not solved.
    pub fn next<'a>(&self, chosen: &[Chosen<'a>]) -> Option<Chosen<'a>> {
        chosen.iter().find(|c| !self.solved(c)).copied()
    }
}
