//! Puts stubs back in place of answers and keeps a copy of the answers; checks that all is untouched.

use crate::selection::{Selection, chapters, in_chapter};
use crate::{root, say, usage};
use anyhow::{Context, Result, bail, ensure};
use grade::{Catalogue, Chapter, Region, with_line_ends_of, write_new, write_whole};
use std::fs;
use std::io::{self, IsTerminal, Write};

/// A file to restore.
struct Change<'a> {
    path: String,
    exercises: Vec<&'a str>,
    /// The file as it is, if there is one.
    answers: Option<Vec<u8>>,
    restored: String,
}

/// Restores whole chapters, or single exercises where not all of a chapter was named.
pub fn reset(selection: &Selection, yes: bool) -> Result<bool> {
    if !selection.named {
        return Err(usage("--reset needs the name of an exercise or a chapter"));
    }
    let mut changes = Vec::new();
    for chapter in chapters(&selection.chosen) {
        let chosen = in_chapter(&selection.chosen, chapter);
        let exercises: Vec<&str> = chosen.iter().map(|c| c.exercise.name.as_str()).collect();
        let path = chapter.answers_path();
        let answers = answers(&path)?;
        let restored = match &answers {
            Some(answers) => restored(chapter, &exercises, answers)?,
            None => chapter.stubs.clone(),
        };
        if answers.as_deref() == Some(restored.as_bytes()) {
            say(format_args!("{path}: nothing to restore, {} untouched", exercises.join(", ")));
        } else {
            changes.push(Change { path, exercises, answers, restored });
        }
    }
    if changes.is_empty() {
        return Ok(true);
    }
    if !yes && !confirmed(&changes)? {
        say("Nothing was changed.");
        return Ok(false);
    }
    for change in &changes {
        restore(change)?;
    }
    Ok(true)
}

/// The file of answers, byte for byte; `None` if there is no such file.
fn answers(path: &str) -> Result<Option<Vec<u8>>> {
    match fs::read(root().join(path)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{path} cannot be read")),
    }
}

fn restore(Change { path, answers: before, restored, .. }: &Change) -> Result<()> {
    // An editor may have saved it while the reader was asked.
    ensure!(answers(path)? == *before, "{path} has changed meanwhile, so it stays as it is");
    let kept = before.as_ref().map(|answers| keep(path, answers)).transpose()?;
    write_whole(&root().join(path), restored.as_bytes())
        .with_context(|| format!("{path} cannot be written"))?;
    match kept {
        Some(kept) => say(format_args!("{path} is restored; your answers are kept in {kept}")),
        None => say(format_args!("{path} is restored")),
    }
    Ok(())
}

/// Whether `src/exercises` holds the stubs of all chapters and nothing else.
pub fn check_stubs(catalogue: &Catalogue) -> Result<bool> {
    let mut untouched = true;
    for chapter in &catalogue.chapters {
        let path = chapter.answers_path();
        let file = fs::read(root().join(&path)).unwrap_or_default();
        if file != with_line_ends_of(&file, &chapter.stubs).as_bytes() {
            untouched = false;
            let name = &chapter.name;
            say(format_args!("{path} is not the stub; `cargo grade --reset {name}` restores it"));
        }
    }
    for entry in fs::read_dir(root().join("src/exercises")).context("src/exercises")? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let stem = name.strip_suffix(".rs").unwrap_or_default();
        if !name.contains(".bak") && catalogue.chapters.iter().all(|chapter| chapter.name != stem) {
            untouched = false;
            say(format_args!("src/exercises/{name} has no counterpart in src/solutions"));
        }
    }
    Ok(untouched)
}

/// The answers with the stubs of these exercises in their place. A whole chapter needs no readable
/// answers.
fn restored(chapter: &Chapter, exercises: &[&str], answers: &[u8]) -> Result<String> {
    if exercises.len() == chapter.exercises.len() {
        return Ok(with_line_ends_of(answers, &chapter.stubs));
    }
    let Ok(mut text) = String::from_utf8(answers.to_vec()) else {
        bail!(
            "{} is not text in UTF-8; save it as such, or restore the whole chapter with \
             `cargo grade --reset {}`",
            chapter.answers_path(),
            chapter.name
        );
    };
    for exercise in chapter.exercises.iter().filter(|e| exercises.contains(&e.name.as_str())) {
        let name = &exercise.name;
        let Some(region) = Region::find(&text, name) else {
            bail!(
                "{}: the lines `// ANCHOR: {name}` and `// ANCHOR_END: {name}` are gone; \
                 `cargo grade --reset {}` restores the whole chapter",
                chapter.answers_path(),
                chapter.name
            );
        };
        text = region.replaced(&text, &with_line_ends_of(answers, &exercise.stub));
    }
    Ok(text)
}

fn confirmed(changes: &[Change]) -> Result<bool> {
    if !io::stdin().is_terminal() {
        bail!(
            "--reset asks before it changes your answers, and there is no terminal to ask on; \
             with --yes it does not ask"
        );
    }
    let what: Vec<String> = changes
        .iter()
        .map(|change| format!("{} in {}", change.exercises.join(", "), change.path))
        .collect();
    print!("Put the stub back for {}? A copy is kept. [y/N] ", what.join("; "));
    io::stdout().flush()?;
    let mut reply = String::new();
    io::stdin().read_line(&mut reply)?;
    Ok(["y", "yes"].contains(&reply.trim().to_lowercase().as_str()))
}

/// Writes the answers, byte for byte, to a name beside their file that is free.
fn keep(path: &str, answers: &[u8]) -> Result<String> {
    let mut number = 1;
    loop {
        let kept = if number == 1 { format!("{path}.bak") } else { format!("{path}.bak{number}") };
        match write_new(&root().join(&kept), answers) {
            Ok(()) => return Ok(kept),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error).with_context(|| format!("{kept} cannot be written")),
        }
    }
}
