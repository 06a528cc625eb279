//! `{{exercise l2_penalty}}`: heading, stub, command and hints of an exercise.

use catalogue::{Chapter, Exercise};

/// The Markdown of an exercise.
pub fn expand(chapter: &Chapter, exercise: &Exercise) -> String {
    let Exercise { name, hints, stub, .. } = exercise;
    let answers = chapter.answers_path();
    let hints: String = (1..)
        .zip(hints)
        .map(|(number, hint)| {
            format!(
                "<details class=\"hint\"><summary>Hint {number}</summary>\n\n{hint}\n\n</details>\n\n"
            )
        })
        .collect();
    let kind = if chapter.is_recommender() { "Checkpoint" } else { "Exercise" };
    format!(
        "### {kind}: {name}\n\n\
         In `{answers}`:\n\n\
         ```rust,ignore\n{stub}```\n\n\
         ```sh\ncargo grade {name}\n```\n\n\
         {hints}"
    )
}
