//! Listings that end inside a block.

use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::preprocess::includes::includes;
use crate::project::Project;
use proc_macro2::TokenStream;
use pulldown_cmark::{CodeBlockKind, Event, Tag};

/// Listings whose brackets do not match: a reader who counts them would look for what is missing.
pub fn faults(project: &Project, chapter: &Chapter) -> Vec<Fault> {
    let folder = chapter.folder(project);
    let mut faults = Vec::new();
    for (event, block) in chapter.events() {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) = event else { continue };
        if language.split(',').next() != Some("rust") {
            continue;
        }
        let mut listing = String::new();
        let mut shown = Vec::new();
        for (range, include) in includes(chapter) {
            if block.contains(&range.start) {
                // A whole file compiles by itself, and a missing anchor is a fault already.
                listing += &include.text(project, &folder).ok().flatten().unwrap_or_default();
                listing.push('\n');
                shown.extend(include.anchor);
            }
        }
        if listing.parse::<TokenStream>().is_err() {
            let message = format!(
                "the listing of {} ends inside a block: its brackets do not match; move the anchors",
                shown.join(" and ")
            );
            faults.push(chapter.fault(block.start, message));
        }
    }
    faults
}
