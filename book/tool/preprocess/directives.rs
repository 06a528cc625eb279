//! The notation in double braces: where it stands, and its words.

use std::ops::Range;

/// `{{name word "several words" word}}`
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    /// Where it stands in the text, braces included.
    pub range: Range<usize>,
    /// The first word.
    pub name: String,
    /// The other words; quoted ones may hold spaces.
    pub words: Vec<String>,
}

/// All directives of a text. mdBook's own, which start with `#`, are left to it.
pub fn directives(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let Some(length) =
            text[start..].find("}}").filter(|&at| !text[start..start + at].contains('\n'))
        else {
            from = start + 2;
            continue;
        };
        let end = start + length + 2;
        let mut words = words(&text[start + 2..end - 2]).into_iter();
        if let Some(name) = words.next().filter(|name| !name.starts_with('#')) {
            found.push(Directive { range: start..end, name, words: words.collect() });
        }
        from = end;
    }
    found
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
    fn quoted_words_may_hold_spaces() {
        let text = r#"It ends at {{value a/b "dot product" x.mean 2}}, {{#include x}} aside."#;
        let found = directives(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "value");
        assert_eq!(found[0].words, ["a/b", "dot product", "x.mean", "2"]);
        assert!(
            text[found[0].range.clone()].starts_with("{{value")
                && text[..found[0].range.end].ends_with("}}")
        );
    }

    #[test]
    fn braces_that_close_on_another_line_are_none() {
        assert_eq!(directives("{{ a \n b }} and {{"), []);
    }
}
