//! Comparing texts in which numbers may differ a little.

use std::fmt;

/// How far numbers may be apart.
#[derive(Clone, Copy, Debug)]
pub struct Margin {
    /// At least so far.
    pub absolute: f64,
    /// At least by this share of the first.
    pub relative: f64,
    /// Whether numbers without decimals are counts, which must agree.
    pub counts: bool,
}

/// Where two texts part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line, from 1.
    pub line: usize,
    before: String,
    now: String,
}

/// A text is a row of these.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Number(&'a str, f64),
    Other(&'a str),
}

/// The first line in which the texts differ by more than the margin. How many spaces stand between
/// two words does not matter.
pub fn difference(before: &str, now: &str, margin: Margin) -> Option<Difference> {
    let mut before = before.lines();
    let mut now = now.lines();
    for line in 1.. {
        let (b, n) = match (before.next(), now.next()) {
            (None, None) => break,
            (b, n) => (b.unwrap_or("nothing"), n.unwrap_or("nothing")),
        };
        let (words, new_words) = (spaced_by_one(b), spaced_by_one(n));
        let (pieces, new_pieces) = (pieces(&words), pieces(&new_words));
        let found = if pieces.len() == new_pieces.len() {
            let parted = pieces.iter().zip(&new_pieces).find(|(b, n)| !margin.allows(b, n));
            parted.map(|pair| match pair {
                (Piece::Number(b, _), Piece::Number(n, _)) => (b.to_string(), n.to_string()),
                _ => (words.clone(), new_words.clone()),
            })
        } else {
            Some((words.clone(), new_words.clone()))
        };
        if let Some((before, now)) = found {
            return Some(Difference { line, before, now });
        }
    }
    None
}

impl Margin {
    fn allows(&self, before: &Piece, now: &Piece) -> bool {
        match (before, now) {
            (Piece::Number(b, x), Piece::Number(n, y)) => {
                let are_counts = self.counts && !b.contains('.') && !n.contains('.');
                let most = if are_counts { 0.0 } else { self.absolute + self.relative * x.abs() };
                (x - y).abs() <= most
            }
            (before, now) => before == now,
        }
    }
}

fn spaced_by_one(line: &str) -> String {
    // The figures write a true minus.
    line.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2212}', "-")
}

/// Cuts a line into its numbers and what stands between them. Digits that belong to a word
/// (`series-1`, `wd=0.1` as `wd=` and a number, `b2`) are told by the letter before them.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let bytes = line.as_bytes();
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        let joined =
            at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || b"_-.".contains(&bytes[at - 1]));
        let end = if joined { None } else { number_end(bytes, at) };
        match end.and_then(|end| Some((end, line[at..end].parse().ok()?))) {
            Some((end, number)) => {
                if from < at {
                    pieces.push(Piece::Other(&line[from..at]));
                }
                pieces.push(Piece::Number(&line[at..end], number));
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if from < line.len() {
        pieces.push(Piece::Other(&line[from..]));
    }
    pieces
}

/// Where the number that starts at `at` ends: `-1`, `0.25`, `1.5e-7`.
fn number_end(bytes: &[u8], at: usize) -> Option<usize> {
    let digits =
        |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let start = if matches!(bytes.get(at), Some(b'-' | b'+')) { at + 1 } else { at };
    let mut end = digits(start);
    if end == start {
        return None;
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > end + 1 {
        end = digits(end + 1);
    }
    if bytes.get(end) == Some(&b'e') {
        let exponent =
            if matches!(bytes.get(end + 1), Some(b'-' | b'+')) { end + 2 } else { end + 1 };
        if exponent < bytes.len() && digits(exponent) > exponent {
            end = digits(exponent);
        }
    }
    Some(end)
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

    const MARGIN: Margin = Margin { absolute: 0.002, relative: 0.005, counts: true };

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
    fn the_line_and_the_number_are_told() {
        let found = difference("a\nloss 0.50 x", "a\nloss 0.60 x", MARGIN).expect("a difference");
        assert_eq!(found.line, 2);
        assert_eq!(found.to_string(), "`0.50` is now `0.60`");
        assert!(differ("a\nb", "a") && differ("a", "a\nb"));
    }
}
