//! What makes a site of the pages: its address, a sentence on each page for search engines and for cards, a
//! list of all pages, one page to print, and the library's documentation.
//!
//! mdBook writes the pages; [`finish`] works on them afterwards.

pub mod api;
mod head;
pub mod print;
pub mod published;
mod sitemap;

use crate::files::slashed;
use crate::project::Project;
use anyhow::{Context, Result};
use head::Head;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use published::Published;
use std::fs;

/// Where the pages are published.
#[derive(Clone, Debug)]
pub struct Site {
    /// With a slash at its end.
    address: String,
}

impl Site {
    /// The one that book.toml names, or the environment instead of it.
    pub fn of(config: &Config) -> Result<Self> {
        let address: Option<String> = config.get("preprocessor.workbook.site")?;
        let address = address.context("book/book.toml has no `site` in [preprocessor.workbook]")?;
        Ok(Self { address: format!("{}/", address.trim_end_matches('/')) })
    }

    /// The folder of the pages on their server, such as `/collab-workbook/`.
    pub fn folder(&self) -> &str {
        let start = self.address.find("://").map_or(0, |at| at + "://".len());
        self.address[start..].find('/').map_or("/", |at| &self.address[start + at..])
    }

    /// The address of a file, or of the first page if its name is empty.
    fn address_of(&self, file: &str) -> String {
        format!("{}{file}", self.address)
    }
}

/// Adds to the pages what mdBook does not write.
pub fn finish(project: &Project, book: &MDBook) -> Result<()> {
    let site = Site::of(&book.config)?;
    let published = Published::read(project)?;
    let title = book.config.book.title.as_deref().unwrap_or_default();
    let about = book.config.book.description.as_deref().unwrap_or_default();

    let mut addresses = Vec::new();
    for chapter in book.book.chapters() {
        let Some(path) = &chapter.path else { continue };
        let file = slashed(&path.with_extension("html"));
        let is_first = addresses.is_empty();
        let head = Head {
            title: if is_first { format!("{title}: {about}") } else { chapter.name.clone() },
            book: title,
            description: published.description(&file).unwrap_or(about),
            address: site.address_of(if is_first { "" } else { &file }),
            cover: site.address_of(head::COVER),
            is_first,
        };
        rewrite(project, &file, |page| head.put_into(page))?;
        if is_first {
            rewrite(project, "index.html", |page| head.put_into(page))?;
        }
        addresses.push(head.address);
    }
    rewrite(project, print::PAGE, print::fit_for_print)?;
    sitemap::write(project, &addresses, &site.address_of(sitemap::FILE))
}

fn rewrite(project: &Project, file: &str, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let path = project.pages().join(file);
    let page = change(&project.read(&path)?).with_context(|| file.to_owned())?;
    fs::write(&path, page).with_context(|| format!("{} cannot be written", path.display()))
}
