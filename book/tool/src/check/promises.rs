//! Promises of pages that do not exist.

use crate::chapter::Chapter;
use crate::fault::Fault;
use regex::Regex;
use std::sync::LazyLock;

/// "chapter 3", "Chapters 2, 5 and 8", "chapters 0 to 8".
static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bchapters?\s+(\d+(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s+to\s+|\s+or\s+)\d+)*)")
        .expect("a valid pattern")
});

/// Words for what is still to be written.
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:which\s+comes\s+later|(?:is|are)\s+(?:still\s+)?to\s+come|coming\s+soon|will\s+follow|not\s+yet\s+written|to\s+be\s+written)\b",
    )
    .expect("a valid pattern")
});

/// Mentions of chapters that the book does not have, and words that put off the reader.
pub fn faults(page: &Chapter, chapters: &[Chapter]) -> Vec<Fault> {
    let numbers: Vec<u32> = chapters.iter().filter_map(number).collect();
    let mut faults = Vec::new();
    for mention in MENTION.captures_iter(&page.text) {
        let mentioned = mention[1].split(|c: char| !c.is_ascii_digit());
        let missing = mentioned
            .filter_map(|digits| digits.parse::<u32>().ok())
            .find(|number| !numbers.contains(number));
        if let Some(missing) = missing {
            let message = format!("the book has no chapter {missing}");
            faults.push(page.fault(mention.get_match().start(), message));
        }
    }
    for later in LATER.find_iter(&page.text) {
        let message = format!("\"{}\" promises what a reader cannot find", later.as_str());
        faults.push(page.fault(later.start(), message));
    }
    faults
}

/// The number of a chapter: 5 for `05_weight_decay.md` and its other pages.
fn number(chapter: &Chapter) -> Option<u32> {
    let name = chapter.file.to_str()?;
    name.split_once('_')?.0.parse().ok()
}
