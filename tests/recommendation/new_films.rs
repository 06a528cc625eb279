//! A film is folded in as a user is, and later ratings are taken into a trained model.

use approx::{assert_abs_diff_eq, assert_relative_eq};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use std::collections::HashSet;
use std::sync::LazyLock;
use workbook::data::{Dataset, Ratings, builtin, item_profiles};
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::interpret::{FoldIn, Learned, Taste, fold_in_later, with_unknown_rows};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// The built-in data, the ratings that a model was trained on, others, and the model.
struct Trained {
    data: Dataset,
    train: Ratings,
    valid: Ratings,
    model: Learned,
}

static TRAINED: LazyLock<Trained> = LazyLock::new(|| {
    let data = builtin::dataset();
    let split = data.split_random(0.2, 42).unwrap();
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Recipe::default() };
    let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, recipe.seed);
    let model = model.with_y_range(data.y_range());
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.fit_one_cycle().unwrap();
    let model = Learned::from_model(&learner.model);
    let model = with_unknown_rows(&model, &split.train);
    drop(learner);
    Trained { data, train: split.train, valid: split.valid, model }
});

/// The ratings of an item in mirrored ratings: user and rating.
fn given_to(ratings: &Ratings, item: usize) -> Vec<(usize, f64)> {
    let of_item = ratings.iter().filter(|rating| rating.item == item);
    of_item.map(|rating| (rating.user, f64::from(rating.value))).collect()
}

/// Films with many training ratings.
fn popular(Trained { data, train, .. }: &Trained, at_least: usize) -> Vec<usize> {
    let mut counts = vec![0; data.n_items()];
    train.items.iter().for_each(|&item| counts[item as usize] += 1);
    (1..counts.len()).filter(|&item| counts[item] >= at_least).collect()
}

fn loss(model: &Learned, ratings: &Ratings) -> f64 {
    let squares = ratings.iter().map(|rating| {
        let prediction = model.predict(&model.taste(rating.user), rating.item);
        (prediction - f64::from(rating.value)).powi(2)
    });
    squares.sum::<f64>() / ratings.len() as f64
}

#[test]
fn a_mirrored_model_predicts_the_same_and_mirrors_back() {
    let Trained { data, train, model, .. } = &*TRAINED;
    let mirrored = model.mirrored();
    assert_eq!((mirrored.n_users(), mirrored.n_items()), (data.n_items(), data.n_users()));
    for rating in train.iter().step_by(97) {
        let prediction = model.predict(&model.taste(rating.user), rating.item);
        let other = mirrored.predict(&mirrored.taste(rating.item), rating.user);
        assert_abs_diff_eq!(prediction, other, epsilon = 1e-12);
    }
    let back = mirrored.mirrored();
    assert_eq!(back.user_factors, model.user_factors);
    assert_eq!(back.item_factors, model.item_factors);
    assert_eq!(
        (back.user_bias, back.item_bias),
        (model.user_bias.clone(), model.item_bias.clone())
    );
    assert_eq!(train.mirrored().mirrored(), *train);
}

/// What a fold-in minimises: the squared residuals, with predictions that run along their tangents at
/// the prior, and the price of the step.
fn objective(
    mirrored: &Learned,
    ratings: &[(usize, f64)],
    prior: &Taste,
    film: &Taste,
    ridge: f64,
) -> f64 {
    let step = (&film.factors - &prior.factors, film.bias - prior.bias);
    let price = ridge * (step.0.norm_squared() + step.1 * step.1);
    let squares = ratings.iter().map(|&(user, rating)| {
        let at_prior = mirrored.predict(prior, user);
        // Stated in full here, so that the library's own slope is checked too.
        let range = &mirrored.y_range;
        let slope = (at_prior - range.start) * (range.end - at_prior) / (range.end - range.start);
        let by = mirrored.item_factors.row(user).tr_dot(&step.0) + step.1;
        (rating - at_prior - slope * by).powi(2)
    });
    squares.sum::<f64>() + price
}

/// The fold-in of a film is the best there is by its own measure: better than the row that training has
/// found, than the prior, and than any small step away from it.
#[test]
fn a_film_with_all_its_ratings_is_explained_at_least_as_well_as_by_its_trained_row() {
    let trained = &*TRAINED;
    let mirrored = trained.model.mirrored();
    let films = popular(trained, 40);
    let prior = mirrored.mean_taste(&films);
    let rng = &mut StdRng::seed_from_u64(1);
    for &film in films.iter().step_by(20) {
        let ratings = given_to(&trained.train, film);
        for ridge in [1.0, mirrored.taste_ridge(), 50.0] {
            let folded = FoldIn::fit(&mirrored, &ratings, &prior, ridge).taste;
            let price = |film: &Taste| objective(&mirrored, &ratings, &prior, film, ridge);
            let best = price(&folded);
            assert!(best <= price(&mirrored.taste(film)), "film {film}");
            assert!(best <= price(&prior), "film {film}");
            for place in 0..=folded.factors.len() {
                for by in [-1e-3, 1e-3] {
                    let mut moved = folded.clone();
                    match moved.factors.get_mut(place) {
                        Some(factor) => *factor += by,
                        None => moved.bias += by,
                    }
                    // The objective is a bowl that rises by at least the ridge's share.
                    assert!(price(&moved) >= best + 0.9 * ridge * by * by, "film {film}, {place}");
                }
            }
        }
        // A step along every number at once.
        let folded = FoldIn::fit(&mirrored, &ratings, &prior, 5.0).taste;
        let mut moved = folded.clone();
        moved.factors.iter_mut().for_each(|factor| *factor += rng.gen_range(-0.1..0.1));
        let price = |film: &Taste| objective(&mirrored, &ratings, &prior, film, 5.0);
        assert!(price(&moved) > price(&folded));
    }
}

#[test]
fn a_film_folded_in_with_all_its_ratings_predicts_like_the_trained_one() {
    let trained = &*TRAINED;
    let mirrored = trained.model.mirrored();
    let films = popular(trained, 100);
    let prior = mirrored.mean_taste(&films);
    let (mut apart, mut from_prior, mut n) = (0.0, 0.0, 0.0);
    for &film in &films {
        let ratings = given_to(&trained.train, film);
        let folded = FoldIn::fit(&mirrored, &ratings, &prior, mirrored.taste_ridge()).taste;
        // Users who have not rated it in training: the ratings cannot be learned by heart.
        for (user, _) in given_to(&trained.valid, film) {
            let known = mirrored.predict(&mirrored.taste(film), user);
            apart += (mirrored.predict(&folded, user) - known).powi(2);
            from_prior += (mirrored.predict(&prior, user) - known).powi(2);
            n += 1.0;
        }
    }
    let (apart, from_prior) = ((apart / n).sqrt(), (from_prior / n).sqrt());
    assert!(apart < 0.5 * from_prior, "{apart} apart, the prior {from_prior}");
}

#[test]
fn the_order_of_ratings_does_not_matter_and_none_leave_the_prior() {
    let trained = &*TRAINED;
    let mirrored = trained.model.mirrored();
    let films = popular(trained, 40);
    let prior = mirrored.mean_taste(&films);
    assert_eq!(FoldIn::fit(&mirrored, &[], &prior, 5.0).taste, prior);
    let mut ratings = given_to(&trained.train, films[0]);
    let folded = FoldIn::fit(&mirrored, &ratings, &prior, 5.0).taste;
    ratings.shuffle(&mut StdRng::seed_from_u64(2));
    let shuffled = FoldIn::fit(&mirrored, &ratings, &prior, 5.0).taste;
    assert_relative_eq!(folded.factors, shuffled.factors, epsilon = 1e-10);
    assert_abs_diff_eq!(folded.bias, shuffled.bias, epsilon = 1e-10);
}

#[test]
fn films_are_held_out_as_users_are() {
    let Trained { data, model, .. } = &*TRAINED;
    let newcomers = Newcomers::hold_out_items(data, 0.2, 1);
    let films = data.ratings_per_item().iter().filter(|&&n| n > 0).count();
    assert_eq!(newcomers.users.len() + newcomers.others.len(), films);
    assert_eq!(newcomers.known.len() + newcomers.unknown.len(), data.ratings.len());
    let known: HashSet<u32> = newcomers.known.mirrored().items.into_iter().collect();
    assert!(newcomers.users.iter().all(|&(film, _)| !known.contains(&(film as u32))));
    assert!(newcomers.unknown.users.iter().all(|&film| film == 0));
    let (film, ratings) = &newcomers.users[0];
    assert_eq!(ratings.len(), data.ratings_per_item()[*film]);

    let errors = compare(&model.mirrored(), &item_profiles(data), &newcomers, &[0, 10]);
    let of = |wanted: Method| &errors.iter().find(|(method, _)| *method == wanted).unwrap().1;
    assert_eq!(errors.len(), Method::ALL.len());
    assert_eq!(of(Method::FoldIn)[0], of(Method::MeanTaste)[0]);
    assert!(of(Method::FoldIn)[1] < of(Method::FoldIn)[0] - 0.1);
    assert!(of(Method::SignUp)[0] < of(Method::MeanTaste)[0]);
}

#[test]
fn a_film_profile_has_its_year_and_its_genres() {
    let data = &TRAINED.data;
    let profiles = item_profiles(data);
    assert_eq!(profiles.len(), data.n_items());
    for (profile, record) in profiles.iter().zip(&data.item_records) {
        let (Some(profile), Some(record)) = (profile, record) else { continue };
        let year = record.year.map(|year| f64::from(year) / 10.0);
        assert!(year.is_none_or(|year| year == profile[0]));
        let genres: HashSet<&String> = record.genres.iter().collect();
        assert_eq!(profile.rows(1, profile.len() - 1).sum(), genres.len() as f64, "{record:?}");
    }
}

#[test]
fn nothing_that_arrives_changes_nothing() {
    let Trained { train, model, .. } = &*TRAINED;
    let same = fold_in_later(model, train, &Ratings::default());
    assert_eq!(same.user_factors, model.user_factors);
    assert_eq!(same.item_factors, model.item_factors);
    assert_eq!(
        (same.user_bias, same.item_bias),
        (model.user_bias.clone(), model.item_bias.clone())
    );
}

#[test]
fn later_ratings_move_the_rows_they_concern_and_no_others() {
    let Trained { train, valid, model, .. } = &*TRAINED;
    let later = valid.select(0..50);
    let moved = fold_in_later(model, train, &later);
    for (of_users, before, after) in
        [(true, model.clone(), moved.clone()), (false, model.mirrored(), moved.mirrored())]
    {
        let concerned: HashSet<u32> =
            if of_users { &later.users } else { &later.items }.iter().copied().collect();
        for row in 0..before.n_users() {
            let same = before.taste(row) == after.taste(row);
            assert_eq!(same, !concerned.contains(&(row as u32)), "users {of_users}, row {row}");
        }
    }
    assert!(loss(&moved, &later) < loss(model, &later));
    let reversed = fold_in_later(model, train, &later.select((0..50).rev()));
    assert_relative_eq!(moved.user_factors, reversed.user_factors, epsilon = 1e-9);
    assert_relative_eq!(moved.item_bias, reversed.item_bias, epsilon = 1e-9);
}

#[test]
fn the_ratings_given_before_hold_a_taste_where_it_is() {
    let Trained { train, valid, model, .. } = &*TRAINED;
    let later = valid.select(0..50);
    let moved_by = |known: &Ratings| {
        let moved = fold_in_later(model, known, &later);
        (moved.user_factors - &model.user_factors).norm_squared()
    };
    let (held, free) = (moved_by(train), moved_by(&Ratings::default()));
    assert!(held < 0.5 * free, "{held}, {free}");
}

/// Ratings that are what the model predicts ask for no change.
#[test]
fn later_ratings_that_were_expected_change_nothing() {
    let Trained { train, valid, model, .. } = &*TRAINED;
    let mut later = valid.select(0..50);
    for i in 0..later.len() {
        let rating = later.get(i);
        later.values[i] = model.predict(&model.taste(rating.user), rating.item) as f32;
    }
    let same = fold_in_later(model, train, &later);
    assert_abs_diff_eq!(same.user_factors, model.user_factors, epsilon = 1e-6);
    assert_abs_diff_eq!(same.item_bias, model.item_bias, epsilon = 1e-6);
}

/// Users who are new to the model are predicted better by what they have rated since.
#[test]
fn new_users_and_new_films_find_their_place() {
    let Trained { data, train, valid, model } = &*TRAINED;
    for of_users in [true, false] {
        let row = |ratings: &Ratings, i: usize| {
            if of_users { ratings.users[i] } else { ratings.items[i] }
        };
        let is_new = |ratings: &Ratings, i: usize| row(ratings, i) % 5 == 1;
        let (late, known): (Vec<usize>, Vec<usize>) =
            (0..train.len()).partition(|&i| is_new(train, i));
        let (known, late) = (train.select(known), train.select(late));
        // The other side was trained with them, which makes no difference to what is asked here.
        let forgotten = with_unknown_rows(model, &known);
        let of_new = valid.select((0..valid.len()).filter(|&i| is_new(valid, i)));
        let folded = fold_in_later(&forgotten, &known, &late);
        let (before, after) = (loss(&forgotten, &of_new), loss(&folded, &of_new));
        assert!(after < before - 0.2, "users {of_users}: {before}, {after}");
        assert_eq!(folded.n_items(), data.n_items());
    }
}
