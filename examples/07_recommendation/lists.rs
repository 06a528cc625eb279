//! Lists of the best unseen films.

use lab::Report;
use serde_json::json;
use std::cmp::Reverse;
use workbook::data::Dataset;
use workbook::interpret::{Catalogue, Learned, Recommendation, best_unseen, top_lists};

/// Highest predictions among what a user has not seen.
pub fn for_a_user(
    model: &Learned,
    data: &Dataset,
    catalogue: &Catalogue,
    user: usize,
    report: &mut Report,
) {
    let best = best_unseen(model, &model.taste(user), &catalogue.unseen_by(user), 10);
    let n = catalogue.seen.by(user).len();
    let user = data.users.name(user);
    let shown = lab::shown(user);
    report.say(format_args!("For user {shown}, who has rated {n} films, the best unseen ones:"));
    let titles = list(&best, data, report);
    let predicted: Vec<f64> = best.iter().map(|film| film.score).collect();
    let values = json!({"user": user, "rated": n, "films": titles, "predicted": predicted});
    report.values("best unseen", values);
}

/// Lists recommended films, and returns their titles.
pub fn list<'a>(films: &[Recommendation], data: &'a Dataset, report: &mut Report) -> Vec<&'a str> {
    let titles: Vec<&str> = films.iter().map(|film| data.items.name(film.item)).collect();
    let scale = data.scale();
    report.list(
        &["film", "predicted"],
        titles
            .iter()
            .zip(films)
            .map(|(title, film)| [(*title).to_owned(), scale.prediction(film.score)]),
    );
    titles
}

/// Everyone's list from one matrix product.
pub fn for_everyone(model: &Learned, data: &Dataset, catalogue: &Catalogue, report: &mut Report) {
    let mut counts = vec![0; data.n_items()];
    for film in top_lists(model, 1..data.n_users(), catalogue, 10).flatten() {
        counts[film.item] += 1;
    }
    let mut shown: Vec<usize> = (1..counts.len()).filter(|&film| counts[film] > 0).collect();
    shown.sort_by_key(|&film| (Reverse(counts[film]), film));
    let users = data.n_users() - 1;
    let most: Vec<(&str, usize)> =
        shown.iter().take(5).map(|&film| (data.items.name(film), counts[film])).collect();
    report.find(
        "everyone",
        json!({"users": users, "films": shown.len(), "most_often": most}),
        format_args!(
            "One matrix product gives the lists of all {users} users. {} of {} films are on at least \
             one of them; most often:",
            shown.len(),
            data.n_items() - 1
        ),
    );
    let rows = most.iter().map(|(title, lists)| [(*title).to_owned(), lists.to_string()]);
    report.list(&["film", "lists"], rows);
}
