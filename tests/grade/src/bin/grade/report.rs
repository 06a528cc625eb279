//! Says how the exercises stand.

use crate::run::{Grades, run};
use crate::say;
use crate::selection::{Chosen, Selection};
use anyhow::Result;
use grade::{Outcome, escaped};

/// Grades, reports, and says whether everything asked for is solved.
pub fn grade(selection: &Selection) -> Result<bool> {
    let grades = run(selection)?;
    if selection.named {
        in_full(selection, &grades);
    } else {
        overview(selection, &grades);
    }
    Ok(grades.next(&selection.chosen).is_none())
}

/// One line for each chapter, and where to go on.
fn overview(selection: &Selection, grades: &Grades) {
    let width = selection.chapters().map(|chapter| chapter.name.len()).max().unwrap_or_default();
    for chapter in selection.chapters() {
        let name = &chapter.name;
        if grades.compile_errors.contains_key(name) {
            say(format_args!("{name:width$}  does not compile"));
            continue;
        }
        let chosen = selection.in_chapter(chapter);
        let solved = chosen.iter().filter(|c| grades.solved(c)).count();
        let next = match grades.next(&chosen) {
            Some(next) => format!("next: {}, {}", next.exercise.name, next.place()),
            None => "done".to_owned(),
        };
        say(format_args!("{name:width$}  {solved} / {}  {next}", chosen.len()));
    }
    say("");
    if !grades.compile_errors.is_empty() {
        grades.compile_errors.values().for_each(say);
    } else if let Some(next) = grades.next(&selection.chosen) {
        let name = &next.exercise.name;
        let page = &next.exercise.page;
        say(format_args!("Go on with {name}, {}. Its page: {page}", next.place()));
        say(format_args!("`cargo grade {name}` then says what is still wrong."));
    } else {
        say(format_args!("All {} exercises are solved.", selection.chosen.len()));
    }
}

/// Each exercise, with all there is to say about it.
fn in_full(selection: &Selection, grades: &Grades) {
    for chapter in selection.chapters() {
        if let Some(errors) = grades.compile_errors.get(&chapter.name) {
            say(errors);
            continue;
        }
        for chosen in selection.in_chapter(chapter) {
            show(&chosen, &grades.outcomes[&chosen.exercise.name]);
        }
    }
    match grades.next(&selection.chosen) {
        Some(next) if grades.compile_errors.contains_key(&next.chapter.name) => {}
        Some(next) => {
            say(format_args!("\nStuck? `cargo grade {} --hint` helps.", next.exercise.name));
        }
        None => say("\n`--solution` shows our way, and `cargo grade` what is next."),
    }
    let printed = grades.printed.lines();
    if !printed.is_empty() {
        say("");
        printed.iter().for_each(say);
    }
}

fn show(chosen: &Chosen, outcome: &Outcome) {
    let page = &chosen.exercise.page;
    let (state, details) = match outcome {
        Outcome::Solved => ("solved", String::new()),
        Outcome::Todo { message } if *message == chosen.exercise.todo => {
            ("not begun", format!("read {page}"))
        }
        Outcome::Todo { message } => {
            ("not solved yet", format!("why:      a `todo!` is left on the way: {message}"))
        }
        Outcome::Wrong(feedback) => ("not solved yet", format!("{feedback}\nread:     {page}")),
        Outcome::Died { got, why } => {
            ("not solved yet", format!("got:      {got}\nwhy:      {why}\nread:     {page}"))
        }
    };
    let name = format!("{} {}", chosen.chapter.name, chosen.exercise.name);
    if *outcome == Outcome::Solved {
        say(format_args!("{name}: {state}"));
    } else {
        say(format_args!("{name}: {state}, {}", chosen.place()));
    }
    details.lines().for_each(|line| say(format_args!("    {}", escaped(line))));
}
