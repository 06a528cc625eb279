//! The list of all pages that search engines read, and where they find it.

use crate::project::Project;
use anyhow::{Context, Result};
use std::fs;

/// Its name in the folder of the pages.
pub const FILE: &str = "sitemap.xml";

/// Writes the list of these addresses, and robots.txt, which names the list's own.
pub fn write(project: &Project, addresses: &[String], own: &str) -> Result<()> {
    let pages: String = addresses
        .iter()
        .map(|address| format!("<url><loc>{}</loc></url>\n", address.replace('&', "&amp;")))
        .collect();
    let sitemap = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{pages}</urlset>\n"
    );
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {own}\n");
    for (file, text) in [(FILE, sitemap), ("robots.txt", robots)] {
        fs::write(project.pages().join(file), text)
            .with_context(|| format!("{file} cannot be written"))?;
    }
    Ok(())
}
