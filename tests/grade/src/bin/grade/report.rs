//! Says on the terminal how the exercises stand.

use crate::run::{Grades, run};
use crate::say;
use crate::selection::{Chosen, Selection, chapters, in_chapter};
use crate::state::State;
use anyhow::Result;
use grade::escaped;

/// Says all there is to say, and where to go on.
pub fn present(selection: &Selection, grades: &Grades) -> Result<()> {
    if selection.named { in_full(selection, grades) } else { overview(selection, grades) }
}

/// One line for each chapter, and where to go on.
fn overview(selection: &Selection, grades: &Grades) -> Result<()> {
    let chosen = &selection.chosen;
    let width = chapters(chosen).map(|chapter| chapter.name.len()).max().unwrap_or_default();
    for chapter in chapters(chosen) {
        let name = &chapter.name;
        if grades.compile_errors.contains_key(name) {
            say(format_args!("{name:width$}  does not compile"));
            continue;
        }
        let chosen = in_chapter(chosen, chapter);
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
    } else if let Some(next) = grades.next(chosen) {
        go_on("Go on with", &next);
        say(format_args!("`cargo grade {}` then says what is still wrong.", next.exercise.name));
    } else {
        say(format_args!("All {} exercises are solved.", chosen.len()));
    }
    Ok(())
}

/// Each exercise, with all there is to say about it.
fn in_full(selection: &Selection, grades: &Grades) -> Result<()> {
    for chapter in chapters(&selection.chosen) {
        grades.compile_errors.get(&chapter.name).into_iter().for_each(say);
        if !grades.compile_errors.contains_key(&chapter.name) {
            in_chapter(&selection.chosen, chapter).iter().for_each(|c| show(c, grades));
        }
    }
    match grades.next(&selection.chosen) {
        Some(next) if grades.compile_errors.contains_key(&next.chapter.name) => {}
        Some(next) => {
            say(format_args!("\nStuck? `cargo grade {} --hint` helps.", next.exercise.name));
        }
        None => {
            say("\n`--solution` shows our way.");
            match onward(selection, grades)? {
                Some(next) => go_on("Next:", &next),
                None => say(format_args!("All {} exercises are solved.", selection.all.len())),
            }
        }
    }
    printed(grades);
    Ok(())
}

fn go_on(words: &str, next: &Chosen) {
    let page = &next.exercise.page;
    say(format_args!("{words} {}, {}. Its page: {page}", next.exercise.name, next.place()));
}

/// The first exercise after those that were asked for, or else before them, that is not solved. They are
/// graded only as far as their text leaves a doubt.
fn onward<'a>(selection: &Selection<'a>, grades: &Grades) -> Result<Option<Chosen<'a>>> {
    let last = selection.chosen.last().map(|last| &last.exercise.name);
    let position = selection.all.iter().position(|c| Some(&c.exercise.name) == last);
    let (before, after) = selection.all.split_at(position.map_or(0, |position| position + 1));
    for chosen in after.iter().chain(before).filter(|c| !grades.solved(c)) {
        let answers = crate::read(&chosen.chapter.answers_path()).unwrap_or_default();
        if chosen.is_untouched(&answers) == Some(true)
            || !run(&selection.all, &[*chosen])?.solved(chosen)
        {
            return Ok(Some(*chosen));
        }
    }
    Ok(None)
}

/// What the answers printed.
pub fn printed(grades: &Grades) {
    let printed = grades.printed.lines();
    if !printed.is_empty() {
        say("");
        printed.iter().for_each(say);
    }
}

/// Says how an exercise stands.
pub fn show(chosen: &Chosen, grades: &Grades) {
    let name = format!("{} {}", chosen.chapter.name, chosen.exercise.name);
    let Some(state) = grades.state(chosen) else { return };
    if *state == State::Solved {
        say(format_args!("{name}: {}", state.words()));
    } else {
        say(format_args!("{name}: {}, {}", state.words(), chosen.place()));
        let page = format!("read:     {}", chosen.exercise.page);
        let details = state.reason().lines() + &page;
        details.lines().for_each(|line| say(format_args!("    {}", escaped(line))));
    }
    if let Some(lost) = grades.lost_anchors.get(&chosen.exercise.name) {
        say(format_args!("    mind:     {lost}"));
    }
}
