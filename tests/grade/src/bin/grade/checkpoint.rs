//! `cargo grade run` and `cargo grade compete`: builds a program around the reader's answers, with ours in
//! place of those that are not solved, and runs it.

use crate::run::{self, Grades};
use crate::selection::Chosen;
use crate::state::State;
use crate::{read, root, say};
use anyhow::{Context, Result, bail};
use grade::{Catalogue, without_detour};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

/// The package with both programs.
const PACKAGE: &str = "recommender";

/// The chapters that end in a checkpoint.
const CHAPTERS: std::ops::RangeInclusive<u32> = 2..=10;

/// Runs the reader's recommender as of a chapter on the built-in data; as of the last that the reader has
/// begun if none is named.
pub fn run(catalogue: &Catalogue, chapter: Option<u32>) -> Result<bool> {
    let all = Chosen::all(catalogue);
    let wanted = match chapter {
        Some(chapter) if !CHAPTERS.contains(&chapter) => {
            let (first, last) = (CHAPTERS.start(), CHAPTERS.end());
            return Err(crate::usage(format!("chapters {first} to {last} have a checkpoint")));
        }
        Some(chapter) => chapter,
        None => last_begun(&all)?,
    };
    let pieces = pieces(&all, wanted)?;
    say(format_args!(
        "Your recommender as of chapter {wanted}. Grading its {} pieces …",
        pieces.len()
    ));
    let grades = run::run(&all, &pieces)?;
    let borrowed = borrowed(&all, &pieces, &grades);
    start("run", &borrowed, &[wanted.to_string()])
}

/// Runs the reader's entry to the competition.
pub fn compete(catalogue: &Catalogue, set: u64, name: &str) -> Result<bool> {
    let all = Chosen::all(catalogue);
    say("Grading the answers that your entry may call …");
    let grades = run::run(&all, &all)?;
    let solved = all.iter().filter(|c| grades.solved(c)).count();
    say(format_args!("{solved} of {} are yours, the others are borrowed.", all.len()));
    let borrowed: BTreeSet<String> = names_not_solved(&all, &all, &grades).collect();
    start("compete", &borrowed, &[set.to_string(), name.to_owned()])
}

/// The chapter of the last function in the reader's recommender that is solved, or not as the stub has it. A
/// stub that is a further name for `train` is solved without a change.
fn last_begun(all: &[Chosen]) -> Result<u32> {
    let of_whole: Vec<Chosen> =
        all.iter().filter(|c| c.chapter.is_recommender()).copied().collect();
    let grades = run::run(all, &of_whole)?;
    let begun = of_whole.iter().filter(|c| {
        let answers = read(&c.chapter.answers_path()).unwrap_or_default();
        grades.solved(c) || c.is_untouched(&answers) == Some(false)
    });
    Ok(begun.filter_map(|c| c.exercise.chapter_number()).max().unwrap_or(*CHAPTERS.start()))
}

/// What the recommender is made of as of a chapter: its own functions, and the answers that our version of
/// them calls, or the program that runs them.
fn pieces<'a>(all: &[Chosen<'a>], wanted: u32) -> Result<Vec<Chosen<'a>>> {
    let reached = |c: &&Chosen| c.exercise.chapter_number().is_some_and(|number| number <= wanted);
    let whole: Vec<&Chosen> =
        all.iter().filter(|c| c.chapter.is_recommender()).filter(reached).collect();
    let mut text: String = whole.iter().map(|c| c.exercise.solution.as_str()).collect();
    let folder = "tests/recommender/run";
    for entry in fs::read_dir(root().join(folder)).context(folder)? {
        text += &fs::read_to_string(entry?.path()).context(folder)?;
    }
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let is_piece = |c: &&Chosen| match c.chapter.is_recommender() {
        true => !whole.iter().any(|later| has_grown_into(c, later)),
        false => words.contains(c.exercise.name.as_str()),
    };
    Ok(all.iter().filter(reached).filter(is_piece).copied().collect())
}

/// Whether a later chapter extends the same function.
fn has_grown_into(c: &Chosen, later: &Chosen) -> bool {
    let grows = |c: &Chosen| c.exercise.extends.clone().unwrap_or(c.exercise.name.clone());
    grows(c) == grows(later) && c.exercise.chapter_number() < later.exercise.chapter_number()
}

/// Says what is borrowed and why, and names it.
fn borrowed(all: &[Chosen], pieces: &[Chosen], grades: &Grades) -> BTreeSet<String> {
    let not_solved: Vec<&Chosen> = pieces.iter().filter(|c| !grades.solved(c)).collect();
    if not_solved.is_empty() {
        say("All of it is yours.\n");
    } else {
        let width = not_solved.iter().map(|c| c.exercise.name.len()).max().unwrap_or_default();
        say(format_args!("Borrowed from the solutions, {} of them:", not_solved.len()));
        for c in &not_solved {
            let words = grades.state(c).map_or("not graded", State::words);
            say(format_args!("  {:width$}  {words}, {}", c.exercise.name, c.place()));
        }
        let first = &not_solved[0].exercise.name;
        say(format_args!("`cargo grade {first}` says what is still wrong with the first.\n"));
    }
    names_not_solved(all, pieces, grades).collect()
}

/// What has to be borrowed: what is not solved, and every file that does not compile. An answer may call
/// one that is no piece of our version, so what was not graded counts as not solved.
fn names_not_solved<'a>(
    all: &'a [Chosen],
    pieces: &'a [Chosen],
    grades: &'a Grades,
) -> impl Iterator<Item = String> + 'a {
    let not_solved = all.iter().filter(|c| !grades.solved(c)).map(|c| &c.exercise.name);
    // A file that nobody asked for may not compile either, so it is not even looked at.
    let graded: BTreeSet<&str> = pieces.iter().map(|c| c.chapter.name.as_str()).collect();
    let others = all.iter().map(|c| &c.chapter.name);
    let others = others.filter(move |name| !graded.contains(name.as_str()));
    not_solved.chain(grades.compile_errors.keys()).chain(others).cloned()
}

/// Builds the program with these functions and files borrowed, and runs it.
fn start(program: &str, borrowed: &BTreeSet<String>, args: &[String]) -> Result<bool> {
    let path = build(program, borrowed)?;
    let status = Command::new(&path)
        .current_dir(root())
        .args(args)
        .stdin(Stdio::null())
        .status()
        .with_context(|| path.display().to_string())?;
    Ok(status.success())
}

fn build(program: &str, borrowed: &BTreeSet<String>) -> Result<PathBuf> {
    eprintln!("Compiling (the first time takes a minute or more) …");
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .current_dir(root())
        .args(["rustc", "--quiet", "--package", PACKAGE, "--test", program])
        .args(["--message-format=json", "--"])
        .args(borrowed.iter().flat_map(|name| ["--cfg".to_owned(), format!("borrowed={name:?}")]))
        .stdin(Stdio::null())
        .output()
        .context("cargo does not start")?;
    let mut errors = String::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(report) = serde_json::from_str::<Value>(line) else { continue };
        if report["target"]["name"] == program
            && let Some(path) = report["executable"].as_str()
        {
            return Ok(path.into());
        }
        if report["message"]["level"] == "error" {
            errors += &without_detour(report["message"]["rendered"].as_str().unwrap_or_default());
        }
    }
    bail!("it does not compile:\n{errors}{}", String::from_utf8_lossy(&output.stderr))
}
