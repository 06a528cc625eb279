//! A chapter on its way to mdBook.

use super::directives::{Directive, directives, torn};
use super::edit::{Edit, edited};
use super::{api, claims, exercises, figures, formulas, includes, interactive, spaces, values};
use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::project::Project;
use crate::records::Records;
use crate::site::api::Api;
use anyhow::{Context, Result, anyhow};

/// The chapter's text with all of the workbook's notation expanded. What cannot be expanded stays,
/// and is added to the faults. Listings link to the documentation if there is one.
pub fn expand(
    project: &Project,
    chapter: &Chapter,
    documentation: Option<&Api>,
    faults: &mut Vec<Fault>,
) -> String {
    // Values come first because a formula may contain them. They leave the line numbers alone.
    let chapter = with_values(project, chapter, faults);
    let records = Records::new(project);
    let mut edits = outputs_and_exercises(project, &chapter, &records);
    edits.extend(interactive::edits(project, &chapter, &records));
    edits.extend(formulas::edits(&chapter));
    edits.extend(figures::edits(project, &chapter));
    edits.extend(includes::edits(project, &chapter));
    edits.extend(spaces::edits(&chapter));
    if let Some(documentation) = documentation {
        edits.extend(api::edits(project, &chapter, documentation));
    }
    edited(&chapter, edits, faults)
}

/// The chapter with its values, and without its claims, line for line. What cannot be expanded stays,
/// and is added to the faults.
pub fn with_values(project: &Project, chapter: &Chapter, faults: &mut Vec<Fault>) -> Chapter {
    let records = Records::new(project);
    let mut edits = values(chapter, &records);
    edits.extend(claims::edits(chapter, &records));
    Chapter { file: chapter.file.clone(), text: edited(chapter, edits, faults) }
}

/// The values, which may stand anywhere except in code.
fn values(chapter: &Chapter, records: &Records) -> Vec<Edit> {
    let code = chapter.code();
    directives(&chapter.text)
        .into_iter()
        .filter(|directive| directive.name == "value" && !directive.is_in(&code))
        .map(|directive| (directive.range, values::expand(&directive.words, records)))
        .collect()
}

/// The outputs, which stand in blocks of code, and the exercises, which stand outside.
fn outputs_and_exercises(project: &Project, chapter: &Chapter, records: &Records) -> Vec<Edit> {
    let code = chapter.code();
    let unclosed = |range| (range, Err(anyhow!("its braces must close on the same line")));
    let mut edits: Vec<Edit> = torn(&chapter.text).into_iter().map(unclosed).collect();
    for directive in directives(&chapter.text) {
        let in_code = directive.is_in(&code);
        let Directive { range, name, words } = directive;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let expanded = match (name.as_str(), words.as_slice()) {
            ("output", [record, start]) if in_code => records.paragraphs(record, start, 1),
            ("output", [record, start, count]) if in_code => count
                .parse()
                .with_context(|| format!("expected a number of paragraphs, not {count}"))
                .and_then(|count| records.paragraphs(record, start, count)),
            ("output", _) => Err(anyhow!(
                "expected {{{{output RECORD \"START\" [PARAGRAPHS]}}}} in a ```text block"
            )),
            // mdBook's own; what others expand, or did not, which is a fault already.
            (name, _) if in_code || name.starts_with('#') => continue,
            ("value" | "holds" | "interactive", _) => continue,
            ("exercise", [name]) => exercise(project, name),
            _ => Err(anyhow!("{} is not understood", &chapter.text[range.clone()])),
        };
        edits.push((range, expanded));
    }
    edits
}

fn exercise(project: &Project, name: &str) -> Result<String> {
    let catalogue = project.exercises()?;
    let found = catalogue.exercises().find(|(_, exercise)| exercise.name == name);
    let (chapter, exercise) = found.with_context(|| {
        let names: Vec<_> = catalogue.exercises().map(|(_, exercise)| &*exercise.name).collect();
        format!("there is no exercise \"{name}\" in src/solutions; there are: {}", names.join(", "))
    })?;
    Ok(exercises::expand(chapter, exercise))
}
