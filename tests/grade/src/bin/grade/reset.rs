//! Puts stubs back in place of answers and keeps a copy of the answers; checks that all is untouched.

use crate::selection::Selection;
use crate::{root, say, usage};
use anyhow::{Context, Result, bail};
use grade::{Catalogue, Chapter, Region};
use std::fs;
use std::io::{self, IsTerminal, Write};

/// A file to restore.
struct Change<'a> {
    path: String,
    exercises: Vec<&'a str>,
    restored: String,
}

/// Restores whole chapters, or single exercises where not all of a chapter was named.
pub fn reset(selection: &Selection, yes: bool) -> Result<bool> {
    if !selection.named {
        return Err(usage("--reset needs the name of an exercise or a chapter"));
    }
    let mut changes = Vec::new();
    for chapter in selection.chapters() {
        let exercises: Vec<&str> =
            selection.in_chapter(chapter).iter().map(|c| c.exercise.name.as_str()).collect();
        let path = chapter.answers_path();
        let answers = match fs::read(root().join(&path)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).context(path),
        };
        let restored = restored(chapter, &exercises, &answers)?;
        if restored.as_bytes() == answers {
            say(format_args!("{path}: nothing to restore, {} untouched", exercises.join(", ")));
        } else {
            changes.push(Change { path, exercises, restored });
        }
    }
    if changes.is_empty() {
        return Ok(true);
    }
    if !yes && !confirmed(&changes)? {
        say("Nothing was changed.");
        return Ok(false);
    }
    for Change { path, restored, .. } in changes {
        let kept = keep(&path)?;
        fs::write(root().join(&path), restored).with_context(|| path.clone())?;
        match kept {
            Some(kept) => say(format_args!("{path} is restored; your answers are kept in {kept}")),
            None => say(format_args!("{path} is restored")),
        }
    }
    Ok(true)
}

/// Whether `src/exercises` holds the stubs of all chapters and nothing else.
pub fn check_stubs(catalogue: &Catalogue) -> Result<bool> {
    let mut untouched = true;
    for chapter in &catalogue.chapters {
        let path = chapter.answers_path();
        if fs::read_to_string(root().join(&path)).ok().as_ref() != Some(&chapter.stubs) {
            untouched = false;
            let name = &chapter.name;
            say(format_args!("{path} is not the stub; `cargo grade --reset {name}` restores it"));
        }
    }
    for entry in fs::read_dir(root().join("src/exercises"))? {
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
        return Ok(chapter.stubs.clone());
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
        text = region.replaced(&text, &exercise.stub);
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

/// Copies the file of answers, byte for byte, to a name beside it that is free; `None` if there is no
/// such file.
fn keep(path: &str) -> Result<Option<String>> {
    let answers = root().join(path);
    if !answers.exists() {
        return Ok(None);
    }
    let mut kept = format!("{path}.bak");
    let mut number = 1;
    while root().join(&kept).exists() {
        number += 1;
        kept = format!("{path}.bak{number}");
    }
    fs::copy(answers, root().join(&kept)).with_context(|| kept.clone())?;
    Ok(Some(kept))
}
