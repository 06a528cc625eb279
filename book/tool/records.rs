//! Recorded runs: what an example printed, and its numbers.

use crate::project::Project;
use serde_json::Value;
use std::fs;
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
    /// The epoch, where a line of the training is meant and not the summary.
    pub epoch: Option<u64>,
    /// The path within the line: `final_valid_loss.mean`.
    pub path: String,
}

impl Records {
    /// The records of a project.
    pub fn of(project: &Project) -> Self {
        Self { folder: project.outputs() }
    }

    /// `count` paragraphs of a record's text, from the one whose first line starts with `start`.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn paragraphs(&self, record: &str, start: &str, count: usize) -> Result<String, String> {
        let text = self.read(record, "txt")?;
        let paragraphs = paragraphs(&text);
        let first =
            paragraphs.iter().position(|paragraph| paragraph.trim_start().starts_with(start));
        let Some(first) = first else {
            let starts: Vec<_> =
                paragraphs.iter().map(|paragraph| first_words(paragraph)).collect();
            return Err(format!(
                "no paragraph of {record}.txt starts with \"{start}\"; they start with: {}",
                starts.join(" | ")
            ));
        };
        let chosen = paragraphs.get(first..first + count).ok_or_else(|| {
            let left = paragraphs.len() - first;
            format!("{record}.txt has only {left} paragraphs from \"{start}\" on, not {count}")
        })?;
        Ok(chosen.join("\n\n"))
    }

    /// What stands at a place. Where several lines fit, those of the seeds of one epoch, it is
    /// their mean.
    ///
    /// # Errors
    /// Says what is missing.
    pub fn value(&self, place: &Place) -> Result<Value, String> {
        let Place { record, run, epoch, path } = place;
        let text = self.read(record, "jsonl")?;
        let lines: Vec<Value> = text
            .lines()
            .map(|line| {
                serde_json::from_str(line)
                    .map_err(|error| format!("{record}.jsonl is broken: {error}"))
            })
            .collect::<Result<_, _>>()?;
        let mut of_run = lines.iter().filter(|line| line["run"] == run.as_str()).peekable();
        if of_run.peek().is_none() {
            let mut runs: Vec<_> = lines.iter().filter_map(|line| line["run"].as_str()).collect();
            runs.dedup();
            return Err(format!(
                "there is no run \"{run}\" in {record}.jsonl; its runs are: \"{}\"",
                runs.join("\", \"")
            ));
        }
        let found: Vec<&Value> = match epoch {
            Some(epoch) => of_run.filter(|line| line["epoch"] == *epoch).collect(),
            None => of_run.filter_map(|line| line.get("summary")).collect(),
        };
        let within = || {
            let part = epoch.map_or("summary".to_owned(), |epoch| format!("epoch {epoch}"));
            format!("the {part} of run \"{run}\" in {record}.jsonl")
        };
        let missing = || match found.first() {
            None => format!("there is no such thing as {}", within()),
            Some(line) => format!("there is nothing at {path} in {}, which is {line}", within()),
        };
        let values: Vec<&Value> = found.iter().filter_map(|line| at(line, path)).collect();
        match values.as_slice() {
            [] => Err(missing()),
            [one] => Ok((*one).clone()),
            many => {
                let numbers: Option<Vec<f64>> = many.iter().map(|value| value.as_f64()).collect();
                let numbers = numbers.ok_or_else(missing)?;
                Ok((numbers.iter().sum::<f64>() / numbers.len() as f64).into())
            }
        }
    }

    fn read(&self, record: &str, ending: &str) -> Result<String, String> {
        let path = self.folder.join(format!("{record}.{ending}"));
        fs::read_to_string(path)
            .map_err(|error| format!("the record output/{record}.{ending} cannot be read: {error}"))
    }
}

/// The blocks between blank lines.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n")
        .map(|paragraph| paragraph.trim_matches('\n'))
        .filter(|p| !p.is_empty())
        .collect()
}

/// What stands at a dotted path: `given.3`.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, key| match value {
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        Value::Object(fields) => fields.get(key),
        _ => None,
    })
}

/// Enough of a paragraph to know it by.
fn first_words(paragraph: &str) -> String {
    let line = paragraph.lines().next().unwrap_or_default().trim_start();
    line.chars().take(24).collect()
}
