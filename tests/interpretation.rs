//! What is read out of a trained model: components, neighbours, recommendations, newcomers.

use nalgebra::{DMatrix, DVector};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::StandardNormal;
use std::collections::HashSet;
use std::sync::LazyLock;
use workbook::data::{Dataset, Rating, Ratings, Touched, builtin, user_profiles};
use workbook::interpret::cold_start::{Method, Newcomers, compare};
use workbook::interpret::feedback::{FeedbackLoop, Shown, genre_share, with_fans};
use workbook::interpret::{
    Catalogue, FoldIn, Learned, PrincipalComponents, Recommendation, SignUpModel, Taste,
    best_unseen, canonical_correlations, nearest, rank_biases, rated_by_both, top_lists,
};
use workbook::learn::{Learner, Recipe};
use workbook::models::DotProductBias;

/// The built-in data and a model trained on all but the ratings held back.
static TRAINED: LazyLock<(Dataset, Learned)> = LazyLock::new(|| {
    let data = builtin::dataset();
    let split = data.split_random(0.2, 42).unwrap();
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let recipe = Recipe { weight_decay: Recipe::BEST_WEIGHT_DECAY, ..Recipe::default() };
    let model = DotProductBias::new(n_users, n_items, recipe.factors, recipe.seed);
    let mut learner = Learner::new(model, &split.train, &split.valid, recipe);
    learner.fit_one_cycle().unwrap();
    let learned = Learned::from_model(&learner.model);
    (data, learned)
});

/// A table of random numbers whose columns differ in spread.
fn table(rows: usize, columns: usize, seed: u64) -> DMatrix<f64> {
    let mut rng = StdRng::seed_from_u64(seed);
    DMatrix::from_fn(rows, columns, |_, column| {
        rng.sample::<f64, _>(StandardNormal) * (columns - column) as f64 + column as f64
    })
}

/// A random rotation (or reflection) of `n` dimensions.
fn rotation(n: usize, seed: u64) -> DMatrix<f64> {
    table(n, n, seed).qr().q()
}

fn most_rated(data: &Dataset, n: usize) -> Vec<usize> {
    let counts = data.ratings_per_item();
    let mut rows: Vec<usize> = (1..data.n_items()).collect();
    rows.sort_by_key(|&row| (std::cmp::Reverse(counts[row]), row));
    rows.truncate(n);
    rows
}

#[test]
fn principal_components_do_not_change_under_a_rotation() {
    let factors = table(200, 6, 1);
    let plain = PrincipalComponents::fit(&factors);
    let rotated = PrincipalComponents::fit(&(&factors * rotation(6, 2)));
    assert!((&plain.scores - &rotated.scores).amax() < 1e-9, "scores, signs included");
    for (a, b) in plain.explained.iter().zip(&rotated.explained) {
        assert!((a - b).abs() < 1e-12);
    }
}

#[test]
fn principal_components_are_orthonormal_and_explain_the_variance() {
    let factors = table(300, 5, 3);
    let found = PrincipalComponents::fit(&factors);
    let identity = found.components.tr_mul(&found.components);
    assert!((identity - DMatrix::identity(5, 5)).amax() < 1e-12, "orthonormal");
    assert!((found.explained.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!(found.explained.is_sorted_by(|a, b| a >= b), "strongest first");
    // The table comes back from its scores.
    let mut back = &found.scores * found.components.transpose();
    for mut row in back.row_iter_mut() {
        row += found.mean.transpose();
    }
    assert!((back - &factors).amax() < 1e-9);
    // The variance of the scores is what the components explain.
    let total: f64 = found.scores.column_iter().map(|c| c.norm_squared()).sum();
    let share = found.scores.column(0).norm_squared() / total;
    assert!((share - found.explained[0]).abs() < 1e-12);
}

#[test]
fn canonical_correlations_see_through_rotations_and_not_through_noise() {
    let a = table(500, 4, 4);
    let same = canonical_correlations(&a, &(&a * rotation(4, 5) * 3.0));
    assert!(same.iter().all(|r| (r - 1.0).abs() < 1e-9), "{same:?}");
    let unrelated = canonical_correlations(&a, &table(500, 3, 6));
    assert_eq!(unrelated.len(), 3);
    assert!(unrelated.iter().all(|r| (0.0..0.25).contains(r)), "{unrelated:?}");
    // One shared column out of three.
    let mut shared = table(500, 3, 7);
    shared.set_column(1, &a.column(2));
    let one = canonical_correlations(&a, &shared);
    assert!(one[0] > 0.999 && one[1] < 0.25, "{one:?}");
}

#[test]
fn the_learned_space_holds_the_three_strong_axes_of_the_truth() {
    let (data, model) = &*TRAINED;
    let rows = most_rated(data, 1000);
    let components = PrincipalComponents::fit(&model.item_factors.select_rows(&rows));
    let truth = builtin::Truth::builtin();
    let truth = DMatrix::from_fn(rows.len(), builtin::N_FACTORS, |row, axis| {
        let film = data.item_records[rows[row]].as_ref().unwrap();
        truth.film_factors(film.id.parse().unwrap())[axis]
    });
    let found = canonical_correlations(&components.scores.columns(0, 10).into_owned(), &truth);
    assert!(found[2] >= 0.9, "{found:?}");
}

#[test]
fn a_neighbour_is_never_the_film_itself_and_ties_break_the_same_way() {
    let (data, model) = &*TRAINED;
    for film in [1, 77, data.n_items() - 1] {
        let found = nearest(&model.item_factors, film, 20, |row| row != 0);
        assert_eq!(found.len(), 20);
        assert!(found.iter().all(|n| n.row != film && n.row != 0));
        assert!(found.is_sorted_by(|a, b| a.cosine >= b.cosine));
        assert!(found.iter().all(|n| (-1.0..=1.0 + 1e-12).contains(&n.cosine)));
    }
    // Rows 1, 3 and 4 point the same way, and row 2 has length zero.
    let rows = [[9.0, 9.0], [2.0, 0.0], [0.0, 0.0], [4.0, 0.0], [1.0, 0.0], [-1.0, 0.0]];
    let table = DMatrix::from_fn(6, 2, |row, column| rows[row][column]);
    let found: Vec<(usize, f64)> =
        nearest(&table, 4, 5, |row| row != 0).iter().map(|n| (n.row, n.cosine)).collect();
    assert_eq!(found, [(1, 1.0), (3, 1.0), (2, 0.0), (5, -1.0)]);
}

#[test]
fn what_two_users_have_both_rated() {
    let (data, _) = &*TRAINED;
    let both = rated_by_both(data, 1, 2);
    let of = |user: usize| -> HashSet<usize> {
        data.ratings.pairs().filter(|(u, _)| *u == user).map(|(_, item)| item).collect()
    };
    let items: HashSet<usize> = both.iter().map(|(item, ..)| *item).collect();
    assert_eq!(items, &of(1) & &of(2));
    let swapped: Vec<_> = rated_by_both(data, 2, 1).iter().map(|&(i, a, b)| (i, b, a)).collect();
    assert_eq!(both, swapped);
}

#[test]
fn biases_are_ranked_with_the_plain_means_beside_them() {
    let (data, model) = &*TRAINED;
    let ranked =
        rank_biases(std::slice::from_ref(model), |m| &m.item_bias, &data.ratings.items, data);
    assert_eq!(ranked.len(), data.n_items() - 1, "the unknown film has no ratings");
    assert!(ranked.is_sorted_by(|a, b| a.bias <= b.bias));
    let best = ranked.last().unwrap();
    let mine = data.ratings.iter().filter(|rating| rating.item == best.row);
    let ratings: Vec<f32> = mine.map(|rating| rating.value).collect();
    assert_eq!(best.ratings, ratings.len());
    let mean = f64::from(ratings.iter().sum::<f32>()) / ratings.len() as f64;
    assert!((best.mean_rating - mean).abs() < 1e-6);
    // Several models are averaged.
    let mut doubled = model.clone();
    doubled.item_bias *= 3.0;
    let two = rank_biases(&[model.clone(), doubled], |m| &m.item_bias, &data.ratings.items, data);
    assert!((two.last().unwrap().bias - 2.0 * best.bias).abs() < 1e-12);
}

/// What may be recommended after training on the ratings to which the model was fitted.
fn catalogue(data: &Dataset) -> Catalogue {
    let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
    Catalogue::new(&data.split_random(0.2, 42).unwrap().train, seen)
}

#[test]
fn recommendations_are_the_best_of_the_unseen() {
    let (data, model) = &*TRAINED;
    let catalogue = catalogue(data);
    let lists = top_lists(model, 0..data.n_users(), &catalogue, 10);
    let seen: HashSet<(usize, usize)> = data.ratings.pairs().collect();
    let train = data.split_random(0.2, 42).unwrap().train;
    let trained: HashSet<usize> = train.pairs().map(|(_, item)| item).collect();
    assert!(trained.len() < data.n_items() - 1, "some films have no training rating");
    let may_be_shown =
        |user: usize, item: &usize| trained.contains(item) && !seen.contains(&(user, *item));
    let mut n_lists = 0;
    for (user, list) in lists.enumerate() {
        assert_eq!(list.len(), 10);
        assert!(list.iter().all(|film| may_be_shown(user, &film.item)));
        // The product of the tables gives the same list as one user alone.
        let alone = best_unseen(model, &model.taste(user), &catalogue.unseen_by(user), 10);
        assert!(list.iter().zip(&alone).all(|(a, b)| (a.score - b.score).abs() < 1e-9));
        // Only the nine before it are better than the last of the list.
        let last = list[9].score;
        let better = (1..data.n_items())
            .filter(|item| may_be_shown(user, item))
            .filter(|&item| model.predict(&model.taste(user), item) > last + 1e-9);
        assert_eq!(better.count(), 9, "user {user}");
        n_lists += 1;
    }
    assert_eq!(n_lists, data.n_users());
    let nothing = catalogue.without(1..data.n_items());
    assert!(best_unseen(model, &model.taste(1), &nothing, 10).is_empty());
}

/// Enough items that the predictions of a few users are all that is there at a time.
#[test]
fn lists_are_the_same_whatever_is_there_at_a_time() {
    let (n_users, n_items) = (20, 400_000);
    let number = |seed: usize| (seed as f64 * 0.618_034).fract() - 0.5;
    let model = Learned {
        user_factors: DMatrix::from_fn(n_users, 2, |row, column| number(2 * row + column)),
        item_factors: DMatrix::from_fn(n_items, 2, |row, column| number(7 * row + column)),
        user_bias: DVector::zeros(n_users),
        item_bias: DVector::from_fn(n_items, |row, _| number(row)),
        y_range: 0.0..5.5,
    };
    let mut train = Ratings::default();
    (1..n_items).step_by(3).for_each(|item| train.push(Rating { user: 1, item, value: 4.0 }));
    let catalogue = Catalogue::new(&train, Touched::new(&Ratings::default(), n_users, n_items));
    let lists: Vec<_> = top_lists(&model, 2..n_users, &catalogue, 5).collect();
    assert_eq!(lists.len(), n_users - 2);
    for (user, list) in (2..).zip(lists) {
        let alone = best_unseen(&model, &model.taste(user), &catalogue.unseen_by(user), 5);
        let items = |list: &[Recommendation]| list.iter().map(|film| film.item).collect::<Vec<_>>();
        assert_eq!(items(&list), items(&alone), "user {user}");
        assert!(list.iter().all(|film| film.item % 3 == 1), "the others have no training rating");
    }
}

#[test]
fn the_matrix_of_scores_is_the_trained_model() {
    let data = builtin::dataset();
    let split = data.split_random(0.2, 42).unwrap();
    let model = DotProductBias::new(data.n_users(), data.n_items(), 5, 3);
    let learned = Learned::from_model(&model);
    let all = learned.scores(0..data.n_users());
    let learner = Learner::new(model, &split.train, &split.valid, Recipe::default());
    let some = split.valid.select(0..500);
    for ((user, item), expected) in some.pairs().zip(learner.predict(&some)) {
        let got = learned.squeeze(all[(item, user)]);
        assert!((got - f64::from(expected)).abs() < 1e-5, "{got} {expected}");
    }
}

#[test]
fn equal_recommendations_come_in_the_order_of_their_rows() {
    let (_, model) = &*TRAINED;
    let mut model = model.clone();
    model.item_factors.fill(0.0);
    model.item_bias.fill(0.5);
    let eligible: Vec<bool> = (0..model.n_items()).map(|item| ![0, 2, 4].contains(&item)).collect();
    let best = best_unseen(&model, &model.taste(9), &eligible, 4);
    assert_eq!(best.iter().map(|film| film.item).collect::<Vec<_>>(), [1, 3, 5, 6]);
}

/// A newcomer who copies the first `n` ratings of a user.
fn copied(data: &Dataset, user: usize, n: usize) -> Vec<(usize, f64)> {
    let of_user = data.ratings.iter().filter(|rating| rating.user == user).take(n);
    of_user.map(|rating| (rating.item, f64::from(rating.value))).collect()
}

fn everyone(data: &Dataset) -> Vec<usize> {
    (1..data.n_users()).collect()
}

#[test]
fn the_fold_in_is_what_a_long_gradient_descent_finds() {
    let (data, model) = &*TRAINED;
    let prior = model.mean_taste(&everyone(data));
    for (user, n, ridge) in [(3, 1, 5.0), (10, 8, 5.0), (50, 15, 1.0)] {
        let ratings = copied(data, user, n);
        let fitted = FoldIn::fit(model, &ratings, &prior, ridge).taste;
        let found = descend(model, &ratings, &prior, ridge);
        let difference = (&found.factors - &fitted.factors).amax();
        assert!(difference < 1e-3, "factors differ by {difference}");
        assert!((found.bias - fitted.bias).abs() < 1e-3);
    }
}

/// Gradient descent on the objective of the fold-in, written out term by term.
fn descend(model: &Learned, ratings: &[(usize, f64)], prior: &Taste, ridge: f64) -> Taste {
    let mut taste = prior.clone();
    for _ in 0..20_000 {
        let mut factors: DVector<f64> = (&taste.factors - &prior.factors) * (2.0 * ridge);
        let mut bias = 2.0 * ridge * (taste.bias - prior.bias);
        for &(item, rating) in ratings {
            let width = model.y_range.end - model.y_range.start;
            let share = (model.predict(prior, item) - model.y_range.start) / width;
            let slope = width * share * (1.0 - share);
            let rise = model.score(&taste, item) - model.score(prior, item);
            let error = rating - model.predict(prior, item) - slope * rise;
            let q = model.item_factors.row(item).transpose();
            factors -= q * (2.0 * error * slope);
            bias -= 2.0 * error * slope;
        }
        taste.factors -= factors * 0.002;
        taste.bias -= bias * 0.002;
    }
    taste
}

#[test]
fn without_ratings_the_fold_in_is_the_prior_and_contributions_add_up() {
    let (data, model) = &*TRAINED;
    let prior = model.mean_taste(&everyone(data));
    assert_eq!(FoldIn::fit(model, &[], &prior, 5.0).taste, prior);
    let ratings = copied(data, 7, 12);
    let fold_in = FoldIn::fit(model, &ratings, &prior, 5.0);
    for item in [1, 500, 1500] {
        let parts = fold_in.contributions(model, item);
        assert_eq!(parts.len(), ratings.len());
        let rise = model.score(&fold_in.taste, item) - model.score(&prior, item);
        assert!((parts.iter().sum::<f64>() - rise).abs() < 1e-9);
    }
}

#[test]
fn a_copy_of_a_users_ratings_gets_half_of_their_recommendations() {
    let (data, model) = &*TRAINED;
    let prior = model.mean_taste(&everyone(data));
    let catalogue = catalogue(data);
    let top = |taste: &Taste, user: usize| -> HashSet<usize> {
        best_unseen(model, taste, &catalogue.unseen_by(user), 20)
            .iter()
            .map(|film| film.item)
            .collect()
    };
    let shared: usize = (1..data.n_users())
        .map(|user| {
            let copy = FoldIn::fit(model, &copied(data, user, usize::MAX), &prior, 5.0).taste;
            (&top(&copy, user) & &top(&model.taste(user), user)).len()
        })
        .sum();
    let overlap = shared as f64 / (20 * (data.n_users() - 1)) as f64;
    assert!(overlap >= 0.5, "on average {overlap} of the top 20 agree");
}

#[test]
fn newcomers_are_unknown_to_the_model() {
    let (data, _) = &*TRAINED;
    let newcomers = Newcomers::hold_out(data, 0.2, 1);
    // A fifth of the users, rounded to a whole number of them.
    let users = data.n_users() - 1;
    assert_eq!(newcomers.users.len() + newcomers.others.len(), users);
    assert!((newcomers.users.len() as f64 - 0.2 * users as f64).abs() <= 0.5);
    assert_eq!(newcomers.known.len() + newcomers.unknown.len(), data.ratings.len());
    let known: HashSet<usize> = newcomers.known.pairs().map(|(user, _)| user).collect();
    assert_eq!(known, newcomers.others.iter().copied().collect());
    assert!(newcomers.users.iter().all(|(user, _)| !known.contains(user)));
    assert!(newcomers.unknown.users.iter().all(|&user| user == 0));
    let ratings: usize = newcomers.users.iter().map(|(_, ratings)| ratings.len()).sum();
    assert_eq!(ratings, newcomers.unknown.len());
}

#[test]
fn cold_start_methods_are_ordered_as_they_should_be() {
    let (data, model) = &*TRAINED;
    // The model was trained on these users too, which does not change the order of the methods.
    let newcomers = Newcomers::hold_out(data, 0.2, 1);
    let errors = compare(model, &user_profiles(data), &newcomers, &[0, 10]);
    let of = |wanted: Method| &errors.iter().find(|(method, _)| *method == wanted).unwrap().1;
    assert_eq!(errors.len(), 7);
    for method in [Method::GlobalMean, Method::ItemMean, Method::MeanTaste, Method::SignUp] {
        assert_eq!(of(method)[0], of(method)[1], "{method:?} does not look at ratings");
    }
    assert!((of(Method::FoldIn)[0] - of(Method::MeanTaste)[0]).abs() < 1e-12);
    assert!((of(Method::FoldInFromSignUp)[0] - of(Method::SignUp)[0]).abs() < 1e-12);
    assert!(of(Method::ItemMean)[0] < of(Method::GlobalMean)[0]);
    assert!(of(Method::FoldIn)[1] < of(Method::FoldIn)[0] - 0.1, "ratings help");
    // Without user records the sign-up model is left out.
    assert_eq!(compare(model, &Vec::new(), &newcomers, &[0, 10]).len(), 5);
}

#[test]
fn the_sign_up_model_recovers_a_linear_dependence() {
    let (data, model) = &*TRAINED;
    // Users whose bias is their age in decades, and whose factors are all zero.
    let mut model = model.clone();
    model.user_factors.fill(0.0);
    let profiles = user_profiles(data);
    let users: Vec<_> =
        (1..data.n_users()).map(|user| (user, profiles[user].as_ref().unwrap())).collect();
    let record = |user: usize| data.user_records[user].as_ref().unwrap();
    for &(user, _) in &users {
        model.user_bias[user] = f64::from(record(user).age) / 10.0;
    }
    let sign_up = SignUpModel::fit(&model, &users);
    for &(user, profile) in &users[..50] {
        let (record, taste) = (record(user), sign_up.taste(profile));
        assert!(
            (taste.bias - f64::from(record.age) / 10.0).abs() < 0.1,
            "{record:?} {}",
            taste.bias
        );
        assert!(taste.factors.amax() < 1e-9);
    }
}

#[test]
fn fans_are_added_after_the_users_of_the_data() {
    let (data, _) = &*TRAINED;
    let genre = "Western";
    let all = with_fans(data, &data.ratings, genre, 2);
    let added = all.select(data.ratings.len()..all.len());
    assert_eq!(added.len(), 2 * (data.n_items() - 1));
    assert!(added.pairs().all(|(u, _)| u == data.n_users() || u == data.n_users() + 1));
    let fives = added.values.iter().filter(|&&r| r == 5.0).count();
    let westerns = data.item_records.iter().flatten();
    let westerns = westerns.filter(|film| film.genres.iter().any(|g| g == genre)).count();
    assert_eq!(fives, 2 * westerns);
}

#[test]
fn the_genre_share_is_that_of_the_lists() {
    let (data, model) = &*TRAINED;
    // Every film is unseen, and three Westerns lead every list of ten.
    let nothing_seen = Touched::new(&Ratings::default(), data.n_users(), data.n_items());
    let catalogue = Catalogue::new(&data.ratings, nothing_seen);
    let is_western = |row: usize| {
        let film = data.item_records[row].as_ref();
        film.is_some_and(|film| film.genres.iter().any(|genre| genre == "Western"))
    };
    let mut model = model.clone();
    for (place, row) in (0..data.n_items()).filter(|&row| is_western(row)).enumerate() {
        model.item_bias[row] += if place < 3 { 100.0 } else { -100.0 };
    }
    assert_eq!(genre_share(data, &catalogue, &model, "Western"), 0.3);
    assert_eq!(genre_share(data, &catalogue, &model, "no such genre"), 0.0);
}

#[test]
fn the_feedback_loop_adds_unseen_films_for_every_user_and_round() {
    let (data, model) = &*TRAINED;
    let start = data.ratings.select(0..30_000);
    let users = data.n_users() - 1;
    for (shown, places) in [(Shown::Best, 10), (Shown::Random, 10), (Shown::Best, 3)] {
        let run = || {
            let scale = data.scale();
            let world = FeedbackLoop { world: model, noise: 0.9, scale, shown, places, seed: 1 };
            let mut sizes = Vec::new();
            let standings = world.run(&start, 2, |ratings| {
                let pairs: HashSet<(usize, usize)> = ratings.pairs().collect();
                assert_eq!(pairs.len(), ratings.len(), "no user rates a film twice");
                assert!(ratings.values.iter().all(|r| (1.0..=5.0).contains(r) && r.fract() == 0.0));
                sizes.push(ratings.len());
                Ok::<_, ()>(model.clone())
            });
            (standings.unwrap(), sizes)
        };
        let (standings, sizes) = run();
        assert_eq!(sizes, [0, 1, 2].map(|rounds| 30_000 + rounds * places * users));
        // A model that never changes keeps its lists, whatever is rated.
        assert!(standings.iter().all(|s| s.distinct_items == standings[0].distinct_items));
        let gain = standings[2].top_tenth - standings[0].top_tenth;
        assert_eq!(gain > 0.0, shown == Shown::Best, "{shown:?}: {standings:?}");
        assert_eq!(run(), (standings, sizes), "the seed decides");
    }
}

#[test]
fn equal_rows_have_no_variance_to_share() {
    for rows in [1, 3] {
        let found = PrincipalComponents::fit(&DMatrix::from_element(rows, 2, 0.5));
        assert_eq!(found.explained, [0.0, 0.0]);
        assert_eq!(found.scores, DMatrix::zeros(rows, 2));
    }
}
