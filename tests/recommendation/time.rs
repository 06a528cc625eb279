//! Splits by time, and learning as it goes.

use approx::assert_relative_eq;
use proptest::prelude::*;
use std::collections::BTreeSet;
use workbook::data::{Dataset, Ratings, Split, builtin, read_csv};
use workbook::interpret::{FoldIn, Learned, predict_then_learn};
use workbook::models::DotProductBias;

/// Ratings by five users of seven films at these times.
fn data(times: &[i64]) -> Dataset {
    let rows = times.iter().enumerate().map(|(i, time)| {
        let (user, film, rating) = (i % 5, i * i % 7, 1 + i % 5);
        format!("u{user},f{film},{rating},{time}\n")
    });
    let text = format!("user,item,rating,timestamp\n{}", rows.collect::<String>());
    read_csv("times.csv", text.as_bytes()).unwrap()
}

/// The time of each row, and whether it is held back.
fn sides(data: &Dataset, split: &Split) -> Vec<(i64, bool)> {
    let times = data.ratings.timestamps.as_ref().unwrap();
    let held_back: BTreeSet<usize> = split.valid_rows.iter().copied().collect();
    (0..times.len()).map(|row| (times[row], held_back.contains(&row))).collect()
}

proptest! {
    #[test]
    fn the_future_begins_when_the_past_has_ended(
        times in prop::collection::vec(-20_i64..20, 2..60),
        share in 0.05_f64..0.95,
    ) {
        let data = data(&times);
        let n = times.len();
        let asked = (n as f64 * share).round() as usize;
        let Ok(split) = data.split_by_time(share) else {
            // Nothing was asked for, or the earliest moment of all would be held back.
            let mut sorted = times;
            sorted.sort_unstable();
            prop_assert!(asked == 0 || sorted[n - asked] == sorted[0]);
            return Ok(());
        };
        // Each rating is on exactly one side.
        prop_assert_eq!(split.train.len() + split.valid.len(), n);
        prop_assert_eq!(split.valid_rows.len(), split.valid.len());
        let latest_known = split.train.timestamps.as_ref().unwrap().iter().max().unwrap();
        let earliest = *split.valid.timestamps.as_ref().unwrap().iter().min().unwrap();
        prop_assert!(latest_known < &earliest);
        // Only ties make validation larger than asked for.
        let ties = times.iter().filter(|&&time| time == earliest).count();
        prop_assert!((asked..asked + ties).contains(&split.valid.len()));
    }

    #[test]
    fn the_order_of_the_file_makes_no_difference(
        times in prop::collection::vec(0_i64..15, 2..40),
        share in 0.1_f64..0.9,
        turn in 0_usize..40,
    ) {
        let straight = data(&times);
        let mut turned = straight.clone();
        let order: Vec<usize> = (0..times.len()).map(|i| (i + turn) % times.len()).rev().collect();
        turned.ratings = straight.ratings.select(order.clone());
        for split in [Dataset::split_by_time, Dataset::split_by_users_time] {
            let (Ok(one), Ok(other)) = (split(&straight, share), split(&turned, share)) else {
                prop_assert!(split(&straight, share).is_err() && split(&turned, share).is_err());
                continue;
            };
            let of_file: BTreeSet<usize> = one.valid_rows.into_iter().collect();
            let of_turned: BTreeSet<usize> = other.valid_rows.iter().map(|&i| order[i]).collect();
            prop_assert_eq!(of_file, of_turned);
        }
    }

    #[test]
    fn each_user_is_split_by_their_own_time(
        times in prop::collection::vec(0_i64..15, 10..60),
        share in 0.2_f64..0.8,
    ) {
        let data = data(&times);
        let Ok(split) = data.split_by_users_time(share) else { return Ok(()) };
        prop_assert_eq!(split.unseen.users, 0);
        let sides = sides(&data, &split);
        for user in 1..data.n_users() {
            let rows = (0..times.len()).filter(|&row| data.ratings.users[row] as usize == user);
            let (valid, train): (Vec<_>, Vec<_>) = rows.map(|row| sides[row]).partition(|side| side.1);
            let past = train.iter().map(|side| side.0).max().unwrap();
            prop_assert!(valid.iter().all(|side| side.0 > past));
            let asked = ((valid.len() + train.len()) as f64 * share).round() as usize;
            prop_assert!(valid.is_empty() || valid.len() >= asked);
        }
    }
}

#[test]
fn without_an_order_in_time_there_is_one_clear_error() {
    let message = |data: &Dataset, share| data.split_by_time(share).unwrap_err().to_string();
    assert!(message(&data(&[7; 10]), 0.2).contains("10 of 10 ratings would be held back"));
    assert!(message(&data(&[1, 2, 3]), 0.1).contains("0 of 3 ratings would be held back"));
    let timeless = read_csv("times.csv", b"user,item,rating\na,b,1\na,c,2\n").unwrap();
    assert!(message(&timeless, 0.5).contains("not all of them have one"));
    let gaps = b"user,item,rating,timestamp\na,b,1,5\na,c,2,\nb,c,2,9\n";
    let some_times = read_csv("times.csv", gaps).unwrap();
    assert!(message(&some_times, 0.5).contains("not all of them have one"));
    assert!(some_times.split_by_users_time(0.5).is_err());
}

#[test]
fn a_film_rated_twice_may_be_known_from_the_past() {
    let text = b"user,item,rating,timestamp\na,b,1,10\na,c,4,20\na,b,5,30\n";
    let split = read_csv("times.csv", text).unwrap().split_by_time(0.34).unwrap();
    assert_eq!((split.train.values, split.valid.values), (vec![1.0, 4.0], vec![5.0]));
}

#[test]
fn users_and_films_of_the_future_are_unknown() {
    let data = builtin::dataset();
    let split = data.split_by_time(0.2).unwrap();
    let known: BTreeSet<u32> = split.train.users.iter().copied().collect();
    let users = split.valid_rows.iter().map(|&row| data.ratings.users[row]);
    for (user, row) in users.zip(&split.valid.users) {
        assert_eq!(*row, if known.contains(&user) { user } else { 0 });
    }
    assert!(split.unseen.users > 100);
}

/// A model whose tastes differ, and two users' ratings, two of them in one second.
fn visit() -> (Learned, Ratings) {
    let mut model = Learned::from_model(&DotProductBias::new(3, 6, 2, 0));
    for (i, factor) in model.item_factors.iter_mut().enumerate() {
        *factor = (i as f64 * 1.7).sin();
    }
    let ratings = Ratings {
        users: vec![2, 1, 1, 2, 1, 1],
        items: vec![1, 2, 3, 4, 5, 1],
        values: vec![1.0, 5.0, 4.0, 2.0, 1.0, 3.0],
        timestamps: Some(vec![5, 40, 10, 6, 20, 20]),
        ..Ratings::default()
    };
    (model, ratings)
}

#[test]
fn each_prediction_knows_the_ratings_of_earlier_seconds_and_no_others() {
    let (model, ratings) = visit();
    let predictions = predict_then_learn(&model, &ratings, |user| model.taste(user));
    let times = ratings.timestamps.as_ref().unwrap();
    for (i, rating) in ratings.iter().enumerate() {
        let earlier = (0..ratings.len())
            .filter(|&j| times[j] < times[i] && ratings.users[j] == ratings.users[i]);
        let known: Vec<(usize, f64)> =
            earlier.map(|j| (ratings.get(j).item, f64::from(ratings.get(j).value))).collect();
        let taste =
            FoldIn::fit(&model, &known, &model.taste(rating.user), model.taste_ridge()).taste;
        assert_relative_eq!(
            predictions[i],
            model.predict(&taste, rating.item),
            max_relative = 1e-9
        );
    }
}

#[test]
fn the_future_changes_no_prediction() {
    let (model, ratings) = visit();
    let predict = |ratings: &Ratings| predict_then_learn(&model, ratings, |user| model.taste(user));
    let before = predict(&ratings);
    let mut changed = ratings.clone();
    changed.values[4] = 5.0;
    let after = predict(&changed);
    let times = ratings.timestamps.unwrap();
    for i in 0..times.len() {
        let may_change = ratings.users[i] == 1 && times[i] > times[4];
        assert_eq!(before[i] != after[i], may_change, "rating {i}");
    }
}
