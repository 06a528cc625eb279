//! The notation in double braces: its place and its words.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static DIRECTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{(.*?)\}\}").expect("a valid pattern"));

static TORN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)\{\{(value|output|exercise)\b[^}\n]*$").expect("a valid pattern")
});

/// `{{name word "several words" word}}`
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// Its place in the text, braces included.
    pub range: Range<usize>,
    /// The first word.
    pub name: String,
    /// The other words; quoted ones may contain spaces.
    pub words: Vec<String>,
}

impl Directive {
    /// Whether it lies in one of these ranges.
    pub fn is_in(&self, ranges: &[Range<usize>]) -> bool {
        ranges.iter().any(|range| range.contains(&self.range.start))
    }
}

/// All directives of a text, mdBook's own included, whose names start with `#`.
pub fn directives(text: &str) -> Vec<Directive> {
    DIRECTIVE
        .captures_iter(text)
        .filter_map(|captures| {
            let mut words = words(&captures[1]).into_iter();
            let name = words.next()?;
            Some(Directive { range: captures.get(0)?.range(), name, words: words.collect() })
        })
        .collect()
}

/// The beginnings of directives that go on in the next line, where no one looks for the rest.
pub fn torn(text: &str) -> Vec<Range<usize>> {
    TORN.find_iter(text).map(|found| found.range()).collect()
}

/// Splits at spaces, except between double quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in text.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_may_contain_spaces() {
        let text = r#"It ends at {{value a/b "dot product" x.mean 2}}, not {{#include x}}."#;
        let found = directives(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].name, "value");
        assert_eq!(found[0].words, ["a/b", "dot product", "x.mean", "2"]);
        assert_eq!(&text[found[1].range.clone()], "{{#include x}}");
    }

    #[test]
    fn braces_must_close_on_the_same_line() {
        assert_eq!(directives("{{ a \n b }} and {{"), []);
        let text = "{{ a \n b }} and {{value a\n b}} and {{value c}}";
        let [torn] = &torn(text)[..] else { panic!("one directive is torn") };
        assert_eq!(&text[torn.clone()], "{{value a");
    }
}
