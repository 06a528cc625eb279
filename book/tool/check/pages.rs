//! The built pages: links that lead nowhere, loads from the network, weight.

use crate::chapters::{Chapter, files_in};
use crate::fault::Fault;
use crate::project::Project;
use anyhow::Result;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// How heavy a page may be with its scripts, styles and images. Fonts and the index of the search
/// are not counted: the first are shared by all pages, the second waits for a search.
const MOST_BYTES: u64 = 700_000;

/// A built page.
struct Page {
    /// The path from the folder of the pages.
    place: PathBuf,
    html: Html,
    bytes: u64,
    ids: BTreeSet<String>,
}

/// All that is wrong with the pages in the folder of the build.
///
/// # Errors
/// If a page cannot be read.
pub fn faults(project: &Project, chapters: &[Chapter]) -> Result<Vec<Fault>> {
    let folder = project.pages();
    let mut faults = Vec::new();
    let mut pages = BTreeMap::new();
    for path in files_in(&folder)? {
        let place = path.strip_prefix(&folder).unwrap_or(&path).to_owned();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("html") => {
                let text = project.read(&path)?;
                let html = Html::parse_document(&text);
                let (ids, repeated) = ids(&html);
                for id in repeated {
                    faults.push(fault(
                        chapters,
                        &place,
                        None,
                        &format!("the id {id} occurs twice on the page"),
                    ));
                }
                pages.insert(place.clone(), Page { place, html, bytes: text.len() as u64, ids });
            }
            Some("css") => faults.extend(style_faults(&folder, &place, &project.read(&path)?)),
            _ => {}
        }
    }
    for page in pages.values() {
        let mut bytes = page.bytes;
        for element in page.html.select(&selector("[href], [src]")) {
            let Some(link) = element.attr("href").or(element.attr("src")) else { continue };
            match self::link_fault(&folder, &pages, page, &element, link) {
                Ok(loaded) => bytes += loaded,
                Err(message) => faults.push(fault(chapters, &page.place, Some(link), &message)),
            }
        }
        for image in page.html.select(&selector("img:not([alt]), img[alt='']")) {
            let source = image.attr("src").unwrap_or_default();
            faults.push(fault(
                chapters,
                &page.place,
                Some(source),
                &format!("the image {source} has no alternative text"),
            ));
        }
        if bytes > MOST_BYTES {
            let message = format!(
                "the page weighs {bytes} bytes with its scripts, styles and images, more than {MOST_BYTES}"
            );
            faults.push(fault(chapters, &page.place, None, &message));
        }
    }
    Ok(faults)
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector that is written here")
}

/// The ids of a page, and those that occur twice.
fn ids(html: &Html) -> (BTreeSet<String>, Vec<String>) {
    let (mut ids, mut repeated) = (BTreeSet::new(), Vec::new());
    for element in html.select(&selector("[id]")) {
        let id = element.attr("id").unwrap_or_default().to_owned();
        if !ids.insert(id.clone()) {
            repeated.push(id);
        }
    }
    (ids, repeated)
}

/// Follows a link; returns the bytes that the page loads with it.
fn link_fault(
    folder: &Path,
    pages: &BTreeMap<PathBuf, Page>,
    page: &Page,
    element: &ElementRef,
    link: &str,
) -> Result<u64, String> {
    // A link to follow may lead anywhere; everything else is loaded with the page.
    let name = element.value().name();
    let is_loaded = name != "a" && name != "base";
    if is_elsewhere(link) {
        let loads = is_loaded && !link.starts_with("data:");
        return if loads { Err(format!("the page loads {link} from the network")) } else { Ok(0) };
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
    let Ok(file) = fs::metadata(folder.join(&target)) else {
        return Err(format!("the link {link} leads to no page"));
    };
    if !fragment.is_empty() && name == "a" {
        let has = |id: &str| pages.get(&target).is_none_or(|page| page.ids.contains(id));
        if !has(fragment) && !has(&decoded(fragment)) {
            return Err(format!("the link {link} leads to a page without #{fragment}"));
        }
    }
    let is_frame = name == "iframe";
    Ok(if is_loaded && !is_frame { file.len() } else { 0 })
}

/// Whether a link leaves the book.
fn is_elsewhere(link: &str) -> bool {
    link.starts_with("//")
        || link
            .split_once(':')
            .is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphabetic()))
}

/// A path with `..` taken back.
fn resolved(folder: &Path, path: &str) -> PathBuf {
    let mut resolved = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            Component::CurDir => {}
            part => resolved.push(part),
        }
    }
    resolved
}

/// `%C3%A9` as the letter it stands for.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What a style sheet loads that is not there, or not the book's own.
fn style_faults(folder: &Path, place: &Path, css: &str) -> Vec<Fault> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| {
            let link = rest.split(')').next()?.trim_matches(['"', '\'', ' ']);
            let message = if link.starts_with("data:") || link.starts_with('#') {
                return None;
            } else if is_elsewhere(link) {
                format!("the style sheet loads {link} from the network")
            } else {
                let target = resolved(
                    place.parent().unwrap_or(Path::new("")),
                    link.split(['?', '#']).next()?,
                );
                if folder.join(target).is_file() {
                    return None;
                }
                format!("the style sheet loads {link}, which is not there")
            };
            Some(Fault::of_file(Path::new("book/build").join(place), message))
        })
        .collect()
}

/// A fault of a page, told of its chapter: in the line that has the link, where it can be found.
fn fault(chapters: &[Chapter], place: &Path, link: Option<&str>, message: &str) -> Fault {
    let Some(chapter) =
        chapters.iter().find(|chapter| chapter.file.with_extension("html") == place)
    else {
        return Fault::of_file(Path::new("book/build").join(place), message);
    };
    let file = Path::new("book/src").join(&chapter.file);
    let offset = link.and_then(|link| {
        let written = link.replace(".html", ".md");
        [format!("]({written}"), format!("\"{link}\""), format!("]({link}")]
            .iter()
            .find_map(|text| chapter.text.find(text))
    });
    match offset {
        Some(offset) => Fault::at(&file, &chapter.text, offset, message),
        None => Fault::of_file(file, message),
    }
}
