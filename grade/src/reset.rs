//! Puts stubs back in the place of answers, and keeps a copy of these.

use crate::selection::Selection;
use crate::{Refusal, read, root};
use grade::{Chapter, Region};
use std::fs;
use std::io::{self, IsTerminal, Write};

/// Restores whole chapters, or single exercises where not all of a chapter was named.
pub fn reset(selection: &Selection, yes: bool) -> Result<bool, Refusal> {
    if !selection.named {
        return Err(Refusal::usage("--reset needs the name of an exercise or a chapter"));
    }
    let mut changes = Vec::new();
    for chapter in &selection.catalogue.chapters {
        let chosen = selection.chosen.iter().filter(|c| c.chapter.name == chapter.name);
        let names: Vec<&str> = chosen.map(|c| c.exercise.name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let path = chapter.answers_path();
        // A file that is gone counts as an empty one.
        let answers = fs::read_to_string(root().join(&path)).unwrap_or_default();
        let restored = restored(chapter, &names, &answers)?;
        if restored == answers {
            println!("{path}: nothing to restore, {} untouched", names.join(", "));
        } else {
            changes.push((path, names, answers, restored));
        }
    }
    if changes.is_empty() {
        return Ok(true);
    }
    let what: Vec<String> =
        changes.iter().map(|(path, names, ..)| format!("{} in {path}", names.join(", "))).collect();
    if !yes && !confirmed(&what.join("; "))? {
        println!("Nothing was changed.");
        return Ok(false);
    }
    for (path, _, answers, restored) in changes {
        let kept = keep(&path, &answers)?;
        write(&path, &restored)?;
        println!("{path} is restored; your answers are kept in {kept}");
    }
    Ok(true)
}

/// The answers with the stubs of these exercises in their place.
fn restored(chapter: &Chapter, names: &[&str], answers: &str) -> Result<String, Refusal> {
    let stubs = read(&format!("grade/stubs/{}.rs", chapter.name))?;
    if names.len() == chapter.exercises.len() {
        return Ok(stubs);
    }
    let mut text = answers.to_owned();
    for name in names {
        let (Some(own), Some(stub)) = (Region::find(&text, name), Region::find(&stubs, name))
        else {
            return Err(Refusal::obstacle(format!(
                "{}: the lines `// ANCHOR: {name}` and `// ANCHOR_END: {name}` are gone; \
                 `cargo grade --reset {}` restores the whole chapter",
                chapter.answers_path(),
                chapter.name
            )));
        };
        text = own.replaced(&text, &stub.text(&stubs));
    }
    Ok(text)
}

fn confirmed(what: &str) -> Result<bool, Refusal> {
    if !io::stdin().is_terminal() {
        return Err(Refusal::obstacle(
            "--reset asks before it changes your answers, and there is no terminal to ask on; \
             with --yes it does not ask",
        ));
    }
    print!("Put the stub back for {what}? A copy is kept. [y/N] ");
    let mut reply = String::new();
    io::stdout().flush().and_then(|()| io::stdin().read_line(&mut reply)).unwrap_or_default();
    Ok(["y", "yes"].contains(&reply.trim().to_lowercase().as_str()))
}

/// Keeps the answers beside their file, under a name that is free.
fn keep(path: &str, answers: &str) -> Result<String, Refusal> {
    let names =
        (1..).map(|n| if n == 1 { format!("{path}.bak") } else { format!("{path}.bak{n}") });
    let free = names.into_iter().find(|name| !root().join(name).exists());
    let free = free.expect("there are enough numbers");
    write(&free, answers)?;
    Ok(free)
}

fn write(path: &str, text: &str) -> Result<(), Refusal> {
    fs::write(root().join(path), text).map_err(|e| Refusal::obstacle(format!("{path}: {e}")))
}
