//! Paragraphs that Markdown tears apart because a line begins like a list item, a heading or a quote.

use crate::chapter::Chapter;
use crate::fault::Fault;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Lists, headings, quotes and rules that begin in the middle of a paragraph; headings that a line of
/// dashes makes; numbered lists of one item; and tables that are none.
pub fn faults(chapter: &Chapter) -> Vec<Fault> {
    let mut faults = Vec::new();
    // Where the paragraph before ends; each open list's start, whether it is numbered, and its length.
    let mut paragraph_end = None;
    let mut lists = Vec::new();
    for (event, range) in chapter.events() {
        let written = &chapter.text[range.clone()];
        let block = match &event {
            Event::Start(Tag::List(_)) => Some("list"),
            Event::Start(Tag::Heading { .. }) => Some("heading"),
            Event::Start(Tag::BlockQuote(_)) => Some("quote"),
            Event::Rule => Some("rule"),
            _ => None,
        };
        if let Some(block) = block
            && paragraph_end == Some(range.start)
        {
            let line = written.lines().next().unwrap_or_default();
            let message = format!(
                "a {block} begins in the middle of a paragraph (`{line}`); join the line with another, \
                 or put a blank line before it"
            );
            faults.push(chapter.fault(range.start, message));
        }
        match event {
            Event::Start(Tag::Heading { .. }) if !written.starts_with('#') => {
                let message = "the line below makes a heading of this one; write # for a heading";
                faults.push(chapter.fault(range.start, message));
            }
            Event::Start(Tag::List(number)) => lists.push((range.start, number.is_some(), 0)),
            Event::Start(Tag::Item) => lists.last_mut().expect("items are in a list").2 += 1,
            Event::End(TagEnd::List(_)) => {
                if let Some((start, true, 1)) = lists.pop() {
                    let message = "a numbered list of one item; begin the line with something else";
                    faults.push(chapter.fault(start, message));
                }
            }
            Event::Start(Tag::Paragraph) if written.starts_with('|') => {
                let message =
                    "this table has no line of dashes under its header, so it is a paragraph";
                faults.push(chapter.fault(range.start, message));
            }
            _ => {}
        }
        if let Event::End(TagEnd::Paragraph) = event {
            paragraph_end = Some(range.end);
        }
    }
    faults
}
