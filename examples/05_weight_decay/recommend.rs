//! What a trained model is for: films that a user has not seen and would like.

use lab::{Report, shown};
use serde_json::json;
use workbook::data::{Dataset, Split, Touched};
use workbook::interpret::{Catalogue, Learned, best_unseen};
use workbook::learn::Learner;
use workbook::models::DotProductBias;

/// Lists the films that the model of a run predicts highest for a user who has not rated them.
pub fn to_user(
    user: usize,
    (run, learner): (&str, &Learner<DotProductBias>),
    data: &Dataset,
    split: &Split,
    report: &mut Report,
) {
    let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
    let catalogue = Catalogue::new(&split.train, seen);
    let model = Learned::from_model(&learner.model);
    let best = best_unseen(&model, &model.taste(user), &catalogue.unseen_by(user), 5);
    let id = data.users.name(user);
    report.say(format_args!(
        "What all of this is for: user {} has rated {} films.\nOf the others, the model with {run} \
         recommends:",
        shown(id),
        catalogue.seen.by(user).len(),
    ));
    let scale = data.scale();
    let titles: Vec<&str> = best.iter().map(|film| data.items.name(film.item)).collect();
    report.list(
        &["film", "predicted", "mean rating"],
        best.iter().zip(&titles).map(|(film, title)| {
            let mean = scale.prediction(mean_rating(data, film.item));
            [(*title).to_owned(), scale.prediction(film.score), mean]
        }),
    );
    report.values("best unseen", json!({"run": run, "user": id, "films": titles}));
    report.say("Chapter 7 makes such lists for any user, and for you.");
}

/// The mean of everyone's ratings of a film.
fn mean_rating(data: &Dataset, film: usize) -> f64 {
    let ratings = data.ratings.iter().filter(|rating| rating.item == film);
    let (sum, n) =
        ratings.fold((0.0, 0), |(sum, n), rating| (sum + f64::from(rating.value), n + 1));
    sum / f64::from(n)
}
