//! Faults in the Markdown itself.

use crate::chapter::Chapter;
use crate::fault::Fault;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// Rust that is pasted instead of included, images without alternative text, and folds that are not
/// closed, which would swallow the rest of the page.
pub fn faults(chapter: &Chapter) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut in_rust = false;
    let mut image: Option<(usize, String)> = None;
    let mut open_folds = Vec::new();
    for (event, range) in chapter.events() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_rust = language.split(',').next() == Some("rust");
            }
            Event::End(TagEnd::CodeBlock) => in_rust = false,
            Event::Text(code) if in_rust => {
                let mut lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
                let pasted =
                    lines.find(|line| !(line.starts_with("{{#include ") && line.ends_with("}}")));
                if let Some(pasted) = pasted {
                    let message = format!(
                        "Rust is pasted (`{pasted}`); include it from a compiled file by an anchor"
                    );
                    faults.push(chapter.fault(range.start, message));
                    in_rust = false;
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                image = Some((range.start, dest_url.to_string()));
            }
            Event::Text(_) => image = None,
            Event::End(TagEnd::Image) => {
                if let Some((start, target)) = image.take() {
                    let message = format!("the image {target} has no alternative text");
                    faults.push(chapter.fault(start, message));
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                open_folds.extend(html.matches("<details").map(|_| range.start));
                for _ in html.matches("</details>") {
                    open_folds.pop();
                }
            }
            _ => {}
        }
    }
    let unclosed = open_folds.into_iter();
    faults.extend(unclosed.map(|start| chapter.fault(start, "this <details> is not closed")));
    faults
}
