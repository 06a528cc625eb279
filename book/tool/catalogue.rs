//! The exercises, as `grade/catalogue.toml` lists them.

use crate::project::Project;
use anyhow::{Context, Result};
use serde::Deserialize;

/// All exercises, chapter by chapter.
#[derive(Clone, Debug, Deserialize)]
pub struct Catalogue {
    #[serde(rename = "chapter", default)]
    chapters: Vec<Chapter>,
}

/// The exercises of a chapter.
#[derive(Clone, Debug, Deserialize)]
pub struct Chapter {
    /// The stem of its source files: `ch05`.
    pub name: String,
    #[serde(rename = "exercise", default)]
    exercises: Vec<Exercise>,
}

/// An exercise, as far as its page in the book needs it.
#[derive(Clone, Debug, Deserialize)]
pub struct Exercise {
    /// The name, which is also the name of the function and of its anchor.
    pub name: String,
    /// Hints, from a nudge to nearly the whole way.
    pub hints: Vec<String>,
}

impl Catalogue {
    /// Reads the catalogue.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn load(project: &Project) -> Result<Self> {
        let path = project.root().join("grade/catalogue.toml");
        toml::from_str(&project.read(&path)?)
            .with_context(|| format!("{} is not understood", project.shown(&path).display()))
    }

    /// The exercise of this name, with its chapter.
    ///
    /// # Errors
    /// If there is none; the message lists those there are.
    pub fn find(&self, name: &str) -> Result<(&Chapter, &Exercise), String> {
        self.exercises().find(|(_, exercise)| exercise.name == name).ok_or_else(|| {
            let names: Vec<_> = self.exercises().map(|(_, exercise)| &*exercise.name).collect();
            format!(
                "there is no exercise \"{name}\" in grade/catalogue.toml; there are: {}",
                names.join(", ")
            )
        })
    }

    /// Every exercise, with its chapter.
    pub fn exercises(&self) -> impl Iterator<Item = (&Chapter, &Exercise)> {
        self.chapters
            .iter()
            .flat_map(|chapter| chapter.exercises.iter().map(move |exercise| (chapter, exercise)))
    }
}
