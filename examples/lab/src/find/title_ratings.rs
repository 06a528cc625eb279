//! A newcomer's ratings, as an option.

use super::Finder;
use std::str::FromStr;
use workbook::data::{Dataset, RatingScale};
use workbook::text::quoted;
use workbook::{Error, Result};

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
        let RatingScale { lowest, highest, .. } = data.scale();
        let finder = Finder::new(&data.items);
        let mut films: Vec<(usize, f64)> = Vec::new();
        for (title, rating) in &self.0 {
            let film = finder.title(title)?;
            if !(f64::from(lowest)..=f64::from(highest)).contains(rating) {
                return Err(Error::Settings(format!(
                    "a rating of {rating} for {}: ratings go from {lowest} to {highest}",
                    quoted(title)
                )));
            }
            if films.iter().any(|(other, _)| *other == film) {
                let name = quoted(data.items.name(film));
                let problem = format!("{name} is rated twice; rate each film once");
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
