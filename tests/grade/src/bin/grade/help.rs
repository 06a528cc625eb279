//! Hints and solutions.

use crate::run::run;
use crate::selection::{Chosen, Selection};
use crate::{read, say, usage};
use anyhow::{Context, Result};
use grade::Region;

/// Shows the first hints for the one exercise named, or for the first that is not solved.
pub fn hint(selection: &Selection, steps: u8) -> Result<bool> {
    let chosen = match (&selection.chosen[..], selection.named) {
        ([only], true) => *only,
        _ => {
            let grades = run(&selection.all, &selection.chosen)?;
            let Some(next) = grades.next(&selection.chosen) else {
                say("All of it is solved. To see a hint anyway, name one exercise.");
                return Ok(true);
            };
            if let Some(errors) = grades.compile_errors.get(&next.chapter.name) {
                say(errors);
                return Ok(false);
            }
            next
        }
    };
    let name = &chosen.exercise.name;
    let hints = &chosen.exercise.hints;
    say(format_args!("{name}, {}", chosen.place()));
    for (number, hint) in (1..).zip(hints).take(steps.into()) {
        say(format_args!("\n{number}. {hint}"));
    }
    say("");
    if usize::from(steps) < hints.len() {
        say(format_args!("One more: `cargo grade {name} --hint {}`", steps + 1));
    } else {
        say(format_args!("That was the last hint. Read on: {}", chosen.exercise.page));
    }
    Ok(true)
}

/// Shows the solutions of what is solved, or of everything with `force`.
pub fn solution(selection: &Selection, force: bool) -> Result<bool> {
    if !selection.named {
        return Err(usage("--solution needs the name of an exercise or a chapter"));
    }
    if force {
        selection.chosen.iter().try_for_each(show_solution)?;
        return Ok(true);
    }
    let grades = run(&selection.all, &selection.chosen)?;
    grades.compile_errors.values().for_each(say);
    for chosen in &selection.chosen {
        let name = &chosen.exercise.name;
        if grades.solved(chosen) {
            show_solution(chosen)?;
        } else if !grades.compile_errors.contains_key(&chosen.chapter.name) {
            say(format_args!("{name} is not solved yet. `--force` shows its solution anyway."));
        }
    }
    Ok(grades.next(&selection.chosen).is_none())
}

fn show_solution(chosen: &Chosen) -> Result<()> {
    let path = format!("src/solutions/{}.rs", chosen.chapter.name);
    let text = read(&path).with_context(|| path.clone())?;
    let region = Region::find(&text, &chosen.exercise.name).expect("the catalogue found it there");
    let line = region.function_line(&text);
    say(format_args!("// {path}:{line}\n{}", chosen.exercise.solution));
    Ok(())
}
