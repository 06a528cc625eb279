//! Lists beyond the popular, compared.

use crate::support::{file, json_lines, run, small_csv, small_folder, stdout, summary};
use serde_json::Value;
use workbook::data::Dataset;

#[test]
fn lists_are_compared_with_genres_where_they_are_known_and_seed_by_seed_if_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["--data", small_folder(folder.path()), "--epochs", "1", "--seeds", "2"];
    let lines = json_lines("07_beyond", &args);
    let reached = |run: &str, key: &str| summary(&lines, run)[key]["mean"].as_f64().unwrap();
    assert!(reached("within, plain", "genre_diversity") > 0.0);
    // A random list reaches more films than the most rated ones do, and lesser known ones.
    for key in ["coverage", "novelty"] {
        assert!(reached("together, random", key) > reached("together, most rated", key), "{key}");
    }
    assert!(reached("within, re-ranked 0.8", "diversity") > reached("within, plain", "diversity"));
    let pair = summary(&lines, "paired, re-ranked 0.6 over plain, HR@10");
    assert_eq!(pair["by_round"].as_array().unwrap().len(), 2);

    // A CSV file knows no genres, and a single round has no pairs.
    let csv = small_csv(folder.path());
    let lines = json_lines("07_beyond", &["--data", &csv, "--epochs", "1"]);
    let of_run = |wanted: &str| {
        let is_wanted =
            |line: &&Value| line["run"].as_str().is_some_and(|run| run.starts_with(wanted));
        lines.iter().filter(is_wanted).collect::<Vec<_>>()
    };
    assert!(of_run("within").iter().all(|line| line["summary"]["genre_diversity"].is_null()));
    assert!(of_run("paired").is_empty() && of_run("within").len() == 15);
    let text = stdout(run("07_beyond", &["--data", &csv, "--epochs", "1"]));
    assert!(!text.contains("by genres") && !text.contains("differ from"), "{text}");
}

#[test]
fn a_users_lists_stand_side_by_side_and_hold_what_the_user_has_not_rated() {
    let folder = tempfile::tempdir().unwrap();
    let path = small_folder(folder.path());
    let data = Dataset::open(path).unwrap();
    let user = data.users.name(3);
    let lines = json_lines("07_beyond", &["--data", path, "--epochs", "1", "--user", user]);
    let rated: Vec<Value> = (data.ratings.iter().filter(|rating| rating.user == 3))
        .map(|rating| data.items.name(rating.item).into())
        .collect();
    for list in ["plain", "discount 0.1", "re-ranked 0.6"] {
        let films = summary(&lines, &format!("list, {list}"))["films"].as_array().unwrap();
        assert_eq!(films.len(), 10, "{list}");
        assert!(films.iter().all(|film| !rated.contains(film)), "{list}: {films:?}");
    }
}

#[test]
fn without_anything_to_hold_out_the_comparison_is_left_out_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<String> = (0..100).map(|i| format!("u{i},i{},{}", i % 7, i % 5)).collect();
    let text = format!("user,item,rating\n{}\n", rows.join("\n"));
    let csv = file(folder.path(), "once.csv", text);
    let text = stdout(run("07_beyond", &["--data", &csv, "--epochs", "1"]));
    assert!(
        text.contains("\nWithout the comparison of lists: no user has rated two films"),
        "{text}"
    );
}
