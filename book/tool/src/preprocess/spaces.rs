//! Spaces at which a line must not end: `0.9 × 0.975`, `0.84 ± 0.01`, `33 %`.

use super::edit::Edit;
use crate::chapter::Chapter;
use pulldown_cmark::Event;
use regex::Regex;
use std::sync::LazyLock;

/// The end of a line in the source, with what begins the next one in a list or a quote, is a space too.
static SPACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?: |\n[ >]*)?[×±](?: |\n[ >]*)?|[0-9] %").expect("a valid pattern")
});

static SPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r" ?\n[ >]*| ").expect("a valid pattern"));

/// Makes the spaces around these signs ones that keep a line together.
pub fn edits(chapter: &Chapter) -> Vec<Edit> {
    let mut other = chapter.code();
    let formulas = chapter
        .events()
        .filter(|(event, _)| matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)));
    other.extend(formulas.map(|(_, range)| range));
    SPACES
        .find_iter(&chapter.text)
        .filter(|found| !other.iter().any(|range| range.contains(&found.start())))
        .map(|found| {
            let kept = SPACE.replace_all(found.as_str(), "\u{a0}").into_owned();
            (found.range(), Ok(kept))
        })
        .collect()
}
