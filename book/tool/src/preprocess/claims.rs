//! `{{holds "falls in every epoch" falls(epochs("builtin/05_weight_decay", "wd=0.1", "valid_loss"))}}`:
//! words of the paragraph before, and what the records must say for them to be true.
//!
//! A page shows nothing of it; in the README it stands in an HTML comment, so that other renderers show
//! nothing either. The condition is an expression in the language of MiniJinja.

use super::edit::Edit;
use crate::chapter::Chapter;
use crate::records::{Place, Records};
use anyhow::{Context, Result, anyhow, bail, ensure};
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, context};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex};

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
    // What the condition looks up, for the message.
    let seen = Arc::new(Mutex::new(Vec::new()));
    let environment = environment(records, &seen);
    let found = environment
        .compile_expression(condition)
        .and_then(|expression| expression.eval(context! { words }))
        .map_err(|error| anyhow!("the condition {condition} cannot be checked: {error}"))?;
    let seen = seen.lock().expect("no thread has failed").join(", ");
    ensure!(!seen.is_empty(), "the condition {condition} rests on no record");
    match bool::try_from(found.clone()) {
        Ok(true) => Ok(()),
        Ok(false) => bail!("does not hold: {condition} is false, because {seen}"),
        Err(_) => bail!("the condition {condition} is neither true nor false, but {found}"),
    }
}

/// The functions that conditions may call, besides those of MiniJinja.
fn environment(records: &Records, seen: &Arc<Mutex<Vec<String>>>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let look_up = |what: fn(&Records, &Place) -> Result<serde_json::Value>| {
        let (records, seen) = (records.clone(), seen.clone());
        move |record: String, run: String, path: String, options: Kwargs| {
            let epoch = options.get::<Option<u64>>("epoch")?;
            options.assert_all_used()?;
            let place = Place { record, run, epoch, path };
            let value = what(&records, &place)
                .map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("{error:#}")))?;
            let mut seen = seen.lock().expect("no thread has failed");
            seen.push(format!("{} of \"{}\" is {value}", place.path, place.run));
            Ok(Value::from(Serde(value)))
        }
    };
    environment.add_function("value", look_up(value));
    environment.add_function("seeds", look_up(seeds));
    environment.add_function("epochs", look_up(epochs));
    environment.add_function("spread", look_up(spread));
    environment.add_function("rises", |numbers: Vec<f64>| in_order(&numbers, |a, b| a < b));
    environment.add_function("falls", |numbers: Vec<f64>| in_order(&numbers, |a, b| a > b));
    environment
}

/// The value at a place, which must not be empty.
fn value(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let value = records.value(place)?;
    ensure!(!value.is_null(), "there is no number at {} of \"{}\"", place.path, place.run);
    Ok(value)
}

/// The values at a place, one for each seed.
fn seeds(records: &Records, place: &Place) -> Result<serde_json::Value> {
    Ok(records.values(place)?.into())
}

/// The values at a place in the lines of the epochs, each the mean over the seeds.
fn epochs(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let values = (0..records.epochs(&place.record, &place.run)?)
        .map(|epoch| value(records, &Place { epoch: Some(epoch), ..place.clone() }));
    values.collect()
}

/// The mean and the standard deviation at a place, as the examples print them.
fn spread(records: &Records, place: &Place) -> Result<serde_json::Value> {
    let part = |name: &str| {
        let place = Place { path: format!("{}.{name}", place.path), ..place.clone() };
        let number = value(records, &place)?.as_f64();
        number.with_context(|| format!("there is no number at {}", place.path))
    };
    Ok(format!("{:.4} ± {:.4}", part("mean")?, part("sd")?).into())
}

/// Whether every number and the next are in order. Fewer than two numbers have none.
fn in_order(numbers: &[f64], order: fn(f64, f64) -> bool) -> Result<bool, Error> {
    if numbers.len() < 2 {
        let message = format!("{numbers:?} is too short to rise or fall");
        return Err(Error::new(ErrorKind::InvalidOperation, message));
    }
    Ok(numbers.windows(2).all(|pair| order(pair[0], pair[1])))
}
