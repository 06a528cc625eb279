//! Building the book with mdBook as a library.

use crate::check;
use crate::engine;
use crate::preprocess::Workbook;
use crate::project::Project;
use crate::scripts;
use crate::site::api::Api;
use crate::site::{self, Site};
use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use std::path::PathBuf;

/// Builds the book and returns the path of its first page. If anything in the chapters cannot be
/// rendered, the error names every place, and the old pages stay as they are.
pub fn build(project: &Project) -> Result<PathBuf> {
    build_with(project, None)
}

/// Builds the book with the library's documentation beside it, and checks the links between them.
pub fn build_site(project: &Project) -> Result<PathBuf> {
    let api = Api::document(project)?;
    let first = build_with(project, Some(&api))?;
    api.copy_to(project)?;
    check::pages(project)?;
    Ok(first)
}

fn build_with(project: &Project, api: Option<&Api>) -> Result<PathBuf> {
    engine::build(project)?;
    let mut book = MDBook::load(project.book()).context("the book cannot be loaded")?;
    let site = Site::of(&book.config)?;
    // The page that stands in for missing ones may be shown for any address, so its links begin here.
    book.config.set("output.html.site-url", site.folder())?;
    book.with_preprocessor(Workbook { api: api.cloned() });
    book.build()?;
    scripts::lighten(project)?;
    site::finish(project, &book)?;
    Ok(project.pages().join("index.html"))
}
