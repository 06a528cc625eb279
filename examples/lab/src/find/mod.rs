//! Films and users as a reader names them on the command line.

mod title_ratings;
mod titles;

pub use title_ratings::TitleRatings;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use titles::{Titles, bare, folded, lowercase};
use workbook::data::{Dataset, Vocab};
use workbook::text::quoted;
use workbook::{Error, Result};

/// How many of the closest titles to suggest.
const CLOSEST: usize = 3;
/// How many titles, those that share most pairs of letters with what was typed, are looked at closely.
const LIKELY: usize = 1000;
/// How many characters of a title decide how close it is to another one.
const COMPARED: usize = 60;
/// How long a message with a list of titles may be.
const MESSAGE: usize = 280;

/// Ways to compare whole titles, the strictest first. The first that finds something decides.
const COMPARISONS: [fn(&str) -> String; 4] = [str::to_owned, lowercase, folded, bare];

/// The row of the film that `wanted` names; see [`Finder::title`].
///
/// # Errors
/// Those of [`Finder::title`].
pub fn find_title(names: &Vocab, wanted: &str) -> Result<usize> {
    Finder::new(names).title(wanted)
}

/// The rows of several titles, or parts of them, separated by commas. A title may itself contain commas,
/// so the longest piece that names one title counts as one.
///
/// # Errors
/// Those of [`Finder::title`] for the first piece that names none; and if a title is named twice.
pub fn find_titles(names: &Vocab, list: &str) -> Result<Vec<usize>> {
    let finder = Finder::new(names);
    let commas: Vec<usize> = list.match_indices(',').map(|(at, _)| at).collect();
    let starts: Vec<usize> = std::iter::once(0).chain(commas.iter().map(|at| at + 1)).collect();
    let ends: Vec<usize> = commas.into_iter().chain([list.len()]).collect();
    let mut rows = Vec::new();
    let mut part = 0;
    while part < starts.len() {
        let piece = |last: usize| &list[starts[part]..ends[last]];
        let longest = ends.len().min(part + 1 + finder.most_commas());
        let names_one = |last: &usize| finder.rows(piece(*last)).len() == 1;
        let last = (part..longest).rev().find(names_one).unwrap_or(part);
        let row = finder.title(piece(last))?;
        if rows.contains(&row) {
            let name = quoted(names.name(row));
            return Err(Error::Settings(format!("{name} is named twice; name each title once")));
        }
        rows.push(row);
        part = last + 1;
    }
    Ok(rows)
}

/// The row of the user with this id in the ratings file; without an id, the first user's.
///
/// # Errors
/// If there is no such user.
pub fn find_user(data: &Dataset, id: Option<&str>) -> Result<usize> {
    let Some(id) = id else { return Ok(1) };
    data.users.row(id).filter(|&row| row != 0).ok_or_else(|| {
        let (id, first) = (quoted(id), quoted(data.users.name(1)));
        Error::Settings(format!("no user {id} in {}; the first is {first}", data.name))
    })
}

/// Finds films by what people type.
struct Finder<'a> {
    names: &'a Vocab,
    /// What each name says. (Row 0 stands for films that are not known, so it is never found.)
    titles: Vec<Titles>,
    /// The rows with a title, by each way to compare.
    whole: [HashMap<String, Vec<usize>>; COMPARISONS.len()],
    /// Where to look for a part of a title; those with most commas come first.
    texts: Vec<Text>,
}

/// A spelling of a film's name.
struct Text {
    row: usize,
    lowercase: String,
    folded: String,
    commas: usize,
}

impl<'a> Finder<'a> {
    fn new(names: &'a Vocab) -> Self {
        let titles: Vec<Titles> = names.names().iter().map(|name| Titles::parse(name)).collect();
        let films = || titles.iter().enumerate().skip(1);
        let whole = COMPARISONS.map(|compare| {
            let mut rows: HashMap<String, Vec<usize>> = HashMap::new();
            for (row, Titles { all, .. }) in films() {
                for title in all {
                    rows.entry(compare(title)).or_default().push(row);
                }
            }
            rows
        });
        let mut texts: Vec<Text> = films()
            .flat_map(|(row, titles)| {
                let spellings =
                    std::iter::once(names.name(row).to_owned()).chain(titles.with_year());
                spellings.map(move |spelling| Text::new(row, &spelling))
            })
            .collect();
        texts.sort_by_key(|text| (Reverse(text.commas), text.row));
        Self { names, titles, whole, texts }
    }

    /// The row of the film that `wanted` names: the one with this name or title, or else the only one with
    /// this in its name. An article may come first or last, and a title with or without its year and
    /// its other titles. Case, accents and kinds of quotes decide only between names that differ in
    /// nothing else.
    ///
    /// # Errors
    /// If there are several, or there is none. The message lists candidates, or the closest titles.
    fn title(&self, wanted: &str) -> Result<usize> {
        let shown = quoted(wanted);
        let whole = self.whole(wanted);
        let (rows, problem) = if whole.is_empty() {
            (self.with_part(wanted), "titles; write more of the one you mean")
        } else {
            (whole, "titles; spell the one you mean as the data do")
        };
        Err(Error::Settings(match rows[..] {
            [row] => return Ok(row),
            [] => {
                let start = format!("no title contains {shown}; the closest are ");
                self.list(start, &self.closest(wanted))
            }
            _ => self.list(format!("{shown} is in {} {problem}: ", rows.len()), &rows),
        }))
    }

    /// The rows that `wanted` may mean.
    fn rows(&self, wanted: &str) -> Vec<usize> {
        let whole = self.whole(wanted);
        if whole.is_empty() { self.with_part(wanted) } else { whole }
    }

    /// The rows with this name, or else with this title, compared in the strictest way that finds any.
    fn whole(&self, wanted: &str) -> Vec<usize> {
        if let Some(row) = self.names.row(wanted.trim()).filter(|&row| row != 0) {
            return vec![row];
        }
        let typed = Titles::parse(wanted);
        for (compare, rows) in COMPARISONS.iter().zip(&self.whole) {
            let typed = typed.map(*compare);
            let rows = rows.get(&typed.all[0]).map_or(&[][..], Vec::as_slice);
            let of = |row: usize| self.titles[row].map(*compare);
            for found in [
                rows.iter().copied().filter(|&row| of(row) == typed).collect::<Vec<_>>(),
                rows.iter().copied().filter(|&row| of(row).fit(&typed)).collect(),
            ] {
                if !found.is_empty() {
                    return distinct(found);
                }
            }
        }
        Vec::new()
    }

    /// The rows with this in their name, where accents decide only if it is there with the same ones.
    fn with_part(&self, wanted: &str) -> Vec<usize> {
        // A text with fewer commas cannot contain it. Most of a list's pieces have many.
        let commas = wanted.matches(',').count();
        let texts = || self.texts.iter().take_while(|text| text.commas >= commas);
        let key = lowercase(wanted.trim());
        let found = texts().filter(|text| text.lowercase.contains(&key)).map(|text| text.row);
        let found = distinct(found.collect());
        if !found.is_empty() {
            return found;
        }
        let key = folded(wanted);
        distinct(texts().filter(|text| text.folded.contains(&key)).map(|text| text.row).collect())
    }

    /// The largest number of commas in a name.
    fn most_commas(&self) -> usize {
        self.texts.first().map_or(0, |text| text.commas)
    }

    /// The rows whose titles are most like `wanted`.
    fn closest(&self, wanted: &str) -> Vec<usize> {
        let typed = beginning(&bare(&Titles::parse(wanted).all[0]), COMPARED);
        let pairs: HashSet<(char, char)> = pairs(&typed).collect();
        let mut likely: Vec<(usize, Vec<String>)> = (self.titles.iter().enumerate().skip(1))
            .map(|(row, Titles { all, .. })| {
                (row, all.iter().map(|title| beginning(&bare(title), COMPARED)).collect())
            })
            .collect();
        likely.sort_by_cached_key(|(_, titles)| {
            let shared =
                |title: &String| self::pairs(title).filter(|pair| pairs.contains(pair)).count();
            Reverse(titles.iter().map(shared).max())
        });
        // The distance between two texts takes long to compute.
        let mut closest: Vec<(usize, f64)> = (likely.into_iter().take(LIKELY))
            .map(|(row, titles)| {
                let likeness = titles.iter().map(|title| likeness(&typed, title));
                (row, likeness.fold(0.0, f64::max))
            })
            .collect();
        closest.sort_by(|a, b| b.1.total_cmp(&a.1));
        closest.into_iter().take(CLOSEST).map(|(row, _)| row).collect()
    }

    /// A message that lists as many names as there is room for.
    fn list(&self, mut message: String, rows: &[usize]) -> String {
        let mut length = message.chars().count();
        for (shown, &row) in rows.iter().enumerate() {
            let name = quoted(self.names.name(row));
            let comma = if shown > 0 { ", " } else { "" };
            length += comma.len() + name.chars().count();
            if length > MESSAGE && shown > 0 {
                message += &format!(" and {} more", rows.len() - shown);
                break;
            }
            message += &format!("{comma}{name}");
        }
        message
    }
}

impl Text {
    fn new(row: usize, spelling: &str) -> Self {
        let (lowercase, folded) = (lowercase(spelling), folded(spelling));
        let commas = lowercase.matches(',').count().max(folded.matches(',').count());
        Self { row, lowercase, folded, commas }
    }
}

/// The rows in ascending order, each once.
fn distinct(mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// How alike a title is to what was typed, which may be only its beginning: 1 for equal. Of titles with
/// the same beginning, the one that is alike as a whole is closer.
fn likeness(typed: &str, title: &str) -> f64 {
    let start = beginning(title, typed.chars().count());
    let whole = strsim::normalized_damerau_levenshtein(typed, title);
    let best = strsim::normalized_damerau_levenshtein(typed, &start).max(whole);
    0.9 * best + 0.1 * whole
}

/// Two letters that follow each other.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1))
}

fn beginning(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of the film that is found, or the message.
    fn name(vocab: &Vocab, wanted: &str) -> std::result::Result<String, String> {
        let found = find_title(vocab, wanted);
        found.map(|row| vocab.name(row).to_owned()).map_err(|error| error.to_string())
    }

    #[test]
    fn titles_are_found_by_a_part_of_them() {
        let vocab = Vocab::new([
            "Star Wars (1977)",
            "Star Trek (1979)",
            "Casablanca (1942)",
            "Alien (1979)",
            "Aliens (1986)",
        ]);
        let name = |wanted| name(&vocab, wanted);
        assert_eq!(name("casa").unwrap(), "Casablanca (1942)");
        assert_eq!(name("  WARS ").unwrap(), "Star Wars (1977)");
        assert_eq!(name("alien (1979)").unwrap(), "Alien (1979)", "the whole name wins");
        assert_eq!(name("alien").unwrap(), "Alien (1979)", "the whole title wins");
        let several = name("star").unwrap_err();
        assert!(several.starts_with("`star` is in 2 titles; "), "{several}");
        assert!(several.contains("`Star Trek (1979)`, `Star Wars (1977)`"), "{several}");
        let none = name("Casblanca").unwrap_err();
        assert!(
            none.starts_with("no title contains `Casblanca`; the closest are `Casablanca (1942)`"),
            "{none}"
        );
        assert!(name("Alien (1980)").unwrap_err().contains("closest are `Alien (1979)`"));
        assert!(name("#na#").is_err(), "the row of unknown films is not a film");
    }

    #[test]
    fn articles_years_and_other_titles_may_be_written_or_not() {
        let children = "City of Lost Children, The (Cité des enfants perdus, La) (1995)";
        let vocab = Vocab::new([
            "Open Ferry, The (1996)",
            "Open Ferry Returns, The (1999)",
            "Avventura, L' (1960)",
            "Postino, Il (1994)",
            "Seven (a.k.a. Se7en) (1995)",
            "Seven Years in Tibet (1997)",
            children,
            "Misérables, Les (1995)",
            "Misérables, Les (1998)",
            "Die Hard (1988)",
            "Hard Rain (1998)",
            "Hard Target (1993)",
        ]);
        let name = |wanted| name(&vocab, wanted);
        for (wanted, found) in [
            ("The Open Ferry", "Open Ferry, The (1996)"),
            ("the open ferry (1996)", "Open Ferry, The (1996)"),
            ("Open Ferry, The", "Open Ferry, The (1996)"),
            ("open ferry", "Open Ferry, The (1996)"),
            ("the open ferry r", "Open Ferry Returns, The (1999)"),
            ("l’avventura", "Avventura, L' (1960)"),
            ("Il Postino", "Postino, Il (1994)"),
            ("Seven", "Seven (a.k.a. Se7en) (1995)"),
            ("se7en (1995)", "Seven (a.k.a. Se7en) (1995)"),
            ("Seven (Se7en)", "Seven (a.k.a. Se7en) (1995)"),
            ("The City of Lost Children", children),
            ("la cite des enfants perdus", children),
            ("les miserables (1998)", "Misérables, Les (1998)"),
        ] {
            assert_eq!(name(wanted).as_deref(), Ok(found), "{wanted}");
        }
        let both = name("les misérables").unwrap_err();
        let expected = "`les misérables` is in 2 titles; spell the one you mean as the data \
                        do: `Misérables, Les (1995)`, `Misérables, Les (1998)`";
        assert_eq!(both, expected);
        assert!(name("hard").unwrap_err().starts_with("`hard` is in 3 titles"));
        let closest = name("the opne ferry").unwrap_err();
        assert!(closest.contains("the closest are `Open Ferry, The (1996)`"), "{closest}");
    }

    #[test]
    fn the_spelling_decides_between_names_that_differ_in_nothing_else() {
        let vocab =
            Vocab::new(["It", "IT", "Ago (1999)", "ago (1999)", "Resume", "Résumé", "The It"]);
        let name = |wanted| name(&vocab, wanted);
        for exact in vocab.names()[1..].iter().map(String::as_str) {
            assert_eq!(name(exact).as_deref(), Ok(exact));
        }
        assert_eq!(name("Ago").as_deref(), Ok("Ago (1999)"));
        assert_eq!(name("resume").as_deref(), Ok("Resume"));
        assert_eq!(name("RÉSUMÉ").as_deref(), Ok("Résumé"));
        for several in ["it", "AGO", "résume"] {
            let message = name(several).unwrap_err();
            assert!(message.contains("is in 2 titles; spell the one you mean"), "{message}");
        }
    }

    #[test]
    fn messages_stay_short_whatever_the_titles_are() {
        let long = "The \u{1b}[31mNight ".repeat(1000);
        let titles: Vec<String> = (0..40).map(|i| format!("{long}{i}")).collect();
        let vocab = Vocab::new(titles.iter().map(String::as_str));
        assert_eq!(find_title(&vocab, &titles[7]).unwrap(), vocab.row(&titles[7]).unwrap());
        for wanted in ["night", "nihgt", &long, &"nihgt".repeat(2000)] {
            let message = name(&vocab, wanted).unwrap_err();
            assert!(message.chars().count() < 300 && !message.contains('\u{1b}'), "{message}");
        }
        let several = name(&vocab, "night").unwrap_err();
        assert!(several.ends_with(" more"), "{several}");
    }

    #[test]
    fn a_list_of_titles_may_hold_titles_with_commas() {
        let vocab =
            Vocab::new(["Misérables, Les (1995)", "Alien (1979)", "Good, Bad, Ugly (1966)"]);
        let titles = |list: &str| {
            find_titles(&vocab, list)
                .map(|rows| rows.into_iter().map(|row| vocab.name(row).to_owned()).collect())
        };
        let both: Vec<String> = titles("Misérables, Les, alien").unwrap();
        assert_eq!(both, ["Misérables, Les (1995)", "Alien (1979)"]);
        assert_eq!(titles("good, bad, ugly (1966),misé").unwrap().len(), 2);
        assert_eq!(titles("les miserables, bad, ugly").unwrap().len(), 2);
        let problem = |list: &str| titles(list).unwrap_err().to_string();
        assert!(problem("alien,Alien (1979)").contains("`Alien (1979)` is named twice"));
        assert!(problem("alien,Brazil").starts_with("no title contains `Brazil`"));
        assert!(problem("").contains("is in 3 titles"), "{}", problem(""));
    }

    /// One title has so many commas that any piece of the list might be a title. Most of the others have too
    /// few to contain a long piece.
    #[test]
    fn a_long_list_of_many_titles_is_found() {
        let mut titles: Vec<String> = (0..20_000).map(|i| format!("Film, The ({i:05})")).collect();
        titles.push("Long, ".repeat(1_000));
        let vocab = Vocab::new(titles.iter().map(String::as_str));
        let list = titles[..50].join(",");
        assert_eq!(find_titles(&vocab, &list).unwrap(), (1..=50).collect::<Vec<_>>());
        assert_eq!(find_titles(&vocab, titles[20_000].trim()).unwrap().len(), 1);
    }
}
