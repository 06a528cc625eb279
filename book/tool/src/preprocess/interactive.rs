//! `{{interactive training {"data": "builtin", "floor": value("builtin/…", …)} }}`: something that moves.
//!
//! It stands below the static figure, which stays where scripts are off, and is empty until its module
//! `interactive/NAME.js` fills it. The expression, in the language of the claims, is what the module gets.

use super::edit::Edit;
use super::expressions::evaluate;
use super::predict;
use crate::chapter::Chapter;
use crate::project::Project;
use crate::records::Records;
use anyhow::{Context, Result, ensure};
use minijinja::context;
use minijinja::value::ValueKind;
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// It may take several lines.
static INTERACTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)\{\{interactive\b(.*?)\}\}").expect("a valid pattern"));

static NAME_AND_FACTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)^\s*([a-z0-9_]+)\s*(.*?)\s*$").expect("a valid pattern"));

/// What moves on one page, as far as it is read.
#[derive(Default)]
struct Seen {
    /// The names, of which one may occur several times.
    names: Vec<String>,
    /// The ids of the questions of Predict boxes.
    questions: BTreeSet<String>,
}

/// The HTML of what moves on a page. The second of a name has a 2 in its id, and so on.
pub fn edits(project: &Project, chapter: &Chapter, records: &Records) -> Vec<Edit> {
    let mut seen = Seen::default();
    directives(chapter)
        .into_iter()
        .map(|found| {
            (found.get_match().range(), html(project, chapter, records, &found, &mut seen))
        })
        .collect()
}

/// The facts of all places of a name on a page, as far as they can be had.
pub fn facts_of(name: &str, chapter: &Chapter, records: &Records) -> Vec<serde_json::Value> {
    let parts = directives(chapter).into_iter().filter_map(|found| {
        let (found, facts) = name_and_facts(&found).ok()?;
        if found == name { facts_in(name, facts, records).ok() } else { None }
    });
    parts.map(|(facts, _)| facts).collect()
}

fn directives(chapter: &Chapter) -> Vec<Captures<'_>> {
    let code = chapter.code();
    let mut found: Vec<_> = INTERACTIVE.captures_iter(&chapter.text).collect();
    found.retain(|found| !code.iter().any(|code| code.contains(&found.get_match().start())));
    found
}

fn name_and_facts<'a>(found: &Captures<'a>) -> Result<(&'a str, &'a str)> {
    let text = found.get(1).map_or("", |text| text.as_str());
    let parts = NAME_AND_FACTS.captures(text);
    let parts = parts.context("expected {{interactive NAME {\"KEY\": VALUE, …} }}")?;
    let (_, [name, facts]) = parts.extract();
    Ok((name, facts))
}

/// The value of the expression, and what it looked up.
fn facts_in(
    name: &str,
    expression: &str,
    records: &Records,
) -> Result<(serde_json::Value, Vec<String>)> {
    let expression = if expression.is_empty() { "{}" } else { expression };
    let (facts, seen) = evaluate(expression, context! {}, records)
        .map_err(anyhow::Error::new)
        .with_context(|| format!("the facts of the interactive {name} cannot be had"))?;
    ensure!(facts.kind() == ValueKind::Map, "the facts of the interactive {name} are no map");
    Ok((serde_json::to_value(&facts)?, seen))
}

fn html(
    project: &Project,
    chapter: &Chapter,
    records: &Records,
    found: &Captures<'_>,
    seen: &mut Seen,
) -> Result<String> {
    let (name, expression) = name_and_facts(found)?;
    let script = project.chapters().join(format!("interactive/{name}.js"));
    ensure!(script.is_file(), "there is no {}", project.shown(&script).display());
    let (mut facts, looked_up) = facts_in(name, expression, records)?;
    match name {
        "predict" => predict::check(&facts, &looked_up, &mut seen.questions)?,
        "predictions" => facts = predict::all(project, records)?,
        _ => {}
    }
    // A `</script>` within would end the facts early, and a `<!--` late.
    let facts = facts.to_string().replace('<', "\\u003c");

    seen.names.push(name.to_owned());
    let number = seen.names.iter().filter(|other| *other == name).count();
    let id = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
    let root = chapter.root();
    let engine = if project.engines().is_dir() {
        format!(" data-engine=\"{root}engine/\"")
    } else {
        String::new()
    };
    Ok(format!(
        "<div class=\"interactive\" id=\"interactive-{id}\" data-interactive=\"{name}\"{engine}>\n\
         <script type=\"application/json\">{facts}</script>\n\
         </div>\n\
         <script type=\"module\" src=\"{root}interactive/{name}.js\"></script>\n"
    ))
}
