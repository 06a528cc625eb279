//! The addresses of the pages, which readers and other sites may have kept: none may lead nowhere.

use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::project::Project;
use crate::site::published::Published;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Display;

/// mdBook's page for missing ones has no address of its own.
const MISSING: &str = "404.html";

/// What search engines show of a description.
const MOST_LETTERS: usize = 160;

/// Built pages that book/pages.toml does not list, listed pages that are gone without a redirect, and
/// descriptions that are missing, too long, or shared.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let published = Published::read(project)?;
    let file = Published::file(project);
    let text = project.read(&file)?;
    let line_of = |page: &str| {
        let start = format!("\"{page}\"");
        text.lines().position(|line| line.starts_with(&start)).map_or(1, |line| line + 1)
    };
    let fault = |page: &str, message: &dyn Display| {
        Fault::in_line(project.shown(&file), line_of(page), message)
    };

    let mut faults = Vec::new();
    let mut pages_by_description: BTreeMap<&str, &str> = BTreeMap::new();
    for (page, description) in published.pages() {
        if !project.pages().join(page).is_file() {
            faults.push(fault(
                page,
                &format!(
                    "{page} was published and is gone; name the page that has taken its place in \
                 [output.html.redirect] of book/book.toml: \"/{page}\" = \"…\""
                ),
            ));
        }
        if description.is_empty() || description.chars().count() > MOST_LETTERS {
            faults.push(fault(
                page,
                &format!(
                    "the description of {page} must have 1 to {MOST_LETTERS} letters, and has {}",
                    description.chars().count()
                ),
            ));
        }
        if let Some(other) = pages_by_description.insert(description, page) {
            faults.push(fault(page, &format!("{page} is described like {other}")));
        }
    }
    for chapter in chapters {
        let page = chapter.page();
        if page == MISSING {
            continue;
        }
        if project.pages().join(&page).is_file() && published.description(&page).is_none() {
            let message = format!(
                "{page} is not listed; add a line for it: \"{page}\" = \"What the page is about.\""
            );
            faults.push(Fault::in_file(project.shown(&file), message));
        }
    }
    Ok(faults)
}
