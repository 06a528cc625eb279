//! The runs that the book shows, as `book/recordings.toml` lists them.

use crate::numbers::Margin;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// The name of MovieLens 100K, as `--data` takes it.
pub const MOVIELENS: &str = "ml-100k";

/// All runs that are recorded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recordings {
    seeds: usize,
    /// How far a number may drift from its record.
    pub tolerance: Margin,
    #[serde(rename = "recording")]
    recordings: Vec<Recording>,
}

/// The runs of one example. The file explains the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The example's name.
    pub example: String,
    name: Option<String>,
    runs: Vec<Kind>,
    #[serde(default)]
    options: Vec<String>,
    /// The figures that a run with options keeps, because no other run draws them as it does.
    #[serde(default)]
    pub own_figures: Vec<String>,
    /// Whether a run takes too long for a check to repeat it.
    #[serde(default)]
    pub once: bool,
    /// How paragraphs with single ratings start.
    #[serde(default)]
    pub single_ratings: Vec<String>,
    /// The figures that show single ratings.
    #[serde(default)]
    pub rating_figures: Vec<String>,
    /// How paragraphs with timings start.
    #[serde(default)]
    pub timings: Vec<String>,
    /// The figures that show timings.
    #[serde(default)]
    pub timed_figures: Vec<String>,
}

/// What an example runs on, and how often.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Kind {
    /// Once on the built-in ratings.
    #[serde(rename = "builtin")]
    Builtin,
    /// On the built-in ratings, with several seeds. That takes long, so no check repeats it.
    #[serde(rename = "builtin.seeds")]
    BuiltinSeeds,
    /// Once on MovieLens 100K.
    #[serde(rename = "ml-100k")]
    MovieLens,
    /// On MovieLens 100K, with several seeds.
    #[serde(rename = "ml-100k.seeds")]
    MovieLensSeeds,
}

/// One run of an example.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The example and how it is recorded.
    pub recording: &'a Recording,
    /// What it runs on.
    pub kind: Kind,
    seeds: usize,
}

impl Recordings {
    /// Reads the list.
    pub fn load(project: &Project) -> Result<Self> {
        let path = project.book().join("recordings.toml");
        toml::from_str(&project.read(&path)?)
            .with_context(|| format!("{} is not understood", project.shown(&path).display()))
    }

    /// All runs, or those of one chapter, given as `5`, `05` or `05_weight_decay`.
    pub fn runs(&self, chapter: Option<&str>) -> Result<Vec<Run<'_>>> {
        let chosen = self.recordings.iter().filter(|recording| {
            let number = recording.example.split('_').next().unwrap_or_default();
            chapter.is_none_or(|chapter| {
                recording.name() == chapter || number == format!("{chapter:0>2}")
            })
        });
        let runs: Vec<_> = chosen
            .flat_map(|recording| {
                recording.runs.iter().map(|&kind| Run { recording, kind, seeds: self.seeds })
            })
            .collect();
        if runs.is_empty() {
            let names: Vec<_> = self.recordings.iter().map(Recording::name).collect();
            bail!(
                "nothing is recorded as {}; there are: {}",
                chapter.unwrap_or("anything"),
                names.join(", ")
            );
        }
        Ok(runs)
    }
}

impl Recording {
    /// The name of its records.
    pub fn name(&self) -> &str {
        self.name.as_ref().unwrap_or(&self.example)
    }
}

impl Run<'_> {
    /// The name of the data, and of the folder of its records.
    pub fn data(&self) -> &'static str {
        match self.kind {
            Kind::Builtin | Kind::BuiltinSeeds => "builtin",
            Kind::MovieLens | Kind::MovieLensSeeds => MOVIELENS,
        }
    }

    fn has_seeds(&self) -> bool {
        matches!(self.kind, Kind::BuiltinSeeds | Kind::MovieLensSeeds)
    }

    /// The options of the example.
    pub fn options(&self) -> Vec<String> {
        let mut options: Vec<String> = match self.kind {
            Kind::Builtin | Kind::BuiltinSeeds => Vec::new(),
            Kind::MovieLens | Kind::MovieLensSeeds => vec!["--data".into(), MOVIELENS.into()],
        };
        options.extend(self.recording.options.iter().cloned());
        if self.has_seeds() {
            options.extend(["--seeds".to_owned(), self.seeds.to_string()]);
        }
        options
    }

    /// The file of a record or figure of this name, as a path from the folder of all records or
    /// figures: `ml-100k/05_sweep.seeds.svg`.
    pub fn file(&self, name: &str, ending: &str) -> PathBuf {
        let seeds = if self.has_seeds() { ".seeds" } else { "" };
        Path::new(self.data()).join(format!("{name}{seeds}.{ending}"))
    }

    /// Whether a figure of this name is kept. A run with its own options would overwrite the figures that
    /// the example draws by default, unless it has figures of its own.
    pub fn keeps_figure(&self, name: &str) -> bool {
        let Recording { options, own_figures, .. } = self.recording;
        options.is_empty() || own_figures.iter().any(|own| own == name)
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
