//! A newcomer: recommendations from a handful of ratings, without training.

use serde_json::json;
use std::collections::HashSet;
use workbook::cli::{Report, TitleRatings};
use workbook::data::Dataset;
use workbook::interpret::cold_start::mean_taste;
use workbook::interpret::{FoldIn, Learned, RIDGE, best_unseen, find_title};
use workbook::{Error, Result};

/// The films that the titles mean, with the ratings given to them.
pub fn rated_films(
    data: &Dataset,
    TitleRatings(rated): &TitleRatings,
) -> Result<Vec<(usize, f64)>> {
    let (low, high) = (data.lowest_rating(), data.highest_rating());
    let mut films: Vec<(usize, f64)> = Vec::new();
    for (title, rating) in rated {
        let film = find_title(&data.items, title)?;
        if !(f64::from(low)..=f64::from(high)).contains(rating) {
            return Err(Error::Settings(format!(
                "a rating of {rating} for `{title}`: ratings go from {low} to {high}"
            )));
        }
        if films.iter().any(|(other, _)| *other == film) {
            let name = data.items.name(film);
            return Err(Error::Settings(format!("`{name}` is rated twice; rate each film once")));
        }
        films.push((film, *rating));
    }
    Ok(films)
}

/// A taste from a handful of ratings, without training; by default those of the user, to compare.
pub fn recommend(
    model: &Learned,
    data: &Dataset,
    user: usize,
    rated: Option<Vec<(usize, f64)>>,
    report: &Report,
) -> Result<()> {
    let everyone: Vec<usize> = (1..data.n_users()).collect();
    let prior = mean_taste(model, &everyone);
    let ratings = match &rated {
        Some(rated) => rated.clone(),
        None => (0..data.ratings.len())
            .filter(|&i| data.ratings.users[i] == user)
            .map(|i| (data.ratings.items[i], f64::from(data.ratings.values[i])))
            .take(10)
            .collect(),
    };
    let fold_in = FoldIn::fit(model, &ratings, &prior, RIDGE);
    let seen: HashSet<usize> = ratings.iter().map(|(film, _)| *film).collect();
    let best = best_unseen(model, &fold_in.taste, &seen, 10);
    match rated {
        Some(_) => report.say(format_args!("For you, after {} ratings:", ratings.len()))?,
        None => report.say(format_args!(
            "For a newcomer who gives the first {} ratings of user {} (give your own with \
             --rate \"TITLE=4,TITLE=2\"):",
            ratings.len(),
            data.users.name(user)
        ))?,
    }
    super::films(data, &best, report)?;
    let titles: Vec<&str> = best.iter().map(|film| data.items.name(film.item)).collect();
    report.summary("newcomer", json!({"ratings": ratings.len(), "films": titles}))?;

    let Some(top) = best.first() else { return Ok(()) };
    report.say(format_args!(
        "What each rating adds to the score of {}, before sigmoid_range:",
        data.items.name(top.item)
    ))?;
    let parts = ratings.iter().zip(fold_in.contributions(model, top.item));
    report.table(
        &["rated", "rating", "adds"],
        parts.map(|(&(film, rating), part)| {
            [data.items.name(film).to_owned(), rating.to_string(), format!("{part:+.3}")]
        }),
    )
}
