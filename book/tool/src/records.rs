//! Recorded runs: what an example printed, and its numbers.

use crate::files::read_text;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::PathBuf;

/// The recorded runs in `book/src/output/`.
#[derive(Clone, Debug)]
pub struct Records {
    folder: PathBuf,
}

/// A place in the JSON lines of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The record: `ml-100k/05_weight_decay`.
    pub record: String,
    /// The run: `wd=0.1`.
    pub run: String,
    /// The epoch, for a place in a line of the training; otherwise the place is in the summary.
    pub epoch: Option<u64>,
    /// The path within the line: `final_valid_loss.mean`.
    pub path: String,
}

impl Records {
    /// The records of a project.
    pub fn new(project: &Project) -> Self {
        Self { folder: project.outputs() }
    }

    /// `count` paragraphs of a record's text, from the one whose first line starts with `start`.
    pub fn paragraphs(&self, record: &str, start: &str, count: usize) -> Result<String> {
        let text = self.read(record, "txt")?;
        let paragraphs = paragraphs(&text);
        let first =
            paragraphs.iter().position(|paragraph| paragraph.trim_start().starts_with(start));
        let Some(first) = first else {
            let starts: Vec<_> =
                paragraphs.iter().map(|paragraph| first_words(paragraph)).collect();
            bail!(
                "no paragraph of {record}.txt starts with \"{start}\"; they start with: {}",
                starts.join(" | ")
            );
        };
        let chosen = paragraphs.get(first..first + count).with_context(|| {
            let left = paragraphs.len() - first;
            format!("{record}.txt has only {left} paragraphs from \"{start}\" on, not {count}")
        })?;
        Ok(chosen.join("\n\n"))
    }

    /// The value at a place. If several lines match, one for each seed, it is their mean.
    pub fn value(&self, place: &Place) -> Result<Value> {
        let Place { record, run, epoch, path } = place;
        let lines: Vec<Value> = self
            .read(record, "jsonl")?
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{record}.jsonl is broken"))?;
        let mut of_run = lines.iter().filter(|line| line["run"] == run.as_str()).peekable();
        if of_run.peek().is_none() {
            let mut runs: Vec<_> = lines.iter().filter_map(|line| line["run"].as_str()).collect();
            runs.dedup();
            bail!(
                "there is no run \"{run}\" in {record}.jsonl; its runs are: \"{}\"",
                runs.join("\", \"")
            );
        }
        let found: Vec<&Value> = match epoch {
            Some(epoch) => of_run.filter(|line| line["epoch"] == *epoch).collect(),
            None => of_run.filter_map(|line| line.get("summary")).collect(),
        };
        let part = epoch.map_or("summary".to_owned(), |epoch| format!("epoch {epoch}"));
        let Some(first) = found.first() else {
            bail!("{record}.jsonl has no {part} of run \"{run}\"");
        };
        let missing = || {
            let within = format!("the {part} of run \"{run}\" in {record}.jsonl");
            format!("there is nothing at {path} in {within}, which is {first}")
        };
        let pointer = format!("/{}", path.replace('.', "/"));
        let values: Vec<&Value> = found.iter().filter_map(|line| line.pointer(&pointer)).collect();
        match values.as_slice() {
            [] => bail!(missing()),
            [one] => Ok((*one).clone()),
            many => {
                let numbers: Option<Vec<f64>> = many.iter().map(|value| value.as_f64()).collect();
                let numbers = numbers.with_context(missing)?;
                Ok((numbers.iter().sum::<f64>() / numbers.len() as f64).into())
            }
        }
    }

    fn read(&self, record: &str, ending: &str) -> Result<String> {
        let path = self.folder.join(format!("{record}.{ending}"));
        read_text(&path)
            .with_context(|| format!("the record output/{record}.{ending} cannot be read"))
    }
}

/// The blocks between blank lines.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n")
        .map(|paragraph| paragraph.trim_matches('\n'))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// The start of a paragraph, enough to recognise it.
fn first_words(paragraph: &str) -> String {
    let line = paragraph.lines().next().unwrap_or_default().trim_start();
    line.chars().take(24).collect()
}
