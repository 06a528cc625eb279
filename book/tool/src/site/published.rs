//! `book/pages.toml`: every address that was ever published, with a sentence on its page.

use crate::project::Project;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The addresses from the folder of the pages, each with the description of its page.
pub struct Published(BTreeMap<String, String>);

impl Published {
    /// Where they are listed.
    pub fn file(project: &Project) -> PathBuf {
        project.book().join("pages.toml")
    }

    /// Reads the list.
    pub fn read(project: &Project) -> Result<Self> {
        let file = Self::file(project);
        let pages = toml::from_str(&project.read(&file)?);
        Ok(Self(
            pages.with_context(|| format!("{} cannot be read", project.shown(&file).display()))?,
        ))
    }

    /// The sentence on a page.
    pub fn description(&self, page: &str) -> Option<&str> {
        self.0.get(page).map(String::as_str)
    }

    /// All addresses, with their descriptions.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(page, description)| (page.as_str(), description.as_str()))
    }
}
