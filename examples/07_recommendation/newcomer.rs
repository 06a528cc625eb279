//! A newcomer: recommendations from a handful of ratings, without training.

use crate::lists;
use lab::Report;
use serde_json::json;
use workbook::data::{Dataset, Ratings};
use workbook::interpret::{Catalogue, FoldIn, Learned, best_unseen};

/// The first ten ratings of a user, each as a film and its rating.
pub fn first_ratings(data: &Dataset, user: usize) -> Vec<(usize, f64)> {
    let ratings = &data.ratings;
    let of_user = ratings.iter().filter(|rating| rating.user == user);
    of_user.map(|rating| (rating.item, f64::from(rating.value))).take(10).collect()
}

/// Films for a newcomer who has given these ratings.
pub fn recommend(
    model: &Learned,
    data: &Dataset,
    train: &Ratings,
    catalogue: &Catalogue,
    ratings: &[(usize, f64)],
    report: &mut Report,
) {
    let mean = model.mean_taste_in(train);
    let fold_in = FoldIn::fit(model, ratings, &mean, model.taste_ridge());
    let eligible = catalogue.without(ratings.iter().map(|(film, _)| *film));
    let best = best_unseen(model, &fold_in.taste, &eligible, 10);
    let titles = lists::list(&best, data, report);
    report.values("newcomer", json!({"ratings": ratings.len(), "films": titles}));

    let Some(top) = best.first().filter(|_| !ratings.is_empty()) else { return };
    report.say(format_args!(
        "What each rating adds to the score of {}, before sigmoid_range:",
        lab::shown(data.items.name(top.item))
    ));
    let parts = ratings.iter().zip(fold_in.contributions(model, top.item));
    report.list(
        &["rated", "rating", "adds"],
        parts.map(|(&(film, rating), part)| {
            // In the file's precision; in double precision 0.7 would get many digits.
            let rating = rating as f32;
            [data.items.name(film).to_owned(), rating.to_string(), format!("{part:+.3}")]
        }),
    );
}
