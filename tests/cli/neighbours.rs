//! Chapter 7's neighbours and mixes at the command line.

use crate::support::{assert_refused, json_lines, run, small_csv, small_folder, stdout, summary};
use serde_json::Value;
use workbook::data::Dataset;

#[test]
fn without_records_the_mix_goes_on_without_features() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--epochs", "1", "--user", "u3"];
    let text = stdout(run("07_neighbours", &args));
    for left_out in ["film features", "user features"] {
        let line = format!("The data have no records for the {left_out}, so they are left out.");
        assert!(text.contains(&line), "{text}");
    }
    let lines = json_lines("07_neighbours", &args);
    let weights = lines.iter().filter_map(|line| line["run"].as_str()?.strip_prefix("weight, "));
    let mixed: Vec<&str> = weights.collect();
    assert_eq!(mixed, ["dot product", "user neighbours", "film neighbours"]);
    assert!(lines.iter().all(|line| line["run"] != "error, mix without features"));
    summary(&lines, "error, mix without neighbours");
    summary(&lines, "ranked, mix");
}

#[test]
fn lists_by_neighbours_hold_only_films_that_the_user_has_not_rated() {
    let folder = tempfile::tempdir().unwrap();
    let path = small_folder(folder.path());
    let data = Dataset::open(path).unwrap();
    let counts = data.ratings_per_user();
    let user = (1..data.n_users()).max_by_key(|&user| counts[user]).unwrap();
    let name = data.users.name(user);
    let lines = json_lines("07_neighbours", &["--data", path, "--epochs", "1", "--user", name]);
    let of_user = data.ratings.iter().filter(|rating| rating.user == user);
    let rated: Vec<Value> = of_user.map(|rating| data.items.name(rating.item).into()).collect();
    for list in ["list, user neighbours", "list, film neighbours", "list, dot product"] {
        let films = summary(&lines, list)["films"].as_array().unwrap();
        assert_eq!(films.len(), 10);
        assert!(!rated.is_empty() && films.iter().all(|film| !rated.contains(film)), "{list}");
    }
    let nearest = &summary(&lines, "like you, 1")["user"];
    assert_ne!(nearest, name, "no one is their own neighbour");
    // Records of people and films are there, so the mix has all its methods.
    summary(&lines, "weight, film features");
    summary(&lines, "weight, user features");
}

#[test]
fn a_user_who_does_not_exist_has_no_neighbours() {
    let args = ["--user", "944", "--epochs", "1"];
    assert_refused("07_neighbours", &args, "no user `944` in builtin; the first is `1`");
}
