//! Where everything lies.

use anyhow::{Context, Result};
use grade::Catalogue;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The repository that the tool works on.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that the current folder belongs to.
    ///
    /// # Errors
    /// If neither it nor a folder above it has a book.
    pub fn here() -> Result<Self> {
        let here = env::current_dir().context("the current folder cannot be found")?;
        let root = here.ancestors().find(|folder| folder.join("book/book.toml").is_file());
        let root = root.with_context(|| {
            format!("there is no book/book.toml in {} or above it", here.display())
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// The project whose book lies in this folder.
    pub fn of_book(book: &Path) -> Self {
        Self { root: book.parent().unwrap_or(book).to_owned() }
    }

    /// The folder of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the book.
    pub fn book(&self) -> PathBuf {
        self.root.join("book")
    }

    /// The folder of the chapters.
    pub fn chapters(&self) -> PathBuf {
        self.root.join("book/src")
    }

    /// The folder of the recorded outputs.
    pub fn outputs(&self) -> PathBuf {
        self.chapters().join("output")
    }

    /// The folder of the recorded figures.
    pub fn figures(&self) -> PathBuf {
        self.chapters().join("figures")
    }

    /// The folder of the pages.
    pub fn pages(&self) -> PathBuf {
        self.root.join("book/build")
    }

    /// A path as messages show it: from the root of the repository.
    pub fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }

    /// The content of a file.
    ///
    /// # Errors
    /// If it cannot be read; the message names it.
    pub fn read(&self, path: &Path) -> Result<String> {
        fs::read_to_string(path)
            .with_context(|| format!("{} cannot be read", self.shown(path).display()))
    }

    /// The catalogue of the exercises.
    ///
    /// # Errors
    /// If it cannot be read or understood.
    pub fn exercises(&self) -> Result<Catalogue> {
        let path = self.root.join("grade/catalogue.toml");
        toml::from_str(&self.read(&path)?)
            .with_context(|| format!("{} is not understood", self.shown(&path).display()))
    }
}
