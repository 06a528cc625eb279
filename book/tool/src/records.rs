//! Recorded runs: what an example printed, and its numbers.

use crate::files::read_text;
use crate::project::Project;
use anyhow::{Context, Result, bail, ensure};
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
        if let Some(last) = chosen.last()
            && last.ends_with(':')
        {
            bail!("\"{}\" announces something that is cut off; show more", first_words(last));
        }
        Ok(chosen.join("\n\n"))
    }

    /// The value at a place. If several lines match, one for each seed, it is their mean.
    pub fn value(&self, place: &Place) -> Result<Value> {
        let values = self.values(place)?;
        match values.as_slice() {
            [one] => Ok(one.clone()),
            many => {
                let numbers: Option<Vec<f64>> = many.iter().map(Value::as_f64).collect();
                let numbers = numbers.with_context(|| {
                    format!("the values at {} are not numbers, so they have no mean", place.path)
                })?;
                Ok((numbers.iter().sum::<f64>() / numbers.len() as f64).into())
            }
        }
    }

    /// The values at a place, one for each seed. There is at least one.
    pub fn values(&self, place: &Place) -> Result<Vec<Value>> {
        let Place { record, run, epoch, path } = place;
        let of_run = self.lines(record, run)?;
        let found: Vec<&Value> = match epoch {
            Some(epoch) => of_run.iter().filter(|line| line["epoch"] == *epoch).collect(),
            None => of_run.iter().filter_map(|line| line.get("summary")).collect(),
        };
        let part = epoch.map_or("summary".to_owned(), |epoch| format!("epoch {epoch}"));
        let Some(first) = found.first() else {
            bail!("{record}.jsonl has no {part} of run \"{run}\"");
        };
        let pointer = format!("/{}", path.replace('.', "/"));
        let values: Vec<Value> =
            found.iter().filter_map(|line| line.pointer(&pointer)).cloned().collect();
        ensure!(
            !values.is_empty(),
            "there is nothing at {path} in the {part} of run \"{run}\" in {record}.jsonl, which is \
             {first}"
        );
        Ok(values)
    }

    /// The number of epochs that a run has lines for.
    pub fn epochs(&self, record: &str, run: &str) -> Result<u64> {
        let lines = self.lines(record, run)?;
        let last = lines.iter().filter_map(|line| line["epoch"].as_u64()).max();
        Ok(last.with_context(|| format!("run \"{run}\" in {record}.jsonl has no epochs"))? + 1)
    }

    /// The JSON lines of a run. There is at least one.
    fn lines(&self, record: &str, run: &str) -> Result<Vec<Value>> {
        let mut lines: Vec<Value> = self
            .read(record, "jsonl")?
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{record}.jsonl is broken"))?;
        if !lines.iter().any(|line| line["run"] == run) {
            let mut runs: Vec<_> = lines.iter().filter_map(|line| line["run"].as_str()).collect();
            runs.dedup();
            bail!(
                "there is no run \"{run}\" in {record}.jsonl; its runs are: \"{}\"",
                runs.join("\", \"")
            );
        }
        lines.retain(|line| line["run"] == run);
        Ok(lines)
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
