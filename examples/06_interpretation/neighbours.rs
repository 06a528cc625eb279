//! Films like a film, and users like a user.

use lab::{Report, shown};
use serde_json::json;
use workbook::data::Dataset;
use workbook::interpret::{Learned, nearest, rated_by_both};

/// Films with fewer ratings are left out of the neighbours, because their factors are hardly learned.
const KNOWN: usize = 20;

/// The films nearest to a film.
pub fn of_film(model: &Learned, data: &Dataset, film: usize, report: &mut Report) {
    let counts = data.ratings_per_item();
    let films = nearest(&model.item_factors, film, 5, |row| counts[row] >= KNOWN);
    let of = data.items.name(film);
    report.say(format_args!(
        "Nearest to {} by cosine, among films with at least {KNOWN} ratings:",
        shown(of)
    ));
    let titles: Vec<&str> = films.iter().map(|near| data.items.name(near.row)).collect();
    report.list(
        &["film", "cosine"],
        films
            .iter()
            .zip(&titles)
            .map(|(near, title)| [(*title).to_owned(), format!("{:.3}", near.cosine)]),
    );
    let ratings: Vec<usize> = films.iter().map(|near| counts[near.row]).collect();
    report.values("nearest films", json!({"of": of, "films": titles, "ratings": ratings}));
}

/// The users nearest to a user, and what the first of them and the user have both rated.
pub fn of_user(model: &Learned, data: &Dataset, user: usize, report: &mut Report) {
    let users = nearest(&model.user_factors, user, 5, |row| row != 0);
    let one = data.users.name(user);
    report.say(format_args!("Nearest to user {}:", shown(one)));
    report.list(
        &["user", "cosine"],
        users
            .iter()
            .map(|near| [data.users.name(near.row).to_owned(), format!("{:.3}", near.cosine)]),
    );
    let Some(other) = users.first() else { return };
    let two = data.users.name(other.row);
    let both = rated_by_both(data, user, other.row);
    let scale = data.scale();
    report.say(format_args!(
        "Films that users {} and {} have both rated, {} in all:",
        shown(one),
        shown(two),
        both.len()
    ));
    report.list(
        &["film", &format!("user {one}"), &format!("user {two}")],
        both.iter().take(10).map(|&(film, a, b)| {
            [data.items.name(film).to_owned(), scale.label(a), scale.label(b)]
        }),
    );
    let middle = (scale.lowest + scale.highest) / 2.0;
    let liked = both.iter().filter(|&&(_, a, b)| a.min(b) > middle).count();
    let kinder = both.iter().filter(|&&(_, a, b)| (b - a - 1.0).abs() < 1e-6).count();
    report.values(
        "nearest user",
        json!({
            "of": one, "user": two, "cosine": other.cosine, "rated_by_both": both.len(),
            "liked_by_both": liked, "kinder_by_one": kinder,
        }),
    );
}
