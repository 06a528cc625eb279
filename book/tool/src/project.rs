//! Where everything is.

use crate::files::read_text;
use anyhow::{Context, Result};
use catalogue::Catalogue;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository that the tool works on.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that the current folder belongs to.
    pub fn here() -> Result<Self> {
        let here = env::current_dir().context("the current folder cannot be found")?;
        let root = here.ancestors().find(|folder| folder.join("book/book.toml").is_file());
        let root = root.with_context(|| {
            format!("there is no book/book.toml in {} or above it", here.display())
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// The project that the book in this folder belongs to.
    pub fn from_book(book: &Path) -> Self {
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

    /// The folder of the engines of the pages, compiled to WebAssembly. mdBook copies it to the pages.
    pub fn engines(&self) -> PathBuf {
        self.chapters().join("engine")
    }

    /// The folder of the built pages.
    pub fn pages(&self) -> PathBuf {
        self.root.join("book/build")
    }

    /// A path as messages show it, relative to the root of the repository.
    pub fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }

    /// The text of a file, as [`read_text`] reads it.
    pub fn read(&self, path: &Path) -> Result<String> {
        read_text(path).with_context(|| format!("{} cannot be read", self.shown(path).display()))
    }

    /// `cargo run` for an example or a package, ready for the program's own options. Where the environment
    /// names a folder of built programs in `WORKBOOK_BUILT`, as `.ci/run` does, the one that is there.
    pub fn cargo_run(&self, kind: &str, name: &str) -> Command {
        if let Some(built) = env::var_os("WORKBOOK_BUILT") {
            let folder = if kind == "--example" { "examples" } else { "" };
            let mut command = Command::new(Path::new(&built).join(folder).join(name));
            command.current_dir(&self.root);
            return command;
        }
        let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
        command.current_dir(&self.root).args(["run", "--quiet", kind, name, "--"]);
        command
    }

    /// The catalogue of the exercises.
    ///
    /// # Errors
    /// If a file of solutions cannot be read or lacks part of an exercise.
    pub fn exercises(&self) -> Result<Catalogue> {
        Ok(Catalogue::read(&self.root)?)
    }
}
