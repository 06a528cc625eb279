//! Hints and solutions.

use crate::run::{Grades, Outcome, next, run};
use crate::selection::{Chosen, Selection};
use crate::{Refusal, read};
use grade::Region;

/// Shows the first hints for the one exercise named, or for the first that is not solved.
pub fn hint(selection: &Selection, steps: u8) -> Result<bool, Refusal> {
    let chosen = match (&selection.chosen[..], selection.named) {
        ([only], true) => *only,
        _ => match run(selection)? {
            Grades::DoesNotCompile(told) => {
                println!("{told}");
                return Ok(false);
            }
            Grades::Of(outcomes, _) => match next(&selection.chosen, &outcomes) {
                Some(next) => next,
                None => {
                    println!(
                        "Everything is solved here. To see a hint all the same, name one exercise."
                    );
                    return Ok(true);
                }
            },
        },
    };
    let (name, hints) = (&chosen.exercise.name, &chosen.exercise.hints);
    println!("{name}, {}", chosen.place()?);
    for (number, hint) in (1..).zip(hints).take(steps.into()) {
        println!("\n{number}. {hint}");
    }
    println!();
    if usize::from(steps) < hints.len() {
        println!("One more: `cargo grade {name} --hint {}`", steps + 1);
    } else {
        println!("That was the last hint. Read on: {}", chosen.chapter.page_path());
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
            println!("{told}");
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
            println!("{name} is not solved yet. `--force` shows its solution all the same.");
        }
    }
    Ok(all)
}

fn show_solution(chosen: &Chosen) -> Result<(), Refusal> {
    let path = format!("src/solutions/{}.rs", chosen.chapter.name);
    let text = read(&path)?;
    let region = Region::find(&text, &chosen.exercise.name)
        .ok_or_else(|| Refusal::obstacle(format!("{path} has no {}", chosen.exercise.name)))?;
    println!("// {path}:{}\n{}", region.function_line(&text), region.text(&text));
    Ok(())
}
