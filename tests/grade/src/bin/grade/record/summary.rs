//! The progress as a table in Markdown.

use super::{ExerciseRecord, Record};

/// The table, and where to go on.
pub fn text(record: &Record) -> String {
    let Record { points, of, .. } = record;
    let mut text = format!(
        "# {points} of {of} exercises solved\n\n| chapter | solved | next |\n|---|---|---|\n"
    );
    for chapter in &record.chapters {
        let next = chapter.exercises.iter().find(|e| Some(&e.exercise) == chapter.next.as_ref());
        let next = match next {
            Some(ExerciseRecord { exercise, words, .. }) => format!("`{exercise}` ({words})"),
            None => "done".to_owned(),
        };
        text +=
            &format!("| {} | {} / {} | {next} |\n", chapter.chapter, chapter.points, chapter.of);
    }
    if let Some(next) = record.next() {
        let ExerciseRecord { exercise, place, page, reason, .. } = next;
        text += &format!("\nGo on with `{exercise}`, {place}. Its page: {page}\n");
        if !reason.is_empty() {
            // In an indented block, nothing that an answer says has a meaning in Markdown.
            text.push('\n');
            reason.lines().for_each(|line| text += &format!("    {line}\n"));
        }
    }
    text
}
