//! What chapters 6 and 7 read from a trained model.

use crate::support::{file, json_lines, run, run_in, small_csv, small_folder, stdout, summary};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use workbook::data::{Dataset, builtin};
use workbook::interpret::cold_start::Newcomers;

#[test]
fn what_was_learned_is_reported_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "1", "--film", "i7", "--user", "u3"];
    let lines = json_lines("06_interpretation", &args);
    assert_eq!(summary(&lines, "nearest films")["of"], "i7");
    assert_eq!(summary(&lines, "nearest user")["of"], "u3");
    assert_eq!(summary(&lines, "film biases")["lowest"].as_array().unwrap().len(), 10);

    let args = ["--data", &csv, "--epochs", "1", "--user", "u3", "--rate", "i7=5, i11=1"];
    let lines = json_lines("07_recommendation", &args);
    // User u3 has rated all films, and the newcomer two of them.
    assert_eq!(summary(&lines, "best unseen")["films"].as_array().unwrap().len(), 0);
    let films = summary(&lines, "newcomer")["films"].as_array().unwrap();
    assert_eq!(films.len(), 10);
    assert!(!films.contains(&"i7".into()) && !films.contains(&"i11".into()));
    // A CSV file says nothing about people, so there is no model of what they say at sign-up.
    assert!(lines.iter().all(|line| line["run"] != "cold start, sign-up model"));
    assert_eq!(summary(&lines, "cold start, fold-in")["given"], json!([0, 1, 5, 10]));
}

/// The main example opens with what it learned and closes with what that is good for.
#[test]
fn chapter_5_begins_with_its_trainings_and_ends_with_films_that_the_user_has_not_rated() {
    let args = ["--epochs", "1", "--factors", "4", "--weight-decay", "0,0.1"];
    let text = stdout(run("05_weight_decay", &args));
    let places =
        ["80000 for training", "wd=0.1  epoch", "Lowest at the end", "Two ways", "recommends:"]
            .map(|words| text.find(words).unwrap_or_else(|| panic!("no {words}: {text}")));
    assert!(places.is_sorted(), "{text}");

    let lines = json_lines("05_weight_decay", &args);
    let best = summary(&lines, "best unseen");
    let films = best["films"].as_array().unwrap();
    assert_eq!(films.len(), 5);
    let data = builtin::dataset();
    let user = data.users.row(best["user"].as_str().unwrap()).unwrap();
    let of_user = data.ratings.iter().filter(|rating| rating.user == user);
    let rated: Vec<Value> = of_user.map(|rating| data.items.name(rating.item).into()).collect();
    assert!(!rated.is_empty() && films.iter().all(|film| !rated.contains(film)), "{best}");
}

/// On all the components that there are, a map loses nothing.
#[test]
fn a_flat_map_loses_nothing_of_two_factors_and_something_of_more() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    for factors in ["2", "8"] {
        let args = ["--data", &csv, "--epochs", "1", "--factors", factors];
        let lines = json_lines("06_interpretation", &args);
        let flat = summary(&lines, "flat map");
        let neighbours = flat["neighbours"].as_array().unwrap();
        assert_eq!(neighbours.len(), 5, "{flat}");
        let ranks: Vec<&Value> = neighbours.iter().map(|film| &film["rank_on_map"]).collect();
        let loses_nothing = flat["same_nearest"] == flat["films"] && ranks == [1, 2, 3, 4, 5];
        assert_eq!(loses_nothing, factors == "2", "{flat}");
    }
}

#[test]
fn predictors_of_newcomers_are_compared_round_by_round_if_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "1"];
    let paired =
        |line: &&Value| line["run"].as_str().is_some_and(|run| run.starts_with("paired, "));
    let lines = json_lines("07_recommendation", &args);
    assert_eq!(lines.iter().filter(paired).count(), 0, "one round has no spread");

    let lines = json_lines("07_recommendation", &[&args[..], &["--seeds", "3"]].concat());
    // No model of what people say at sign-up, and so no comparison with it.
    assert_eq!(lines.iter().filter(paired).count(), 4);
    let mse = |run: &str, i: usize| summary(&lines, run)["mse"][i].as_f64().unwrap();
    for (run, i) in [("fold-in (1)", 1), ("fold-in (5)", 2)] {
        let pair = summary(&lines, &format!("paired, {run} over film mean"));
        let rounds: Vec<f64> = pair["by_round"]
            .as_array()
            .unwrap()
            .iter()
            .map(|gain| gain.as_f64().unwrap())
            .collect();
        let [a, b, c] = rounds[..] else { panic!("{rounds:?}") };
        let gain = mse("cold start, film mean", 0) - mse("cold start, fold-in", i);
        assert!(((a + b + c) / 3.0 - gain).abs() < 1e-9, "{pair}");
        assert!((pair["gain"]["mean"].as_f64().unwrap() - gain).abs() < 1e-9, "{pair}");
        let variance = ((a - gain).powi(2) + (b - gain).powi(2) + (c - gain).powi(2)) / 2.0;
        let standard_error = pair["standard_error"].as_f64().unwrap();
        assert!((standard_error - (variance / 3.0).sqrt()).abs() < 1e-9, "{pair}");
        assert_eq!(pair["won"], rounds.iter().filter(|gain| **gain > 0.0).count());
    }
}

#[test]
fn newcomers_with_too_few_ratings_are_left_out_of_the_cold_start() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for i in 0..400 {
        text += &format!("u{},i{},{}\n", i / 5, i % 37, 1 + i % 5);
    }
    let csv = file(folder.path(), "few.csv", text);
    let text = stdout(run("07_recommendation", &["--data", &csv, "--epochs", "1"]));
    assert!(text.contains("no user held out has more than 10 ratings"), "{text}");
}

/// One of five users has nearly all ratings, and is held out with some seed.
#[test]
fn what_cannot_be_trained_without_a_user_ends_no_other_part() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for (user, n) in [("keen", 200), ("a", 11), ("b", 11), ("c", 11), ("d", 11)] {
        (0..n).for_each(|i| text += &format!("{user},i{i},{}\n", 1 + (i + n) % 5));
    }
    let csv = file(folder.path(), "keen.csv", text);
    let data = Dataset::open(&csv).unwrap();
    let keen = data.users.row("keen").unwrap();
    let held_out = |seed: &u64| Newcomers::hold_out(&data, 0.2, *seed).users[0].0;
    let seed = (0..).find(|seed| held_out(seed) == keen).unwrap().to_string();
    let args = ["--data", &csv, "--epochs", "1", "--seed", &seed];
    let lines = json_lines("07_recommendation", &args);
    let why = summary(&lines, "without the cold start")["why"].as_str().unwrap();
    assert!(why.starts_with("44 training ratings do not fill a batch of 64"), "{why}");
    summary(&lines, "feedback, best shown");
}

#[test]
fn the_map_of_two_other_components_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = small_folder(folder.path());
    let args = ["--data", data, "--epochs", "1", "--components", "1,3"];
    stdout(run_in(folder.path(), "06_interpretation", &args));
    let map = fs::read_to_string(folder.path().join("figures/06_map.json")).unwrap();
    let map: Value = serde_json::from_str(&map).unwrap();
    assert!(map["y"].as_str().unwrap().starts_with("component 3"), "{}", map["y"]);
    let films = map["films"].as_array().unwrap();
    assert_eq!(films.len(), 50);
    for (film, point) in films.iter().enumerate() {
        let near = point["near"].as_array().unwrap().iter().map(|other| other.as_u64().unwrap());
        let others: BTreeSet<u64> =
            near.filter(|&other| other < 50 && other != film as u64).collect();
        assert_eq!(others.len(), 5, "{point}");
    }
}
