//! `07_new_films`: what it leaves out, and what it compares.

use crate::support::{file, json_lines, run, small_folder, stdout, summary};

#[test]
fn new_films_with_too_few_ratings_end_no_other_part() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for i in 0..400 {
        text += &format!("u{},i{},{}\n", i % 37, i / 5, 1 + i % 5);
    }
    let csv = file(folder.path(), "few.csv", text);
    let text = stdout(run("07_new_films", &["--data", &csv, "--epochs", "1"]));
    assert!(text.contains("no film held out has more than 10 ratings"), "{text}");
    assert!(text.contains("What arrives after the training"), "{text}");
}

#[test]
fn arrivals_are_compared_seed_by_seed_on_the_same_ratings() {
    let folder = tempfile::tempdir().unwrap();
    let data = small_folder(folder.path());
    let args = ["--data", data, "--epochs", "1", "--seeds", "2"];
    let lines = json_lines("07_new_films", &args);
    for late in ["ratings", "users", "films"] {
        for share in [5, 20, 40, 60] {
            let losses = summary(&lines, &format!("later, {late}, {share} %"));
            let mean = |key: &str| losses[key]["mean"].as_f64().unwrap();
            for (pair, gain) in [
                ("folded in over as it is", mean("as_it_is") - mean("folded_in")),
                ("anew over folded in", mean("folded_in") - mean("anew")),
            ] {
                let name = format!("paired, {share} % of the {late}, {pair}");
                let paired = summary(&lines, &name)["gain"]["mean"].as_f64().unwrap();
                assert!((paired - gain).abs() < 1e-9, "{name}");
            }
        }
    }
}
