//! Which runs the book shows, as `book/recordings.toml` lists them.

use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::fmt;

/// All runs that are recorded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recordings {
    /// How far a number may drift.
    pub tolerance: Tolerance,
    #[serde(rename = "recording")]
    recordings: Vec<Recording>,
}

/// How far a number with decimals may drift from its record.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// At least so far.
    pub absolute: f64,
    /// At least by this share of it.
    pub relative: f64,
}

/// The runs of one example; the keys are explained in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The example's name.
    pub example: String,
    #[serde(default = "yes")]
    takes_data: bool,
    seeds: Option<usize>,
    /// Whether it takes a folder for the models it keeps.
    #[serde(default)]
    pub keeps_model: bool,
    /// How paragraphs start that list single ratings.
    #[serde(default)]
    pub single_ratings: Vec<String>,
    /// The figures that show single ratings.
    #[serde(default)]
    pub rating_figures: Vec<String>,
    /// How paragraphs start that tell times.
    #[serde(default)]
    pub timings: Vec<String>,
    /// The figures that show times.
    #[serde(default)]
    pub timed_figures: Vec<String>,
}

/// What an example runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// The built-in ratings.
    Builtin,
    /// MovieLens 100K.
    MovieLens,
}

/// One run of an example.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The example and how it is recorded.
    pub recording: &'a Recording,
    /// What it runs on.
    pub data: Data,
    /// With how many seeds, if not with one.
    pub seeds: Option<usize>,
}

fn yes() -> bool {
    true
}

impl Recordings {
    /// Reads the list.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn load(project: &Project) -> Result<Self> {
        let path = project.book().join("recordings.toml");
        toml::from_str(&project.read(&path)?)
            .with_context(|| format!("{} is not understood", project.shown(&path).display()))
    }

    /// The recordings of a chapter, given as `5`, `05` or `05_weight_decay`; of all without one.
    ///
    /// # Errors
    /// If there is none for this chapter.
    pub fn of_chapter(&self, chapter: Option<&str>) -> Result<Vec<&Recording>> {
        let Some(chapter) = chapter else { return Ok(self.recordings.iter().collect()) };
        let fits = |recording: &&Recording| {
            let number = recording.example.split('_').next().unwrap_or_default();
            recording.example == chapter || number == format!("{chapter:0>2}")
        };
        let found: Vec<_> = self.recordings.iter().filter(fits).collect();
        if found.is_empty() {
            let names: Vec<_> =
                self.recordings.iter().map(|recording| &*recording.example).collect();
            bail!("nothing is recorded for chapter {chapter}; there are: {}", names.join(", "));
        }
        Ok(found)
    }
}

impl Recording {
    /// All runs of the example, on the built-in data first.
    pub fn runs(&self) -> Vec<Run<'_>> {
        let run = |data, seeds| Run { recording: self, data, seeds };
        let mut runs = vec![run(Data::Builtin, None)];
        if self.takes_data {
            runs.push(run(Data::MovieLens, None));
            runs.extend(self.seeds.map(|seeds| run(Data::MovieLens, Some(seeds))));
        }
        runs
    }
}

impl Data {
    /// The name of the data, and of the folder of its records.
    pub fn name(self) -> &'static str {
        match self {
            Data::Builtin => "builtin",
            Data::MovieLens => "ml-100k",
        }
    }
}

impl Run<'_> {
    /// The options of the example.
    pub fn options(&self) -> Vec<String> {
        let mut options = Vec::new();
        if self.data == Data::MovieLens {
            options.extend(["--data".to_owned(), self.data.name().to_owned()]);
        }
        if let Some(seeds) = self.seeds {
            options.extend(["--seeds".to_owned(), seeds.to_string()]);
        }
        options
    }

    /// What the names of its files have before their ending.
    pub fn suffix(&self) -> &'static str {
        if self.seeds.is_some() { ".seeds" } else { "" }
    }
}

/// The command that makes the run.
impl fmt::Display for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cargo run --example {}", self.recording.example)?;
        match self.options().as_slice() {
            [] => Ok(()),
            options => write!(f, " -- {}", options.join(" ")),
        }
    }
}
