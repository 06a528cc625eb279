//! Lists for a user and for a newcomer, from EASE alone.

use crate::options::EASE_LAMBDA;
use lab::{Report, Result, find_titles, find_user, shown};
use serde_json::json;
use workbook::Error;
use workbook::data::{Dataset, Touched};
use workbook::interpret::{Recommendation, highest};
use workbook::models::Ease;
use workbook::text::quoted;

/// How many films a list has.
const LENGTH: usize = 10;
/// For how many films watched their own lists are shown, and how long these are.
const BECAUSE: (usize, usize) = (5, 3);

/// What to show a user of the data. Of the films watched, the latest have lists of their own.
pub fn for_user(id: &str, data: &Dataset, mut report: Report) -> Result<()> {
    let user = find_user(data, Some(id))?;
    let mut watched = data.sequences(&data.interactions(), 0).swap_remove(user);
    if watched.is_empty() {
        let problem =
            format!("user {} is not among the users sampled; leave --sample-users out", quoted(id));
        return Err(Error::Settings(problem).into());
    }
    watched.reverse();
    report.say(format_args!("For user {}, who has watched {} films:", shown(id), watched.len()));
    show(&watched, data, report)
}

/// What to show a newcomer who likes some films.
pub fn for_newcomer(titles: &str, data: &Dataset, mut report: Report) -> Result<()> {
    let liked = find_titles(&data.items, titles)?;
    let liked: Vec<u32> = liked.into_iter().map(|film| film as u32).collect();
    report.say(format_args!("For a newcomer who likes {}:", joined(&names(&liked, data), ", ")));
    show(&liked, data, report)
}

/// Lists what goes with all of these films, and with each of the first.
fn show(films: &[u32], data: &Dataset, mut report: Report) -> Result<()> {
    let touched = Touched::new(&data.ratings, data.n_users(), data.n_items());
    Ease::check(&touched)?;
    let ease = Ease::fit(&touched, EASE_LAMBDA);
    // ANCHOR: lists
    let best = highest(&ease.scores(films), films, LENGTH);
    let because = films.iter().take(BECAUSE.0).map(|&film| {
        let beside = ease.scores(&[film]);
        (film, highest(&beside, films, BECAUSE.1))
    });
    // ANCHOR_END: lists
    report.list(
        &["film", "score"],
        best.iter()
            .map(|film| [data.items.name(film.item).to_owned(), format!("{:.3}", film.score)]),
    );
    report
        .values("recommended", json!({"watched": names(films, data), "films": rows(&best, data)}));
    for (film, beside) in because {
        let name = data.items.name(film as usize);
        report.find(
            &format!("because of {name}"),
            json!(rows(&beside, data)),
            format_args!("Because of {}: {}", shown(name), joined(&rows(&beside, data), "; ")),
        );
    }
    report.finish()
}

fn joined(names: &[&str], separator: &str) -> String {
    names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(separator)
}

fn names<'a>(films: &[u32], data: &'a Dataset) -> Vec<&'a str> {
    films.iter().map(|&film| data.items.name(film as usize)).collect()
}

fn rows<'a>(films: &[Recommendation], data: &'a Dataset) -> Vec<&'a str> {
    films.iter().map(|film| data.items.name(film.item)).collect()
}
