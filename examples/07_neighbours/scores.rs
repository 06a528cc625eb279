//! What each ranker says of every film.

use crate::fitted::Fitted;
use crate::method::Method;
use crate::round::minus;
use workbook::data::Ratings;
use workbook::models::Mix;

/// The scores of all films for each user of `part`, user after user, by each ranker.
pub fn scores(
    fitted: &Fitted,
    mixed: &[Method],
    mix: &Mix,
    popularity: &[f64],
    part: &Ratings,
) -> Vec<(&'static str, Vec<f64>)> {
    let n_films = popularity.len();
    let films = 0..u32::try_from(n_films).expect("rows are numbered in 32 bits");
    let pairs = Ratings {
        users: part.users.iter().flat_map(|&user| vec![user; n_films]).collect(),
        items: part.users.iter().flat_map(|_| films.clone()).collect(),
        values: vec![0.0; part.len() * n_films],
        ..Ratings::default()
    };
    let base = fitted.predict(Method::Baseline, &pairs);
    let of_mixed: Vec<(&str, Vec<f64>)> =
        mixed.iter().map(|&method| (method.name(), fitted.predict(method, &pairs))).collect();
    let steps: Vec<Vec<f64>> = of_mixed.iter().map(|(_, scores)| minus(scores, &base)).collect();
    let mixture = base.iter().zip(mix.steps(&steps)).map(|(base, step)| base + step).collect();
    let popular = part.users.iter().flat_map(|_| popularity).copied().collect();
    let watched = [
        ("watched by people like you", fitted.users.support(&pairs)),
        ("like films you watched", fitted.films.support(&pairs.mirrored())),
    ];
    let rankers = [("popularity", popular), (Method::Baseline.name(), base)];
    rankers.into_iter().chain(of_mixed).chain([("mix", mixture)]).chain(watched).collect()
}
