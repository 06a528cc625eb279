//! What chapters 6 and 7 read from a trained model.

use crate::support::{file, json_lines, run, run_in, small_csv, small_folder, stdout, summary};
use serde_json::{Value, json};
use std::fs;
use workbook::data::Dataset;
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
    assert_eq!(map["films"].as_array().unwrap().len(), 50);
}
