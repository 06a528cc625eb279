//! `{{value ml-100k/05_weight_decay "wd=0.1" final_valid_loss.mean}}`: a number from a record.

use crate::records::{Place, Records};
use anyhow::{Result, bail};
use serde_json::Value;

/// Decimals of a number by default.
const DECIMALS: usize = 4;

/// How a number is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    /// Integers as they are, other numbers with four decimals.
    Default,
    /// With this number of decimals.
    Decimals(usize),
    /// In percent, with one decimal.
    Percent,
}

/// The text for a value directive with these words: the number or title at a place, or the
/// difference of two numbers.
pub fn expand(words: &[String], records: &Records) -> Result<String> {
    let (places, style) = parse(words)?;
    let mut are_integers = true;
    let mut numbers = Vec::new();
    for place in &places {
        match records.value(place)? {
            Value::String(text) if places.len() == 1 && style == Style::Default => {
                return Ok(escaped(&text));
            }
            Value::Number(number) => {
                are_integers &= !number.is_f64();
                numbers.extend(number.as_f64());
            }
            other => bail!("the value at {} is not a number, but {other}", place.path),
        }
    }
    let (scale, decimals, unit) = match style {
        Style::Default if are_integers => (1.0, 0, ""),
        Style::Default => (1.0, DECIMALS, ""),
        Style::Decimals(decimals) => (1.0, decimals, ""),
        Style::Percent => (100.0, 1, "\u{a0}%"),
    };
    let rounded = numbers.iter().map(|number| rounded(scale * number, decimals));
    let value = rounded.reduce(|first, second| first - second).unwrap_or_default();
    Ok(decimal(value, decimals) + unit)
}

/// The number as it prints with these decimals. A difference is one of rounded numbers, so that it
/// agrees with what a reader gets who subtracts the numbers on the page.
fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().expect("a number")
}

/// Digits with a comma after every three before the decimal point: 12,345.
fn in_thousands(digits: &str) -> String {
    let (integer, decimals) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let groups: Vec<&str> = integer
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| str::from_utf8(group).expect("digits"))
        .collect();
    groups.join(",") + decimals
}

/// One place, or two of which the second is subtracted from the first; and the style.
fn parse(words: &[String]) -> Result<(Vec<Place>, Style)> {
    let (places, style) = match words.split_last() {
        Some((last, rest)) if last == "%" => (rest, Style::Percent),
        Some((last, rest)) if last.parse::<usize>().is_ok_and(|decimals| decimals < 10) => {
            (rest, Style::Decimals(last.parse()?))
        }
        _ => (words, Style::Default),
    };
    let places = places.split(|word| word == "-").map(place).collect::<Option<Vec<_>>>();
    match places {
        Some(places) if places.len() <= 2 => Ok((places, style)),
        _ => bail!(
            "expected {{{{value RECORD \"RUN\" [epoch=N] PATH [- RECORD \"RUN\" PATH] \
             [DECIMALS | %]}}}}"
        ),
    }
}

fn place(words: &[String]) -> Option<Place> {
    let (record, run, epoch, path) = match words {
        [record, run, path] => (record, run, None, path),
        [record, run, epoch, path] => {
            (record, run, Some(epoch.strip_prefix("epoch=")?.parse().ok()?), path)
        }
        _ => return None,
    };
    Some(Place { record: record.clone(), run: run.clone(), epoch, path: path.clone() })
}

/// With a true minus sign, and without one if the number prints as zero; with commas after thousands.
fn decimal(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let is_zero = digits.chars().all(|c| c == '0' || c == '.');
    let sign = if value < 0.0 && !is_zero { "\u{2212}" } else { "" };
    format!("{sign}{}", in_thousands(&digits))
}

/// The text, safe from Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '$' | '|' | '\\' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_negative_number_that_prints_as_zero_has_no_sign() {
        assert_eq!(decimal(-0.00001, 4), "0.0000");
        assert_eq!(decimal(-0.25, 1), "\u{2212}0.2");
        assert_eq!(decimal(0.25, 2), "0.25");
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(decimal(999.0, 0), "999");
        assert_eq!(decimal(-1_234_567.25, 1), "\u{2212}1,234,567.2");
    }

    #[test]
    fn a_rounded_number_prints_the_same_digits() {
        assert_eq!(decimal(rounded(0.89346, 4) - rounded(0.81524, 4), 4), "0.0783");
        assert_eq!(decimal(0.89346 - 0.81524, 4), "0.0782");
    }

    #[test]
    fn two_places_make_a_difference() {
        let words: Vec<String> = ["a/b", "x", "p.mean", "-", "c/d", "y", "epoch=2", "q", "3"]
            .map(str::to_owned)
            .to_vec();
        let (places, style) = parse(&words).expect("understood");
        assert_eq!(style, Style::Decimals(3));
        assert_eq!((places[0].record.as_str(), places[0].epoch), ("a/b", None));
        assert_eq!((places[1].path.as_str(), places[1].epoch), ("q", Some(2)));
    }

    #[test]
    fn too_few_words_are_refused() {
        for words in [vec![], vec!["a"], vec!["a", "b"], vec!["a", "b", "epoch=x", "c"]] {
            let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            assert!(parse(&words).is_err(), "{words:?}");
        }
    }
}
