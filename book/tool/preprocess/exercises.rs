//! `{{exercise l2_penalty}}`: heading, stub, command and hints of an exercise.

use grade::{Chapter, Exercise};

/// The Markdown of an exercise, whose stub is given.
pub fn expand(chapter: &Chapter, exercise: &Exercise, stub: &str) -> String {
    let Exercise { name, hints } = exercise;
    let answers = chapter.answers_path();
    let hints: String = (1..)
        .zip(hints)
        .map(|(number, hint)| {
            format!(
                "<details class=\"hint\"><summary>Hint {number}</summary>\n\n{}\n\n</details>\n\n",
                hint.trim()
            )
        })
        .collect();
    format!(
        "### Exercise: {name}\n\n\
         In `{answers}`:\n\n\
         ```rust,ignore\n{stub}\n```\n\n\
         ```sh\ncargo grade {name}\n```\n\n\
         {hints}"
    )
}
