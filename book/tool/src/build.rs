//! Building the book with mdBook as a library.

use crate::preprocess::Workbook;
use crate::project::Project;
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use std::path::PathBuf;

/// Builds the book and returns the path of its first page. If anything in the chapters cannot be
/// rendered, the error names every place, and the old pages stay as they are.
pub fn build(project: &Project) -> Result<PathBuf> {
    let mut book = MDBook::load(project.book()).context("the book cannot be loaded")?;
    book.with_preprocessor(Workbook);
    book.build()?;
    Ok(project.pages().join("index.html"))
}
