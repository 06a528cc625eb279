//! `{{holds "falls in every epoch" falls(epochs("builtin/05_weight_decay", "wd=0.1", "valid_loss"))}}`:
//! words of the paragraph before, and what the records must say for them to be true.
//!
//! A page shows nothing of it; in the README it stands in an HTML comment, so that other renderers show
//! nothing either. The condition is an expression in the language of MiniJinja.

use super::edit::Edit;
use super::expressions::evaluate;
use crate::chapter::Chapter;
use crate::records::Records;
use anyhow::{Context, Result, anyhow, bail, ensure};
use minijinja::context;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// It may take several lines, and runs to the end of the text if its braces do not close.
static CLAIM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)\{\{holds\b(.*?)(?:\}\}|$)").expect("a valid pattern"));

/// What is between the braces: the words in quotes and the condition.
static PARTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?s)^\s*"([^"]+)"\s+(.+)$"#).expect("a valid pattern"));

/// Words of a chapter and their condition.
struct Claim {
    /// Its place in the text, braces included.
    range: Range<usize>,
    /// The words that it binds, in single spaces, and the expression that must be true. Nothing if
    /// it is not written so.
    parts: Option<(String, String)>,
}

/// Removes the claims from the chapter, line for line. Each that does not hold is an error.
pub fn edits(chapter: &Chapter, records: &Records) -> Vec<Edit> {
    let code = chapter.code();
    claims(&chapter.text)
        .into_iter()
        .filter(|claim| !code.iter().any(|code| code.contains(&claim.range.start)))
        .map(|claim| {
            let lines = "\n".repeat(chapter.text[claim.range.clone()].matches('\n').count());
            let checked = claim.check(&chapter.text, records).map(|()| lines);
            (claim.range, checked)
        })
        .collect()
}

/// The conditions of all claims in a text.
pub fn conditions(text: &str) -> impl Iterator<Item = String> {
    claims(text).into_iter().filter_map(|claim| Some(claim.parts?.1))
}

fn claims(text: &str) -> Vec<Claim> {
    let claim = |captures: regex::Captures<'_>| Claim {
        range: captures.get_match().range(),
        parts: PARTS
            .captures(&captures[1])
            .map(|parts| (single_spaced(&parts[1]), single_spaced(&parts[2]))),
    };
    CLAIM.captures_iter(text).map(claim).collect()
}

impl Claim {
    fn check(&self, text: &str, records: &Records) -> Result<()> {
        let (words, condition) =
            self.parts.as_ref().context("expected {{holds \"WORDS\" CONDITION}}")?;
        ensure!(
            single_spaced(&self.paragraph_before(text)).contains(words),
            "the paragraph before does not say \"{words}\""
        );
        let after = &text[self.range.end..];
        let rest = after.lines().next().unwrap_or_default().trim();
        let next = after.lines().nth(1).unwrap_or_default();
        let next = next.trim_start_matches("<!--").trim();
        ensure!(
            matches!(rest, "" | "-->") && (next.is_empty() || next.starts_with("{{holds")),
            "a claim ends its paragraph; put a blank line after it"
        );
        check_condition(condition, words, records).with_context(|| format!("\"{words}\""))
    }

    /// The paragraph that ends just before, other claims in between left out.
    fn paragraph_before(&self, text: &str) -> String {
        let before = CLAIM.replace_all(&text[..self.range.start], "");
        let before = before.replace("<!--", "").replace("-->", "");
        let before = before.trim_end();
        before.rsplit_once("\n\n").map_or(before, |(_, paragraph)| paragraph).to_owned()
    }
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless the condition, which may name the words, is true and rests on a record.
fn check_condition(condition: &str, words: &str, records: &Records) -> Result<()> {
    let (found, seen) = evaluate(condition, context! { words }, records)
        .map_err(|error| anyhow!("the condition {condition} cannot be checked: {error:#}"))?;
    ensure!(!seen.is_empty(), "the condition {condition} rests on no record");
    match bool::try_from(found.clone()) {
        Ok(true) => Ok(()),
        Ok(false) => bail!("does not hold: {condition} is false, because {}", seen.join(", ")),
        Err(_) => bail!("the condition {condition} is neither true nor false, but {found}"),
    }
}
