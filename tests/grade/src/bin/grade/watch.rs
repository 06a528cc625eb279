//! Grades again whenever an answer is saved, and walks on when one is solved.
//!
//! It asks a dozen files for the time of their last change, a few times a second. The cost is too small
//! to measure, and no package for watching files on each system is needed.

use crate::report;
use crate::run::{Grades, run};
use crate::selection::{Chosen, Selection, in_chapter};
use crate::{root, say};
use anyhow::Result;
use grade::{Chapter, escaped};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};
use std::{fs, thread};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// How long a file stays as it is before it counts as saved: editors may write it in several steps.
const CALM: Duration = Duration::from_millis(50);

/// Goes through the exercises from the first that was asked for, until all of the book is solved or it
/// is interrupted.
pub fn watch(selection: &Selection) -> Result<bool> {
    let mut walk = Walk::new(selection);
    loop {
        let files = files(&walk.order);
        match walk.step(&files) {
            Ok(true) => {
                say(format_args!("All {} exercises are solved.", walk.order.len()));
                return Ok(true);
            }
            Ok(false) => {}
            Err(error) => eprintln!("error: {}", escaped(&format!("{error:#}"))),
        }
        say("\nWaiting for you to save. Ctrl-C stops it.\n");
        wait_for_a_change(&walk.order, &files);
    }
}

/// Where the reader is.
struct Walk<'a> {
    /// All exercises, from the first that was asked for and round to those before it.
    order: Vec<Chosen<'a>>,
    /// The exercise in view, in that order.
    view: usize,
    grades: Grades,
    /// The chapters that are graded, each with its file at that time.
    graded: BTreeMap<&'a str, File>,
    /// What was solved when its file compiled last.
    solved: BTreeSet<&'a str>,
}

impl<'a> Walk<'a> {
    fn new(selection: &Selection<'a>) -> Self {
        let mut order = selection.all.clone();
        let first = selection.chosen.first().map(|first| &first.exercise.name);
        let start = order.iter().position(|c| Some(&c.exercise.name) == first);
        order.rotate_left(start.unwrap_or_default());
        Self {
            order,
            view: 0,
            grades: Grades::default(),
            graded: BTreeMap::new(),
            solved: BTreeSet::new(),
        }
    }

    /// Grades what has changed, goes on to the first exercise that is not solved, and shows it. Whether
    /// there is none.
    fn step(&mut self, files: &BTreeMap<&'a str, File>) -> Result<bool> {
        let is_stale = |name: &&str| self.graded.get(name).is_some_and(|old| *old != files[name]);
        let stale: BTreeSet<&str> = files.keys().copied().filter(is_stale).collect();
        for name in &stale {
            let chapter = self.order.iter().find(|c| c.chapter.name == *name).map(|c| c.chapter);
            let before = self.solved.clone();
            self.grade(chapter.expect("it has exercises"), files)?;
            self.say_news(&before);
        }
        for _ in 0..self.order.len() {
            let chosen = self.order[self.view];
            if !self.graded.contains_key(chosen.chapter.name.as_str()) {
                self.grade(chosen.chapter, files)?;
            }
            if !self.grades.solved(&chosen) {
                match self.grades.compile_errors.get(&chosen.chapter.name) {
                    Some(errors) => say(errors),
                    None => report::show(&chosen, &self.grades),
                }
                report::printed(&self.grades);
                return Ok(false);
            }
            self.view = (self.view + 1) % self.order.len();
        }
        Ok(true)
    }

    /// Grades a chapter.
    fn grade(&mut self, chapter: &'a Chapter, files: &BTreeMap<&'a str, File>) -> Result<()> {
        let chosen = in_chapter(&self.order, chapter);
        self.graded.remove(chapter.name.as_str());
        self.grades.update(run(&self.order, &chosen)?, chapter);
        self.graded.insert(&chapter.name, files[chapter.name.as_str()]);
        if !self.grades.compile_errors.contains_key(&chapter.name) {
            for c in &chosen {
                self.solved.remove(c.exercise.name.as_str());
                if self.grades.solved(c) {
                    self.solved.insert(&c.exercise.name);
                }
            }
        }
        Ok(())
    }

    /// Says what is solved now and what no longer.
    fn say_news(&self, before: &BTreeSet<&str>) {
        for c in &self.order {
            let name = c.exercise.name.as_str();
            match (before.contains(name), self.solved.contains(name)) {
                (false, true) => say(format_args!("{} {name}: solved", c.chapter.name)),
                (true, false) => {
                    say(format_args!("{} {name}: no longer solved, {}", c.chapter.name, c.place()))
                }
                _ => {}
            }
        }
    }
}

/// When a file was changed last, and its length; `None` if it is not there.
type File = Option<(SystemTime, u64)>;

/// The files of answers, by the names of their chapters.
fn files<'a>(all: &[Chosen<'a>]) -> BTreeMap<&'a str, File> {
    let file = |chapter: &Chapter| {
        let about = fs::metadata(root().join(chapter.answers_path())).ok()?;
        Some((about.modified().ok()?, about.len()))
    };
    all.iter().map(|c| (c.chapter.name.as_str(), file(c.chapter))).collect()
}

fn wait_for_a_change(all: &[Chosen], before: &BTreeMap<&str, File>) {
    let mut now = files(all);
    while now == *before {
        thread::sleep(PAUSE);
        now = files(all);
    }
    loop {
        thread::sleep(CALM);
        let then = std::mem::replace(&mut now, files(all));
        if then == now {
            return;
        }
    }
}
