//! The built-in data set: invented ratings in MovieLens 100K's format, drawn from a known truth.

pub use super::truth::{Latent, N_FACTORS, Truth};

use super::{Dataset, Split, synthetic};

/// The name of the built-in data set.
pub const NAME: &str = "builtin";

/// The built-in data set: 100,000 ratings by 943 users of 1,682 films.
pub fn dataset() -> Dataset {
    #[cfg(feature = "embedded")]
    let data = super::MovieLens100k {
        folder: "data/builtin",
        ratings: include_bytes!("../../data/builtin/u.data"),
        items: include_bytes!("../../data/builtin/u.item"),
        users: include_bytes!("../../data/builtin/u.user"),
        genres: include_bytes!("../../data/builtin/u.genre"),
    }
    .read(NAME)
    .expect("the embedded files are well-formed");
    #[cfg(not(feature = "embedded"))]
    let data = synthetic::dataset();
    data
}

/// The mean squared error that predicting every true expectation makes on the validation ratings.
/// Only luck can take a model below it. `None` unless `data` is the built-in set.
pub fn noise_floor(data: &Dataset, split: &Split) -> Option<f64> {
    if data.name != NAME {
        return None;
    }
    let truth = Truth::builtin();
    let user_ids = ids(data.user_records.iter().map(|user| Some(&user.as_ref()?.id)));
    let film_ids = ids(data.item_records.iter().map(|film| Some(&film.as_ref()?.id)));
    let ratings = data.ratings.select(split.valid_rows.iter().copied());
    let squares = ratings.iter().map(|rating| {
        let expected = truth.expected_rating(user_ids[rating.user], film_ids[rating.item]);
        (f64::from(rating.value) - expected).powi(2)
    });
    Some(squares.sum::<f64>() / ratings.len() as f64)
}

/// The rating that each user would give each film on average, in stars, shape `(n_users, n_items)`. Row and
/// column 0, the unknown user and film, hold zeros. `None` unless `data` is the built-in set.
pub fn true_ratings(data: &Dataset) -> Option<Vec<Vec<f64>>> {
    if data.name != NAME {
        return None;
    }
    let truth = Truth::builtin();
    let user_ids = ids(data.user_records.iter().map(|user| Some(&user.as_ref()?.id)));
    let film_ids = ids(data.item_records.iter().map(|film| Some(&film.as_ref()?.id)));
    let expected = |user: usize, film: usize| match (user, film) {
        (0, _) | (_, 0) => 0.0,
        _ => truth.expected_rating(user, film),
    };
    let of_user = |&user: &usize| film_ids.iter().map(|&film| expected(user, film)).collect();
    Some(user_ids.iter().map(of_user).collect())
}

/// How much each user wants to watch each film, shape `(n_users, n_items)`: the logarithm of the chance
/// that it is the film they watch next, up to a constant of the user. Only luck can make a better ranking.
/// Row and column 0, the unknown user and film, come last in every order. `None` unless `data` is the
/// built-in set.
pub fn true_ranking(data: &Dataset) -> Option<Vec<Vec<f64>>> {
    if data.name != NAME {
        return None;
    }
    let weights = synthetic::true_log_weights(&Truth::builtin());
    let user_ids = ids(data.user_records.iter().map(|user| Some(&user.as_ref()?.id)));
    let film_ids = ids(data.item_records.iter().map(|film| Some(&film.as_ref()?.id)));
    let weight = |user: usize, film: usize| match (user, film) {
        (0, _) | (_, 0) => f64::NEG_INFINITY,
        _ => weights[user - 1][film - 1],
    };
    let of_user = |&user: &usize| film_ids.iter().map(|&film| weight(user, film)).collect();
    Some(user_ids.iter().map(of_user).collect())
}

/// The id in the file of each row; 0 for the row of the unknown.
fn ids<'a>(ids: impl Iterator<Item = Option<&'a String>>) -> Vec<usize> {
    ids.map(|id| id.map_or(0, |id| id.parse().expect("built-in ids are numbers"))).collect()
}
