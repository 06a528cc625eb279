//! Bayesian factors: what they may know, and that they find the structure behind ratings.

use std::collections::HashSet;

use rand::{Rng, SeedableRng, rngs::StdRng};
use workbook::data::{Dataset, Ratings, Split, builtin, read_csv};
use workbook::learn::{Learner, Recipe};
use workbook::models::{Baseline, BayesianFactors, Feature, Knowledge, MeanOfDraws, Parties};

const ALL: [Knowledge; 3] = [Knowledge::WhoRatedWhat, Knowledge::Records, Knowledge::Time];

/// The mean prediction over `sweeps` sweeps, after a warm-up of the same length.
fn predict(split: &Split, parties: &Parties, factors: usize, sweeps: usize) -> Vec<f64> {
    let mut model = BayesianFactors::new(parties, &split.train.values, factors, 0);
    let mut sums = vec![0.0; split.valid.len()];
    for sweep in 0..2 * sweeps {
        model.sweep();
        if sweep >= sweeps {
            sums.iter_mut().zip(model.predict()).for_each(|(sum, p)| *sum += p / sweeps as f64);
        }
    }
    sums
}

fn mse(predictions: &[f64], values: &[f32]) -> f64 {
    let errors = predictions.iter().zip(values).map(|(p, &r)| (p - f64::from(r)).powi(2));
    errors.sum::<f64>() / values.len() as f64
}

/// Ratings of every film by every user: the product of two numbers, ±1 each, and some noise.
fn products(noise: f64) -> Dataset {
    let rng = &mut StdRng::seed_from_u64(1);
    let mut text = "user,item,rating\n".to_owned();
    for user in 0..60 {
        for item in 0..50 {
            let sign = if (user + item) % 2 == 0 { 1.0 } else { -1.0 };
            text += &format!("{user},{item},{}\n", 3.0 + sign + noise * rng.gen_range(-1.0..1.0));
        }
    }
    read_csv("products.csv", text.as_bytes()).unwrap()
}

#[test]
fn a_product_is_found_down_to_the_noise() {
    let data = products(0.6);
    let split = data.split_random(0.5, 1).unwrap();
    let parties = Parties::new(&data, &split, &[]);
    let values = &split.valid.values;
    // Uniform noise between ±0.6 has a variance of 0.12, and the signs have a variance of 1.
    let found = mse(&predict(&split, &parties, 4, 60), values);
    assert!((0.10..0.14).contains(&found), "{found}");
    let biases = mse(&predict(&split, &parties, 0, 60), values);
    assert!(biases > 1.0, "biases alone cannot find it: {biases}");
}

#[test]
fn without_factors_the_biases_are_those_of_the_baseline() {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..20_000);
    let split = data.split_random(0.2, 42).unwrap();
    let parties = Parties::new(&data, &split, &[]);
    let drawn = mse(&predict(&split, &parties, 0, 30), &split.valid.values);
    let baseline = Baseline::fit(&split.train, data.n_users(), data.n_items());
    let baseline = baseline.mean_squared_error(&split.valid);
    assert!((drawn - baseline).abs() < 0.02, "{drawn} drawn, {baseline} in one pass");
}

#[test]
fn the_mean_of_many_draws_is_one_dot_product() {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..5_000);
    let split = data.split_random(0.2, 42).unwrap();
    let parties = Parties::new(&data, &split, &ALL[..2]);
    let mut model = BayesianFactors::new(&parties, &split.train.values, 3, 0);
    let (draws, mut sums) = (4, vec![0.0; split.valid.len()]);
    let mut mean = MeanOfDraws::default();
    for _ in 0..draws {
        model.sweep();
        mean.add(&model);
        sums.iter_mut().zip(model.predict()).for_each(|(sum, p)| *sum += p);
    }
    let recipe = Recipe::default();
    let learner = Learner::new(mean.dot_product(), &split.train, &split.valid, recipe);
    let predictions = learner.predict(&split.valid);
    for (prediction, sum) in predictions.into_iter().zip(sums) {
        let expected = sum / f64::from(draws);
        assert!((f64::from(prediction) - expected).abs() < 1e-5, "{prediction} {expected}");
    }
}

#[test]
#[should_panic(expected = "needs more than users and items")]
fn a_model_that_knows_the_time_cannot_become_a_dot_product() {
    let (data, split) = at(&[0; 4]);
    let parties = Parties::new(&data, &split, &[Knowledge::Time]);
    MeanOfDraws::default().add(&BayesianFactors::new(&parties, &split.train.values, 1, 0));
}

#[test]
fn the_values_held_back_change_nothing_and_the_seed_decides_everything_else() {
    let mut data = builtin::dataset();
    data.ratings = data.ratings.select(0..5_000);
    let split = data.split_random(0.2, 42).unwrap();
    let mut blind = split.clone();
    blind.valid.values.fill(f32::NAN);
    for row in &blind.valid_rows {
        data.ratings.values[*row] = f32::NAN;
    }
    let of = |split: &Split| predict(split, &Parties::new(&data, split, &ALL), 3, 3);
    assert!(of(&blind).iter().all(|p| p.is_finite()));
    assert_eq!(of(&split), of(&blind));
}

/// Two users and three films of the built-in set, at given times; the last rating is held back.
fn at(times: &[i64]) -> (Dataset, Split) {
    let mut data = builtin::dataset();
    data.ratings = Ratings {
        users: vec![1, 1, 2, 1],
        items: vec![1, 2, 1, 3],
        values: vec![5.0, 3.0, 1.0, 4.0],
        timestamps: Some(times.to_vec()),
        ..Ratings::default()
    };
    // Film 3 has no training rating, so it is predicted from row 0.
    let split = data.split_by_rows(&[3]).unwrap();
    (data, split)
}

#[test]
fn who_rated_what_is_a_unit_vector_without_the_ratings_held_back() {
    let (data, split) = at(&[0; 4]);
    let parties = Parties::new(&data, &split, &[Knowledge::WhoRatedWhat]);
    let half = 0.5_f32.sqrt();
    let rated = |group: &[Feature]| -> Vec<(usize, Feature)> {
        let with_rows = group.iter().cloned().enumerate();
        with_rows.filter(|(_, feature)| !feature.is_empty()).collect()
    };
    let pair = || Feature::from_iter([(1, half), (2, 1.0)]);
    let films = vec![(1, pair()), (2, Feature::from_iter([(1, half)]))];
    assert_eq!(rated(&parties.users[0].groups[1]), films);
    let users = vec![(1, pair()), (2, Feature::from_iter([(1, half)]))];
    assert_eq!(rated(&parties.items[0].groups[1]), users);
}

#[test]
fn records_are_features_that_rows_share() {
    let (data, split) = at(&[0; 4]);
    let parties = Parties::new(&data, &split, &[Knowledge::Records]);
    let groups = &parties.users[0].groups;
    assert_eq!(groups.len(), 4, "themselves, age, gender and occupation");
    for group in &groups[1..] {
        let mut rows: Vec<usize> =
            group.iter().flat_map(Feature::iter).map(|(row, _)| row).collect();
        rows.sort_unstable();
        assert!(
            rows.into_iter().eq(1..data.n_users()),
            "each user has one of each, row 0 has none"
        );
    }
    let year = parties.items[0].groups.last().unwrap();
    let film = data.item_records[1].as_ref().unwrap().year;
    let same_year = |row: usize| data.item_records[row].as_ref().unwrap().year == film;
    let shared = year.iter().find(|feature| feature.iter().any(|(row, _)| row == 1)).unwrap();
    assert!(shared.iter().count() > 1 && shared.iter().all(|(row, _)| same_year(row)));
}

#[test]
fn a_film_rated_twice_and_a_genre_named_twice_are_one_entry() {
    let (mut data, _) = at(&[0; 4]);
    data.ratings.items = vec![1, 2, 1, 2];
    data.ratings.users = vec![1, 1, 1, 1];
    let film = data.item_records[1].as_mut().unwrap();
    film.genres = vec!["Drama".to_owned(); 2];
    let split = data.split_by_rows(&[3]).unwrap();
    let parties = Parties::new(&data, &split, &[Knowledge::WhoRatedWhat, Knowledge::Records]);
    let third = 1.0 / 3.0_f32.sqrt();
    let rated = &parties.users[0].groups[1];
    assert_eq!(rated[1], Feature::from_iter([(1, third + third)]));
    assert_eq!(rated[2], Feature::from_iter([(1, third)]));
    for party in [&parties.users[0], &parties.items[0]] {
        for feature in party.groups.iter().flatten() {
            let rows: HashSet<usize> = feature.iter().map(|(row, _)| row).collect();
            assert_eq!(rows.len(), feature.iter().count());
        }
    }
    let genres = &parties.items[0].groups[2];
    let amounts = genres.iter().flat_map(Feature::iter).filter(|(row, _)| *row == 1);
    assert!(amounts.map(|(_, amount)| amount).eq([1.0]));
}

/// Each rating four times. Steps that overshoot by the number of repeats would run away.
#[test]
fn repeated_ratings_are_drawn_from_like_others() {
    let mut text = "user,item,rating\n".to_owned();
    for (repeat, user, item) in (0..4 * 8 * 4).map(|i| (i / 32, i / 4 % 8, i % 4)) {
        text += &format!("u{user},i{item},{}\n", 1 + (user * 3 + item * 5 + repeat * 2) % 5);
    }
    let data = read_csv("repeats.csv", text.as_bytes()).unwrap();
    let split = data.split_random(0.2, 1).unwrap();
    let parties = Parties::new(&data, &split, &ALL);
    let loss = mse(&predict(&split, &parties, 20, 75), &split.valid.values);
    // The ratings of a pair scatter around 3 with a variance of 2.
    assert!((1.0..4.0).contains(&loss), "{loss}");
}

#[test]
fn sittings_end_with_the_day_ten_minutes_and_the_minute() {
    // User 1 at 23:00:30 of the first day, 20 seconds later, and (held back) 50 seconds later;
    // user 2 at the same time.
    let start = 23 * 3600 + 30;
    let (data, split) = at(&[start, start + 20, start, start + 50]);
    let parties = Parties::new(&data, &split, &[Knowledge::Time]);
    let rows: Vec<_> = parties.users[1..].iter().map(|p| (p.train.clone(), p.valid[0])).collect();
    let same = (vec![0, 0, 1], 0);
    assert_eq!(rows, [same.clone(), same, (vec![0, 0, 1], 2)]);
    assert_eq!(parties.items[1].n_rows, 1, "all in one week");
}

#[test]
fn knowledge_that_the_data_lack_is_left_out() {
    let data = products(0.0);
    let split = data.split_random(0.5, 1).unwrap();
    let known = ALL.map(|kind| kind.is_in(&data));
    assert_eq!(known, [true, false, false]);
    let parties = Parties::new(&data, &split, &ALL);
    assert_eq!((parties.users.len(), parties.items.len()), (1, 1));
    assert_eq!((parties.users[0].groups.len(), parties.items[0].groups.len()), (2, 2));
}
