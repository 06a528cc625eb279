//! A saved model in a program of the reader's own.

use crate::support::{assert_refused, file, json_lines, run, small_csv, stdout, summary};
use serde_json::json;
use std::path::Path;
use workbook::data::{Dataset, builtin};
use workbook::saved::Recommender;

const NAME: &str = "07_your_program";

#[test]
fn a_saved_model_recommends() {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("model.safetensors");
    let path = model.to_str().unwrap();
    let quick = ["--epochs", "1", "--factors", "8", "--save", path];
    json_lines("06_interpretation", &quick);

    let data = builtin::dataset();
    let titles = data.items.names();
    let (one, two, film) = (&*titles[10], &*titles[20], &*titles[30]);
    let rated = format!("{one}=5,{two}=1.5");
    let lines =
        json_lines(NAME, &["--model", path, "--user", "7", "--rate", &rated, "--film", film]);
    let recommender = Recommender::load(&model, &data).unwrap();
    let for_user = recommender.for_user("7", 5).unwrap();
    assert_eq!(*summary(&lines, "for user"), json!({"user": "7", "films": for_user}));
    let rated = [(one, 5.0), (two, 1.5)];
    let for_newcomer = recommender.for_newcomer(&rated, 5).unwrap();
    let expected = json!({"rated": rated, "films": for_newcomer});
    assert_eq!(*summary(&lines, "for newcomer"), expected);
    let like_film = recommender.similar(film, 5).unwrap();
    assert_eq!(*summary(&lines, "like film"), json!({"film": film, "films": like_film}));

    // The lists hold five films each, none seen and none twice.
    let user = data.users.row("7").unwrap();
    for (title, stars) in &for_user {
        let film = data.items.row(title).unwrap();
        assert!(!data.ratings.pairs().any(|pair| pair == (user, film)), "{title}");
        assert!((0.0..5.5).contains(stars));
    }
    for list in [for_user, for_newcomer, like_film] {
        assert_eq!(list.len(), 5);
        assert!(list.is_sorted_by(|a, b| a.1 >= b.1));
        assert!(list.iter().all(|(title, _)| ![one, two, film].contains(title)));
    }
    let usual = recommender.for_newcomer(&[], 3).unwrap();
    assert_eq!(usual.len(), 3, "without a rating, the list is what is usual");
}

#[test]
fn newer_data_change_what_has_been_seen() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let model = folder.path().join("model.safetensors");
    json_lines("06_interpretation", &["--data", &csv, "--save", model.to_str().unwrap()]);
    // One known user has rated a single film, and someone new a film that is new.
    let newer = file(folder.path(), "newer.csv", "user,item,rating\nu3,i4,2\nu9,i5,1\nx,y,5\n");
    let data = Dataset::open(&newer).unwrap();
    let recommender = Recommender::load(&model, &data).unwrap();
    let titles: Vec<&str> =
        recommender.for_user("u3", 9).unwrap().into_iter().map(|(title, _)| title).collect();
    assert_eq!(titles, ["i5"], "what is rated in the data and not seen");
    for stranger in ["x", "#na#", ""] {
        let error = recommender.for_user(stranger, 9).unwrap_err().to_string();
        assert!(error.starts_with("the model has no user"), "{error}");
    }
    assert!(
        recommender.similar("y", 9).is_err() && recommender.similar("i4", 9).unwrap().is_empty()
    );
    assert!(recommender.for_newcomer(&[("i4", f64::NAN)], 9).is_err());

    let strangers = file(folder.path(), "strangers.csv", "user,item,rating\nx,y,5\nz,i4,5\n");
    let message = format!("{}: {strangers} has no ratings by its users", model.display());
    assert_refused(NAME, &["--data", &strangers, "--model", model.to_str().unwrap()], &message);
}

#[test]
fn without_a_model_one_is_trained_and_what_is_wrong_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let text = stdout(run(NAME, &["--data", &csv]));
    assert!(text.contains("trained, saved and loaded again") && text.contains("u0"), "{text}");
    assert_refused(NAME, &["--data", &csv, "--user", "nobody"], "no user `nobody`");
    assert_refused(NAME, &["--data", &csv, "--model", "nosuchfile"], "nosuchfile: ");
    assert_refused(NAME, &["--data", &csv, "--model", &csv], &format!("{csv}: not a safetensors"));
}

/// The lines between two marks of a file, without the space that all of them begin with.
fn listing(path: &str, start: &str, end: &str) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let text = text.replace("\r\n", "\n");
    let (_, after) = text.split_once(start).unwrap_or_else(|| panic!("{path} has {start}"));
    let (lines, _) = after.split_once(end).unwrap();
    let lines = lines.lines().map(|line| line.strip_prefix("    ").unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[test]
fn the_readme_shows_the_lines_of_the_program() {
    let program = listing(
        "examples/07_your_program/main.rs",
        "// ANCHOR: program\n",
        "// ANCHOR_END: program",
    );
    assert_eq!(listing("README.md", "```rust\n", "```"), program);
}
