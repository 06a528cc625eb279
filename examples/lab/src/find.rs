//! Films and users as a reader names them on the command line.

use std::str::FromStr;
use workbook::data::{Dataset, Vocab};
use workbook::{Error, Result};

/// How many titles to suggest when a name is ambiguous.
const SUGGESTED: usize = 8;

/// The row whose name is `wanted`, or the only one whose name contains it; upper and
/// lower case count as the same.
///
/// # Errors
/// If several names contain it, or none does. The message lists the candidates, or the closest
/// spellings.
pub fn find_title(names: &Vocab, wanted: &str) -> Result<usize> {
    let lowercase = lowercase(names);
    let matches = matches(&lowercase, wanted);
    match matches[..] {
        [row] => Ok(row),
        [] => {
            let key = wanted.trim().to_lowercase();
            let mut closest: Vec<(usize, f64)> =
                (1..names.len()).map(|row| (row, likeness(&key, &lowercase[row]))).collect();
            closest.sort_by(|a, b| b.1.total_cmp(&a.1));
            let closest: Vec<usize> = closest.into_iter().take(3).map(|(row, _)| row).collect();
            Err(Error::Settings(format!(
                "no title contains `{wanted}`; the closest are {}",
                list(names, &closest)
            )))
        }
        _ => {
            let more = matches.len().saturating_sub(SUGGESTED);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            Err(Error::Settings(format!(
                "`{wanted}` is in {} titles; write more of the one you mean: {}{rest}",
                matches.len(),
                list(names, &matches[..matches.len().min(SUGGESTED)]),
            )))
        }
    }
}

/// The names of all rows in lower case.
fn lowercase(names: &Vocab) -> Vec<String> {
    names.names().iter().map(|name| name.to_lowercase()).collect()
}

/// The row whose name is `wanted`, or else all whose names contain it.
fn matches(lowercase: &[String], wanted: &str) -> Vec<usize> {
    let key = wanted.trim().to_lowercase();
    let rows = || 1..lowercase.len();
    match rows().find(|&row| lowercase[row] == key) {
        Some(row) => vec![row],
        None => rows().filter(|&row| lowercase[row].contains(&key)).collect(),
    }
}

/// The rows of several titles, or parts of them, separated by commas. A title may itself contain commas,
/// so the longest piece that names one title counts as one.
///
/// # Errors
/// Those of [`find_title`] for the first piece that names none; and if a title is named twice.
pub fn find_titles(names: &Vocab, list: &str) -> Result<Vec<usize>> {
    let lowercase = lowercase(names);
    let longest_title = lowercase.iter().map(String::len).max().unwrap_or(0);
    let parts: Vec<&str> = list.split(',').collect();
    let mut rows = Vec::new();
    let mut start = 0;
    while start < parts.len() {
        let piece = |end: usize| parts[start..end].join(",");
        let fits = |end: &usize| piece(*end).trim().to_lowercase().len() <= longest_title;
        let ends: Vec<usize> = (start + 1..=parts.len()).take_while(fits).collect();
        let names_one = |end: &usize| matches(&lowercase, &piece(*end)).len() == 1;
        let end = ends.into_iter().rev().find(names_one).unwrap_or(start + 1);
        let row = find_title(names, &piece(end))?;
        if rows.contains(&row) {
            let name = names.name(row);
            return Err(Error::Settings(format!("`{name}` is named twice; name each title once")));
        }
        rows.push(row);
        start = end;
    }
    Ok(rows)
}

/// How alike a name is to what was typed, which may be only its beginning: 1 for equal.
fn likeness(typed: &str, name: &str) -> f64 {
    let beginning: String = name.chars().take(typed.chars().count()).collect();
    strsim::normalized_damerau_levenshtein(typed, &beginning)
        .max(strsim::normalized_damerau_levenshtein(typed, name))
}

fn list(names: &Vocab, rows: &[usize]) -> String {
    let names: Vec<String> = rows.iter().map(|&row| format!("`{}`", names.name(row))).collect();
    names.join(", ")
}

/// The row of the user with this id in the ratings file; without an id, the first user's.
///
/// # Errors
/// If there is no such user.
pub fn find_user(data: &Dataset, id: Option<&str>) -> Result<usize> {
    let Some(id) = id else { return Ok(1) };
    data.users.row(id).filter(|&row| row != 0).ok_or_else(|| {
        let first = data.users.name(1);
        Error::Settings(format!("no user `{id}` in {}; the first is `{first}`", data.name))
    })
}

/// Titles, or parts of them, each with a rating; an option written `TITLE=RATING,TITLE=RATING`. A
/// title may contain commas.
#[derive(Clone, Debug, PartialEq)]
pub struct TitleRatings(Vec<(String, f64)>);

impl FromStr for TitleRatings {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let mut ratings = Vec::new();
        let mut pending = String::new();
        for part in text.split(',') {
            pending += part;
            let rated = pending.rsplit_once('=').and_then(|(title, rating)| {
                let rating = rating.trim().parse::<f64>().ok().filter(|x| x.is_finite())?;
                Some((title.trim().to_owned(), rating)).filter(|(title, _)| !title.is_empty())
            });
            match rated {
                Some(rated) => {
                    ratings.push(rated);
                    pending.clear();
                }
                // The comma was part of the title.
                None => pending.push(','),
            }
        }
        if pending.is_empty() {
            Ok(Self(ratings))
        } else {
            Err("expected TITLE=RATING,TITLE=RATING")
        }
    }
}

impl TitleRatings {
    /// The films that the titles mean, each with its rating.
    ///
    /// # Errors
    /// If a title fits no film or several, a film is rated twice, or a rating is off the scale.
    pub fn films(&self, data: &Dataset) -> Result<Vec<(usize, f64)>> {
        let low = data.lowest_rating();
        let high = data.highest_rating();
        let mut films: Vec<(usize, f64)> = Vec::new();
        for (title, rating) in &self.0 {
            let film = find_title(&data.items, title)?;
            if !(f64::from(low)..=f64::from(high)).contains(rating) {
                return Err(Error::Settings(format!(
                    "a rating of {rating} for `{title}`: ratings go from {low} to {high}"
                )));
            }
            if films.iter().any(|(other, _)| *other == film) {
                let name = data.items.name(film);
                let problem = format!("`{name}` is rated twice; rate each film once");
                return Err(Error::Settings(problem));
            }
            films.push((film, *rating));
        }
        Ok(films)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_by_a_part_of_them() {
        let names = [
            "Star Wars (1977)",
            "Star Trek (1979)",
            "Casablanca (1942)",
            "Alien (1979)",
            "Aliens (1986)",
        ];
        let vocab = Vocab::new(names);
        let name = |wanted: &str| find_title(&vocab, wanted).map(|row| vocab.name(row).to_owned());
        assert_eq!(name("casa").unwrap(), "Casablanca (1942)");
        assert_eq!(name("  WARS ").unwrap(), "Star Wars (1977)");
        assert_eq!(name("alien (1979)").unwrap(), "Alien (1979)", "the whole title wins");
        let several = name("star").unwrap_err().to_string();
        assert!(several.starts_with("`star` is in 2 titles; "), "{several}");
        assert!(several.contains("`Star Trek (1979)`, `Star Wars (1977)`"), "{several}");
        let none = name("Casblanca").unwrap_err().to_string();
        assert!(
            none.starts_with("no title contains `Casblanca`; the closest are `Casablanca (1942)`"),
            "{none}"
        );
        assert!(name("#na#").is_err(), "the row of unknown films is not a film");
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
        let problem = |list: &str| titles(list).unwrap_err().to_string();
        assert!(problem("alien,Alien (1979)").contains("`Alien (1979)` is named twice"));
        assert!(problem("alien,Brazil").starts_with("no title contains `Brazil`"));
        assert!(problem("").contains("is in 3 titles"), "{}", problem(""));
    }

    /// The number of pieces grows with the square of the list's length, and most are longer than any title.
    #[test]
    fn a_long_list_of_titles_is_found_at_once() {
        let titles: Vec<String> = (0..500).map(|i| format!("Film, The ({i:03})")).collect();
        let vocab = Vocab::new(titles.iter().map(String::as_str));
        let start = std::time::Instant::now();
        assert_eq!(find_titles(&vocab, &titles.join(",")).unwrap(), (1..=500).collect::<Vec<_>>());
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 5.0, "{seconds} seconds");
    }

    #[test]
    fn titles_may_contain_commas_and_equals_signs() {
        let parsed: TitleRatings = "Misérables, Les (1995)=4, a=b =2.5".parse().unwrap();
        let expected = [("Misérables, Les (1995)".to_owned(), 4.0), ("a=b".to_owned(), 2.5)];
        assert_eq!(parsed.0, expected);
    }

    #[test]
    fn anything_but_a_list_of_ratings_is_refused() {
        for text in ["", "Alien", "Alien=", "=4", "Alien=4,", "Alien=4,Brazil", "Alien=NaN"] {
            assert!(text.parse::<TitleRatings>().is_err(), "{text}");
        }
    }
}
