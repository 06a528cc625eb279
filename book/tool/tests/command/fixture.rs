//! A small workbook to build, break and check.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A copy of the fixture with the real book's configuration and theme.
pub struct Fixture(TempDir);

impl Fixture {
    pub fn new() -> Self {
        let fixture = Self(tempfile::tempdir().expect("a temporary folder"));
        let tool = Path::new(env!("CARGO_MANIFEST_DIR"));
        let book = tool.join("..");
        copy(&tool.join("tests/fixture"), fixture.0.path());
        copy(&book.join("theme"), &fixture.path("book/theme"));
        copy(&book.join("src/assets"), &fixture.path("book/src/assets"));
        fs::copy(book.join("book.toml"), fixture.path("book/book.toml")).expect("a copy");
        fixture
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// The text of a file. In a clone of the workbook it may have carriage returns, which do not matter.
    pub fn read(&self, file: &str) -> String {
        let text = fs::read_to_string(self.path(file));
        text.unwrap_or_else(|error| panic!("{file}: {error}")).replace("\r\n", "\n")
    }

    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    /// Replaces the first `from` in a file, which must contain it, by `to`.
    pub fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} does not contain {from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    }

    /// Ends the lines of all texts in a folder with a carriage return and a line feed, as in a clone
    /// by Git for Windows.
    pub fn add_carriage_returns(&self, folder: &str) {
        for entry in fs::read_dir(self.path(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let file =
                path.strip_prefix(self.0.path()).expect("a path within").display().to_string();
            if path.is_dir() {
                self.add_carriage_returns(&file);
            } else if fs::read_to_string(&path).is_ok() {
                self.write(&file, &self.read(&file).replace('\n', "\r\n"));
            }
        }
    }

    /// Runs `cargo book` with these arguments in a folder of the fixture.
    pub fn book_in(&self, folder: &str, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_book"))
            .current_dir(self.path(folder))
            .env("CARGO_TARGET_DIR", self.path("target"))
            .env_remove("WORKBOOK_BUILT")
            .env_remove("WORKBOOK_DATA")
            .args(words)
            .output()
            .expect("the tool runs")
    }

    pub fn book(&self, words: &[&str]) -> Output {
        self.book_in("", words)
    }
}

/// What a command wrote to standard error.
pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
