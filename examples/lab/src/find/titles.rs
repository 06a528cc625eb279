//! Titles as people know them, and as lists of films spell them.
//!
//! MovieLens puts an article last, adds other titles in brackets, and the year: `City of Lost Children, The
//! (Cité des enfants perdus, La) (1995)`.

use deunicode::deunicode_char;

/// Articles in the languages of MovieLens' films. It puts them last.
const ARTICLES: [&str; 27] = [
    "the", "a", "an", "le", "la", "les", "l'", "l’", "un", "une", "il", "lo", "gli", "uno", "una",
    "el", "los", "las", "uma", "der", "das", "ein", "eine", "det", "het", "ett", "els",
];

/// Articles too, but at the beginning of a title they may be words or names: `Die Hard`.
const WORDS: [&str; 11] = ["die", "i", "o", "os", "as", "um", "den", "de", "en", "et", "al"];

/// What a name says: one or more titles, and perhaps the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Titles {
    /// With their articles in front. The first is the main one.
    pub all: Vec<String>,
    pub year: Option<String>,
}

impl Titles {
    /// Reads a name.
    pub fn parse(name: &str) -> Self {
        let mut rest = name.trim();
        let mut year = None;
        let mut others = Vec::new();
        while let Some((before, inside)) = split_bracket(rest) {
            if year.is_none() && others.is_empty() && is_year(inside) {
                year = Some(inside);
            } else {
                others.push(without_alias(inside));
            }
            rest = before;
        }
        let all = std::iter::once(rest).chain(others.into_iter().rev());
        Self { all: all.map(article_first).collect(), year: year.map(str::to_owned) }
    }

    /// Each title with the year.
    pub fn with_year(&self) -> impl Iterator<Item = String> {
        let year = self.year.as_ref().map(|year| format!(" ({year})")).unwrap_or_default();
        self.all.iter().map(move |title| format!("{title}{year}"))
    }

    /// The same with every title changed by `compare`.
    pub fn map(&self, compare: fn(&str) -> String) -> Self {
        let all = self.all.iter().map(|title| compare(title)).collect();
        Self { all, year: self.year.clone() }
    }

    /// Whether what was typed may mean this: every title of it is among these, and the year is none or the
    /// same.
    pub fn fit(&self, typed: &Self) -> bool {
        typed.all.iter().all(|title| self.all.contains(title))
            && (typed.year.is_none() || typed.year == self.year)
    }
}

/// Case does not count.
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// Neither case counts nor accents nor the kind of quotes.
pub fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        let ascii = if character.is_ascii() { None } else { deunicode_char(character) };
        match ascii {
            Some(ascii) => plain.push_str(ascii),
            None => plain.push(character),
        }
    }
    plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Neither case counts nor accents, quotes and an article in front.
pub fn bare(title: &str) -> String {
    let title = folded(title);
    let end = title.find([' ', '\'']).map_or(0, |at| at + 1);
    let (article, rest) = title.split_at(end);
    if ARTICLES.contains(&article.trim_end()) { rest.to_owned() } else { title }
}

/// Takes a last pair of brackets off: what is before it and what is inside. Something stays before it.
fn split_bracket(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix(')')?;
    let mut depth = 1;
    let opening = inner.char_indices().rev().find(|(_, character)| {
        depth += match character {
            ')' => 1,
            '(' => -1,
            _ => 0,
        };
        depth == 0
    });
    let (before, inside) = inner.split_at(opening?.0);
    let before = before.trim_end();
    (!before.is_empty()).then_some((before, inside[1..].trim()))
}

/// `1995`, or the years of a series: `1995-1999`.
fn is_year(text: &str) -> bool {
    text.len() >= 4
        && text.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && text
            .chars()
            .skip(4)
            .all(|character| character.is_ascii_digit() || "-– ".contains(character))
}

/// `a.k.a. Se7en` is the title `Se7en`.
fn without_alias(text: &str) -> &str {
    let other = ["a.k.a.", "aka "].into_iter().find_map(|alias| text.strip_prefix(alias));
    other.map_or(text, str::trim_start)
}

/// `Open Ferry, The` is `The Open Ferry`, and `Avventura, L'` is `L'Avventura`.
fn article_first(title: &str) -> String {
    match title.rsplit_once(',') {
        Some((rest, article)) if is_article(article.trim()) && !rest.trim().is_empty() => {
            let article = article.trim();
            let space = if article.ends_with(['\'', '’']) { "" } else { " " };
            format!("{article}{space}{}", rest.trim())
        }
        _ => title.to_owned(),
    }
}

fn is_article(text: &str) -> bool {
    let text = text.to_lowercase();
    ARTICLES.iter().chain(&WORDS).any(|article| *article == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str) -> (Vec<String>, Option<String>) {
        let Titles { all, year } = Titles::parse(name);
        (all, year)
    }

    #[test]
    fn a_name_is_read_as_titles_and_a_year() {
        for (name, titles, year) in [
            ("Open Ferry, The (1996)", vec!["The Open Ferry"], Some("1996")),
            ("Avventura, L' (1960)", vec!["L'Avventura"], Some("1960")),
            ("Avventura, L’", vec!["L’Avventura"], None),
            ("Seven (a.k.a. Se7en) (1995)", vec!["Seven", "Se7en"], Some("1995")),
            (
                "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
                vec!["The City of Lost Children", "La Cité des enfants perdus"],
                Some("1995"),
            ),
            ("One (Two) (Three (3)) (1999)", vec!["One", "Two", "Three (3)"], Some("1999")),
            ("Hours (1995-1999)", vec!["Hours"], Some("1995-1999")),
            ("(500) Days (2009)", vec!["(500) Days"], Some("2009")),
            ("(1984)", vec!["(1984)"], None),
            ("1984 (1984)", vec!["1984"], Some("1984")),
            (", The", vec![", The"], None),
            ("Good, Bad, Ugly", vec!["Good, Bad, Ugly"], None),
            ("Odd)", vec!["Odd)"], None),
            ("", vec![""], None),
        ] {
            let titles: Vec<String> = titles.into_iter().map(str::to_owned).collect();
            assert_eq!(parsed(name), (titles, year.map(str::to_owned)), "{name}");
        }
    }

    #[test]
    fn an_article_in_front_can_be_left_out() {
        for (title, bare) in [
            ("The Open Ferry", "open ferry"),
            ("l'avventura", "avventura"),
            ("L’Été", "ete"),
            ("The", "the"),
            ("Theatre", "theatre"),
            ("Die Hard", "die hard"),
            ("", ""),
        ] {
            assert_eq!(super::bare(title), bare);
        }
    }

    #[test]
    fn accents_and_quotes_can_be_left_out() {
        assert_eq!(folded("Misérables – “L’Été” ß ø"), "miserables - \"l'ete\" ss o");
        assert_eq!(folded("e\u{301}"), folded("é"));
    }
}
