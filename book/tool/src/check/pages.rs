//! The built pages: broken links, loads from the network, weight.

use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::files::{files_in, resolved};
use crate::project::Project;
use crate::site::{api, print};
use anyhow::{Context, Result, bail, ensure};
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

/// How heavy a page may be with its scripts, styles and images, except the page to print. Fonts do not count because all pages
/// share them, and neither does the search index, which loads when the reader searches.
const MOST_BYTES: u64 = 700_000;

/// A built page.
struct Page {
    /// The path from the folder of the pages.
    place: PathBuf,
    html: Html,
    bytes: u64,
    ids: BTreeSet<String>,
}

/// Everything that is wrong with the built pages.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let folder = project.pages();
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for path in files_in(&folder)? {
        let place = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
        if place.starts_with(api::FOLDER) {
            continue; // rustdoc's own pages
        }
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => {
                let text = project.read(&path)?;
                let html = Html::parse_document(&text);
                let mut ids = BTreeSet::new();
                for element in html.select(&selector("[id]")) {
                    let id = element.attr("id").unwrap_or_default();
                    if !ids.insert(id.to_owned()) {
                        let message = format!("the id {id} occurs twice on the page");
                        faults.push(fault(chapters, &place, None, message));
                    }
                }
                pages.insert(place.clone(), Page { place, html, bytes: text.len() as u64, ids });
            }
            Some("css") => faults.extend(style_faults(&folder, &place, &project.read(&path)?)),
            _ => {}
        }
    }
    for page in pages.values() {
        let mut bytes = page.bytes;
        for element in page.html.select(&selector("[href]:not(base), [src]")) {
            let Some(link) = element.attr("href").or(element.attr("src")) else { continue };
            match follow(&folder, &pages, page, &element, link) {
                Ok(loaded) => bytes += loaded,
                Err(error) => faults.push(fault(chapters, &page.place, Some(link), error)),
            }
        }
        for passage in passages(page) {
            if !page.ids.contains(passage.trim_start_matches('#')) {
                let message = format!("a prediction is explained at {passage}, which is nowhere");
                faults.push(fault(chapters, &page.place, Some(&passage), message));
            }
        }
        for image in page.html.select(&selector("img:not([alt]), img[alt='']")) {
            let source = image.attr("src").unwrap_or_default();
            let message = format!("the image {source} has no alternative text");
            faults.push(fault(chapters, &page.place, Some(source), message));
        }
        if bytes > MOST_BYTES && page.place != Path::new(print::PAGE) {
            let message = format!(
                "the page weighs {bytes} bytes with its scripts, styles and images, more than \
                 {MOST_BYTES}"
            );
            faults.push(fault(chapters, &page.place, None, message));
        }
    }
    Ok(faults)
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a valid selector")
}

/// Follows a link, which must not be broken, and returns the number of bytes that the page loads
/// through it, which must not come from the network.
fn follow(
    folder: &Path,
    pages: &BTreeMap<PathBuf, Page>,
    page: &Page,
    element: &ElementRef,
    link: &str,
) -> Result<u64> {
    // The page loads everything except what a reader clicks, which may lead anywhere, and its own address.
    let name = element.value().name();
    let is_loaded = name != "a" && element.attr("rel") != Some("canonical");
    if is_elsewhere(link) {
        ensure!(!is_loaded || link.starts_with("data:"), "the page loads {link} from the network");
        return Ok(0);
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let mut target = match path.strip_prefix('/') {
        Some(path) => PathBuf::from(path),
        None if path.is_empty() => page.place.clone(),
        None => resolved(page.place.parent().unwrap_or(Path::new("")), path),
    };
    if folder.join(&target).is_dir() {
        target.push("index.html");
    }
    let file = fs::metadata(folder.join(&target));
    let file = file.ok().with_context(|| format!("the link {link} leads to no page"))?;
    if !fragment.is_empty() && name == "a" {
        let has = |id: &str| pages.get(&target).is_none_or(|page| page.ids.contains(id));
        if !has(fragment) && !has(&percent_decode_str(fragment).decode_utf8_lossy()) {
            bail!("the link {link} leads to a page without #{fragment}");
        }
    }
    Ok(if is_loaded && name != "iframe" { file.len() } else { 0 })
}

/// The passages of the page that the questions of its Predict boxes name.
fn passages(page: &Page) -> Vec<String> {
    let facts = selector("[data-interactive=predict] > script");
    page.html
        .select(&facts)
        .filter_map(|script| serde_json::from_str(&script.inner_html()).ok())
        .flat_map(|facts: Value| facts["questions"].as_array().cloned().unwrap_or_default())
        .filter_map(|question| Some(question["where"].as_str()?.to_owned()))
        .collect()
}

/// Whether a link leaves the book.
fn is_elsewhere(link: &str) -> bool {
    link.starts_with("//")
        || link
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphabetic()))
}

/// Everything a style sheet loads that is missing or on the network.
fn style_faults(folder: &Path, place: &Path, css: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for rest in css.split("url(").skip(1) {
        let link = rest.split(')').next().unwrap_or_default().trim_matches(['"', '\'', ' ']);
        let path = link.split(['?', '#']).next().unwrap_or_default();
        let message = if link.starts_with("data:") || link.starts_with('#') {
            continue;
        } else if is_elsewhere(link) {
            format!("the style sheet loads {link} from the network")
        } else if !folder.join(resolved(place.parent().unwrap_or(Path::new("")), path)).is_file() {
            format!("the style sheet loads {link}, which does not exist")
        } else {
            continue;
        };
        faults.push(Fault::in_file(Path::new("book/build").join(place), message));
    }
    faults
}

/// A fault of a page, reported for its chapter, and for the line with the link if that is found.
fn fault(chapters: &[Chapter], place: &Path, link: Option<&str>, message: impl Display) -> Fault {
    let Some(chapter) =
        chapters.iter().find(|chapter| chapter.file.with_extension("html") == place)
    else {
        return Fault::in_file(Path::new("book/build").join(place), message);
    };
    let offset = link.and_then(|link| {
        let written = link.replace(".html", ".md");
        [format!("\"{link}\""), format!("]({written}"), format!("]({link}")]
            .iter()
            .find_map(|text| chapter.text.find(text))
    });
    match offset {
        Some(offset) => chapter.fault(offset, message),
        None => Fault::in_file(chapter.path(), message),
    }
}
