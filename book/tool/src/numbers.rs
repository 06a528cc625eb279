//! Comparing texts in which numbers may differ a little.

use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;
use std::{fmt, iter};

/// `-1`, `0.25`, `1.5e-7`. Digits after a letter, `_`, `-` or `.` belong to a word: `series-1`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(^|[^A-Za-z0-9_.-])([-+]?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?)")
        .expect("a valid pattern")
});

/// How far apart numbers may be. The two margins add up.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Margin {
    /// As a distance.
    pub absolute: f64,
    /// As a share of the number before.
    pub relative: f64,
    /// Whether numbers without decimals are coordinates, which may move like all others. By default
    /// they are counts, which must agree exactly.
    #[serde(skip)]
    pub coordinates: bool,
}

/// Where two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line, from 1.
    pub line: usize,
    before: String,
    now: String,
}

/// The first line in which the texts differ by more than the margin. Spaces may be repeated.
pub fn difference(before: &str, now: &str, margin: Margin) -> Option<Difference> {
    let count = before.lines().count().max(now.lines().count());
    let before = before.lines().chain(iter::repeat("nothing"));
    let now = now.lines().chain(iter::repeat("nothing"));
    (1..=count).zip(before.zip(now)).find_map(|(line, (before, now))| {
        let (before, now) = difference_in_line(before, now, margin)?;
        Some(Difference { line, before, now })
    })
}

/// The first pair of numbers too far apart, or both lines if they differ in anything else.
fn difference_in_line(before: &str, now: &str, margin: Margin) -> Option<(String, String)> {
    let before = normalised(before);
    let now = normalised(now);
    if NUMBER.replace_all(&before, "$1\0") != NUMBER.replace_all(&now, "$1\0") {
        return Some((before, now));
    }
    let mut pairs = numbers(&before).zip(numbers(&now));
    let (before, now) = pairs.find(|(before, now)| !margin.allows(before, now))?;
    Some((before.to_owned(), now.to_owned()))
}

/// The line with single spaces, and with hyphens for the minus signs of the figures.
fn normalised(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2212}', "-")
}

fn numbers(line: &str) -> impl Iterator<Item = &str> {
    NUMBER.captures_iter(line).map(|captures| captures.extract::<2>().1[1])
}

impl Margin {
    fn allows(&self, before: &str, now: &str) -> bool {
        let parsed = |number: &str| number.parse::<f64>().expect("the pattern of a number");
        let distance = (parsed(before) - parsed(now)).abs();
        if !self.coordinates && !before.contains('.') && !now.contains('.') {
            return distance == 0.0;
        }
        distance <= self.absolute + self.relative * parsed(before).abs()
    }
}

/// `0.8243 is now 0.9312`
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is now `{}`", self.before, self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGIN: Margin = Margin { absolute: 0.002, relative: 0.005, coordinates: false };

    fn differ(before: &str, now: &str) -> bool {
        difference(before, now, MARGIN).is_some()
    }

    #[test]
    fn numbers_may_drift_and_words_may_not() {
        assert!(!differ("valid 0.8243", "valid  0.8260"));
        assert!(differ("valid 0.8243", "valid 0.8343"));
        assert!(differ("valid 0.8243", "train 0.8243"));
        assert!(differ("wd=0.1 x", "wd=0.3 x"));
    }

    #[test]
    fn counts_must_agree() {
        assert!(differ("100000 ratings", "100001 ratings"));
        assert!(differ("user 754", "user 755"));
    }

    #[test]
    fn signs_and_exponents_belong_to_the_number() {
        assert!(differ("+0.5", "-0.5"));
        assert!(differ("[1.0e0]", "[1.0e3]"));
        assert!(!differ("\u{2212}0.5", "-0.5"));
        assert!(differ("series-1", "series-2"));
    }

    #[test]
    fn a_difference_has_its_line_and_number() {
        let found = difference("a\nloss 0.50 x", "a\nloss 0.60 x", MARGIN).expect("a difference");
        assert_eq!(found.line, 2);
        assert_eq!(found.to_string(), "`0.50` is now `0.60`");
        assert!(differ("a\nb", "a") && differ("a", "a\nb"));
    }
}
