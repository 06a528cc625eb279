//! Replacing parts of a chapter.

use crate::chapter::Chapter;
use crate::fault::Fault;
use anyhow::Result;
use std::ops::Range;

/// A part of a chapter's text, and its replacement or the reason why there is none.
pub type Edit = (Range<usize>, Result<String>);

/// The chapter's text after all edits. Parts without a replacement stay, and become faults.
pub fn edited(chapter: &Chapter, mut edits: Vec<Edit>, faults: &mut Vec<Fault>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut edited = String::with_capacity(chapter.text.len());
    let mut from = 0;
    for (range, replacement) in edits {
        match replacement {
            // The figure around it has already replaced a formula in an alternative text.
            Ok(_) if range.start < from => {}
            Ok(replacement) => {
                edited.push_str(&chapter.text[from..range.start]);
                edited.push_str(&replacement);
                from = range.end;
            }
            Err(error) => faults.push(chapter.fault(range.start, error)),
        }
    }
    edited.push_str(&chapter.text[from..]);
    edited
}
