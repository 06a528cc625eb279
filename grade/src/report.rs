//! Tells how the exercises stand.

use crate::Refusal;
use crate::run::{Grades, Outcome, next, run};
use crate::selection::{Chosen, Selection};
use std::collections::BTreeMap;

/// How much is shown of what the answers print: a loop may print a great deal.
const PRINTED_LINES: usize = 20;

/// Grades, tells, and says whether everything asked for is solved.
pub fn grade(selection: &Selection) -> Result<bool, Refusal> {
    match run(selection)? {
        Grades::DoesNotCompile(told) => {
            println!("{told}");
            Ok(false)
        }
        Grades::Of(outcomes, printed) => {
            if selection.named {
                in_full(selection, &outcomes)?;
                show_printed(&printed);
            } else {
                overview(selection, &outcomes)?;
            }
            Ok(next(&selection.chosen, &outcomes).is_none())
        }
    }
}

/// One line for each chapter, and where to go on.
fn overview(selection: &Selection, outcomes: &BTreeMap<String, Outcome>) -> Result<(), Refusal> {
    let chapters = &selection.catalogue.chapters;
    let width = chapters.iter().map(|chapter| chapter.title.len()).max().unwrap_or_default();
    for chapter in chapters {
        let mut chosen = selection.chosen.clone();
        chosen.retain(|c| c.chapter.name == chapter.name);
        let solved = chosen.iter().filter(|c| solved(c, outcomes)).count();
        let next = match next(&chosen, outcomes) {
            Some(next) => format!("next: {}, {}", next.exercise.name, next.place()?),
            None => "done".to_owned(),
        };
        let (name, title) = (&chapter.name, &chapter.title);
        println!("{name}  {title:width$}  {solved} / {}  {next}", chosen.len());
    }
    println!();
    match next(&selection.chosen, outcomes) {
        Some(next) => {
            let name = &next.exercise.name;
            println!(
                "Go on with {name}, {}. Its page: {}",
                next.place()?,
                next.chapter.page_path()
            );
            println!("Then `cargo grade {name}` tells how it stands.");
        }
        None => println!("All {} exercises are solved.", selection.chosen.len()),
    }
    Ok(())
}

/// Each exercise, with all there is to say about it.
fn in_full(selection: &Selection, outcomes: &BTreeMap<String, Outcome>) -> Result<(), Refusal> {
    for chosen in &selection.chosen {
        let (chapter, name) = (&chosen.chapter.name, &chosen.exercise.name);
        match outcomes.get(&chosen.full_name()) {
            Some(Outcome::Solved) => println!("{chapter} {name}: solved"),
            Some(Outcome::NotBegun(message)) => {
                println!("{chapter} {name}: not begun, {}", chosen.place()?);
                // The stub's message begins with the name, which has just been told.
                let own = format!("{chapter} {name}: ");
                println!("    {}", message.strip_prefix(&own).unwrap_or(message));
            }
            Some(Outcome::Wrong(feedback)) => {
                println!("{chapter} {name}: not solved yet, {}", chosen.place()?);
                feedback.lines().for_each(|line| println!("    {line}"));
            }
            None => return Err(Refusal::obstacle(format!("{name} was not graded"))),
        }
    }
    if let Some(next) = next(&selection.chosen, outcomes) {
        println!("\nStuck? `cargo grade {} --hint` helps.", next.exercise.name);
    }
    Ok(())
}

fn show_printed(printed: &[String]) {
    if printed.is_empty() {
        return;
    }
    println!("\nYour answers printed:");
    printed.iter().take(PRINTED_LINES).for_each(|line| println!("    {line}"));
    if printed.len() > PRINTED_LINES {
        println!("    and {} lines more", printed.len() - PRINTED_LINES);
    }
}

fn solved(chosen: &Chosen, outcomes: &BTreeMap<String, Outcome>) -> bool {
    matches!(outcomes.get(&chosen.full_name()), Some(Outcome::Solved))
}
