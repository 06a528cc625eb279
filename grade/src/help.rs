//! Hints and solutions.

use crate::run::{Grades, Outcome, next, run};
use crate::selection::{Chosen, Selection};
use crate::{Refusal, read, say};
use grade::Region;

/// Shows the first hints for the one exercise named, or for the first that is not solved.
pub fn hint(selection: &Selection, steps: u8) -> Result<bool, Refusal> {
    let chosen = match (&selection.chosen[..], selection.named) {
        ([only], true) => *only,
        _ => match run(selection)? {
            Grades::DoesNotCompile(told) => {
                say(told);
                return Ok(false);
            }
            Grades::Of(outcomes, _) => match next(&selection.chosen, &outcomes) {
                Some(next) => next,
                None => {
                    say(format_args!(
                        "Everything is solved here. To see a hint all the same, name one exercise."
                    ));
                    return Ok(true);
                }
            },
        },
    };
    let (name, hints) = (&chosen.exercise.name, &chosen.exercise.hints);
    say(format_args!("{name}, {}", chosen.place()?));
    for (number, hint) in (1..).zip(hints).take(steps.into()) {
        say(format_args!("\n{number}. {hint}"));
    }
    say("");
    if usize::from(steps) < hints.len() {
        say(format_args!("One more: `cargo grade {name} --hint {}`", steps + 1));
    } else {
        say(format_args!("That was the last hint. Read on: {}", chosen.chapter.page_path()));
    }
    Ok(true)
}

/// Shows the solutions of what is solved, or of everything if insisted.
pub fn solution(selection: &Selection, force: bool) -> Result<bool, Refusal> {
    if !selection.named {
        return Err(Refusal::usage("--solution needs the name of an exercise or a chapter"));
    }
    if force {
        selection.chosen.iter().try_for_each(show_solution)?;
        return Ok(true);
    }
    let outcomes = match run(selection)? {
        Grades::Of(outcomes, _) => outcomes,
        Grades::DoesNotCompile(told) => {
            say(told);
            return Ok(false);
        }
    };
    let mut all = true;
    for chosen in &selection.chosen {
        if let Some(Outcome::Solved) = outcomes.get(&chosen.full_name()) {
            show_solution(chosen)?;
        } else {
            all = false;
            let name = &chosen.exercise.name;
            say(format_args!(
                "{name} is not solved yet. `--force` shows its solution all the same."
            ));
        }
    }
    Ok(all)
}

fn show_solution(chosen: &Chosen) -> Result<(), Refusal> {
    let path = format!("src/solutions/{}.rs", chosen.chapter.name);
    let text = read(&path)?;
    let region = Region::find(&text, &chosen.exercise.name)
        .ok_or_else(|| Refusal::obstacle(format!("{path} has no {}", chosen.exercise.name)))?;
    say(format_args!("// {path}:{}\n{}", region.function_line(&text), region.text(&text)));
    Ok(())
}
