//! Sums of printed digits that do not add up.

use crate::chapter::Chapter;
use crate::fault::Fault;
use crate::preprocess::{self, directives::directives};
use crate::project::Project;
use crate::records::Records;
use pulldown_cmark::{Event, Tag};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `0.8935 − 0.8152 = 0.0783`, `2.5 + 3 × 0.5 = 4`, with any spaces and either minus sign.
static SUM: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d[\d,]*(?:\.\d+)?";
    let sum = format!(r"{number}(?:\s*[-−+×/]\s*{number})+");
    let pattern = format!(r"(?:^|[\s($])({sum})\s*=\s*([-−]?{number})(\s*%|\s+million)?");
    Regex::new(&pattern).expect("a valid pattern")
});

/// A number, or a sign between two.
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d[\d,]*(?:\.\d+)?|[-−+×/]").expect("a valid pattern"));

/// A number with four decimals, as the examples print losses. Fewer decimals could agree by chance.
static LOSS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d+\.\d{4}\b").expect("a valid pattern"));

/// The smallest loss, in units of the last digit, whose differences are looked at. Smaller numbers are
/// differences or deviations themselves.
const SMALLEST_LOSS: i64 = 1000;
/// The smallest difference that is looked at. Smaller ones agree by chance too often.
const SMALLEST_DIFFERENCE: i64 = 10;

/// Sums that are written out and wrong; and, in one paragraph or one row of an output, two losses and
/// a number that is their difference except for its last digit, because it was taken before they
/// were rounded.
pub fn faults(project: &Project, chapter: &Chapter) -> Vec<Fault> {
    let expanded = preprocess::with_values(project, chapter, &mut Vec::new());
    let mut faults = Vec::new();
    for (event, range) in expanded.events() {
        let is_text = matches!(event, Event::Start(Tag::Paragraph | Tag::Item | Tag::TableRow));
        if is_text && !contains_text(&expanded, &range) {
            let text = &expanded.text[range.clone()];
            faults.extend(wrong_sum(text).map(|message| expanded.fault(range.start, message)));
            faults.extend(off_by_one(text).map(|message| expanded.fault(range.start, message)));
        }
    }
    let records = Records::new(project);
    for directive in directives(&chapter.text) {
        let [record, start, count @ ..] = directive.words.as_slice() else { continue };
        let count = count.first().map_or(Ok(1), |count| count.parse());
        if directive.name == "output"
            && let Ok(count) = count
            && let Ok(output) = records.paragraphs(record, start, count)
        {
            let wrong = output.lines().find_map(off_by_one);
            faults.extend(wrong.map(|message| chapter.fault(directive.range.start, message)));
        }
    }
    faults
}

/// Whether other texts lie within this one, as the paragraphs of a list item do.
fn contains_text(chapter: &Chapter, range: &Range<usize>) -> bool {
    chapter.events().any(|(event, inner)| {
        matches!(event, Event::Start(Tag::Paragraph | Tag::Item))
            && range.start <= inner.start
            && inner.end <= range.end
            && inner != *range
    })
}

/// The first sum in a text whose result is not what the digits before give.
fn wrong_sum(text: &str) -> Option<String> {
    let text = text.replace(r"\cdot", "×");
    let mut whole = SUM.captures_iter(&text).filter(|sum| {
        let before = text[..sum.get_match().start()].trim_end();
        !before.ends_with(['+', '-', '−', '×', '/', '='])
    });
    whole.find_map(|sum| {
        let unit = match sum.get(3).map(|unit| unit.as_str().trim()) {
            Some("%") => 0.01,
            Some(_) => 1e6,
            None => 1.0,
        };
        let printed = parsed(&sum[2]);
        let expected = value(&sum[1]) / unit;
        let decimals = sum[2].split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
        // Half a unit of the last digit, and what is left of binary fractions.
        let margin = 0.5001 * 10f64.powi(-decimals);
        ((expected - printed).abs() > margin).then(|| {
            format!("{} = {} is wrong: it is {expected:.*}", &sum[1], &sum[2], decimals as usize)
        })
    })
}

/// The value of numbers with signs between them, products before sums.
fn value(sum: &str) -> f64 {
    let mut terms = vec![];
    let mut sign = "+";
    for token in TOKEN.find_iter(sum) {
        let token = token.as_str();
        if !token.starts_with(|c: char| c.is_ascii_digit()) {
            sign = token;
            continue;
        }
        let number = parsed(token);
        match (sign, terms.last_mut()) {
            ("×", Some(last)) => *last *= number,
            ("/", Some(last)) => *last /= number,
            ("-" | "−", _) => terms.push(-number),
            _ => terms.push(number),
        }
    }
    terms.iter().sum()
}

fn parsed(number: &str) -> f64 {
    number.replace(',', "").replace('−', "-").parse().expect("digits")
}

/// Two losses and a third number that misses their difference by one in its last digit. Deviations,
/// which come after `±`, are left out.
fn off_by_one(text: &str) -> Option<String> {
    let mut numbers: Vec<&str> = LOSS
        .find_iter(text)
        .filter(|number| !text[..number.start()].trim_end().ends_with('±'))
        .map(|number| number.as_str())
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let units = |number: &str| number.replace('.', "").parse::<i64>().unwrap_or_default();
    for smaller in numbers.iter().filter(|number| units(number) >= SMALLEST_LOSS) {
        for larger in &numbers {
            let difference = units(larger) - units(smaller);
            let missed = |number: &&&str| {
                units(number) >= SMALLEST_DIFFERENCE && (units(number) - difference).abs() == 1
            };
            if let Some(number) = numbers.iter().find(missed) {
                let difference = difference as f64 / 1e4;
                return Some(format!(
                    "{larger} − {smaller} is {difference:.4}, not {number}; subtract what is printed"
                ));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_worked_out() {
        for right in [
            "(−2) × (−1) + 1 × 3 = 5",
            r"$30 \cdot 99 / 1558 = 1.9$",
            "0.8935 − 0.8152 = 0.0783",
            "(2 × 3 + 1 = 7)",
            "64 × 200,000 = 12,800,000",
            "1 / 3 = 0.33",
        ] {
            assert_eq!(wrong_sum(right), None, "{right}");
        }
        for wrong in ["0.8935 − 0.8152 = 0.0782", "2 × 3 + 1 = 8", "2/3 = 0.66", "3 - 1 = −2"]
        {
            assert!(wrong_sum(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_difference_misses_by_one() {
        assert!(off_by_one("From 0.8935 to 0.8152, 0.0782 less.").is_some());
        let large = off_by_one("From 3.0000 to 0.5000, 2.5001 less.").expect("a fault");
        assert!(large.contains("is 2.5000, not 2.5001"), "{large}");
        assert_eq!(off_by_one("From 0.8935 to 0.8152, 0.0783 less."), None);
        assert_eq!(off_by_one("From 0.8935 to 0.8152, 0.078 less."), None);
        assert_eq!(off_by_one("From 0.8935 to 0.8152 ± 0.0782."), None);
    }
}
