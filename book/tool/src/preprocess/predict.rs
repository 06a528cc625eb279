//! `{{interactive predict {"questions": [{"id": "filled", …}]} }}`: questions that a reader answers before the
//! records do, below a Predict box.

use super::interactive::facts_of;
use crate::chapter::Chapter;
use crate::project::Project;
use crate::records::Records;
use anyhow::{Context, Result, bail, ensure};
use regex::Regex;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    questions: Vec<Question>,
}

/// One question. Its answer is a number from `min` to `max`, one of the `choices`, or the `items` in the
/// right order.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what the page alone reads must have its type here, too")]
struct Question {
    /// By this the browser keeps the answer.
    id: String,
    /// The question in short.
    ask: String,
    /// What the records say.
    truth: Value,
    /// The passage that explains it, `#` with the id of a heading.
    #[serde(rename = "where")]
    passage: String,
    unit: Option<String>,
    digits: Option<u32>,
    min: Option<f64>,
    max: Option<f64>,
    choices: Option<Vec<String>>,
    items: Option<Vec<String>>,
}

/// Checks the facts of a Predict box, which has looked this up in the records. `ids` are those of the page.
pub fn check(facts: &Value, looked_up: &[String], ids: &mut BTreeSet<String>) -> Result<()> {
    let Facts { questions } =
        Facts::deserialize(facts).context("the questions are not written as they should be")?;
    ensure!(!looked_up.is_empty(), "the truth of the questions rests on no record");
    for question in questions {
        let id = &question.id;
        ensure!(
            question
                .has_truth_among_its_answers()
                .with_context(|| format!("the question \"{id}\""))?,
            "the truth of the question \"{id}\" is not among its answers, but {}",
            question.truth
        );
        ensure!(
            question.passage.starts_with('#'),
            "the question \"{id}\" has no \"where\" on this page, but {}",
            question.passage
        );
        ensure!(ids.insert(id.clone()), "the page has two questions \"{id}\"");
    }
    Ok(())
}

impl Question {
    fn has_truth_among_its_answers(&self) -> Result<bool> {
        Ok(match (self.min, self.max, &self.choices, &self.items) {
            (Some(min), Some(max), None, None) => {
                self.truth.as_f64().is_some_and(|truth| min < max && (min..=max).contains(&truth))
            }
            (None, None, Some(choices), None) => {
                self.truth.as_str().is_some_and(|truth| choices.iter().any(|text| text == truth))
            }
            (None, None, None, Some(items)) => {
                let mut truth = Vec::<String>::deserialize(&self.truth).unwrap_or_default();
                let mut items = items.clone();
                truth.sort();
                items.sort();
                truth == items
            }
            _ => bail!("expected either \"min\" and \"max\", or \"choices\", or \"items\""),
        })
    }
}

static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[(.+?)\]\((.+?\.md)\)").expect("a valid pattern"));

/// The questions of all pages, in the order of the book. What cannot be had is a fault of its own page.
pub fn all(project: &Project, records: &Records) -> Result<Value> {
    let mut pages = Vec::new();
    for entry in ENTRY.captures_iter(&project.read(&project.chapters().join("SUMMARY.md"))?) {
        let (_, [title, file]) = entry.extract();
        let text = project.read(&project.chapters().join(file))?;
        let chapter = Chapter { file: file.into(), text };
        let boxes = facts_of("predict", &chapter, records);
        let questions: Vec<_> =
            boxes.iter().filter_map(|facts| facts["questions"].as_array()).flatten().collect();
        if !questions.is_empty() {
            let page = Path::new(file).with_extension("html");
            pages.push(json!({ "title": title, "page": page, "questions": questions }));
        }
    }
    Ok(json!({ "pages": pages }))
}
