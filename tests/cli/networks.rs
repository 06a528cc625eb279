//! Chapter 8's networks.

use crate::support::{assert_refused, json_lines, small_csv, small_folder};
use serde_json::Value;
use std::fs;

#[test]
fn side_features_alone_and_together() {
    let folder = tempfile::tempdir().unwrap();
    let data = ["--data", small_folder(folder.path()), "--epochs", "1"];
    let args = [&data[..], &["--side", "genres,trend", "--each", "--dropout", "0.2"]].concat();
    let lines = json_lines("08_concatenated_mlp", &args);
    for run in ["[100] + genres", "[100] + trend", "[100] + genres + trend"] {
        let trained = lines.iter().filter(|line| line["run"] == run && line["epoch"] == 0);
        assert_eq!(trained.count(), 1, "{run}");
    }
    // The same seed draws the same dropout.
    let losses = |lines: &[Value]| -> Vec<Value> {
        lines.iter().map(|line| line["valid_loss"].clone()).filter(|loss| !loss.is_null()).collect()
    };
    assert_eq!(losses(&lines), losses(&json_lines("08_concatenated_mlp", &args)));
    let whole = json_lines("08_concatenated_mlp", &[&data[..], &["--no-side"]].concat());
    assert_eq!(losses(&lines)[0], losses(&whole)[0], "the dot product has nothing to drop");
    assert_ne!(losses(&lines)[1], losses(&whole)[1], "dropout changes the training");
}

#[test]
fn by_default_the_network_gets_what_the_data_know() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let runs = |args: &[&str]| -> Vec<String> {
        let lines = json_lines("08_concatenated_mlp", &[&["--epochs", "1"], args].concat());
        let trained = lines.iter().filter(|line| line["epoch"] == 0);
        trained.map(|line| line["run"].as_str().unwrap().to_owned()).collect()
    };
    let without = ["dot product, wd=0.1", "[100], wd=0.01", "[100, 50], wd=0.1"];
    assert_eq!(runs(&["--data", &csv]), without);
    let all = runs(&["--data", small_folder(folder.path())]);
    assert_eq!(
        (&all[..3], all[3].as_str()),
        (&without.map(str::to_owned)[..], "[100] + all side features")
    );
}

#[test]
fn side_features_that_the_data_lack_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let message = format!(
        "{csv} does not say what the side feature `age` needs, nor what any other does; use a model \
         without side features (--no-side)"
    );
    assert_refused("08_concatenated_mlp", &["--data", &csv, "--side", "age"], &message);
    let timed = folder.path().join("timed.csv");
    let lines = (0..80).map(|i| format!("u{},i{},{},{i}\n", i % 7, i % 9, 1 + i % 5));
    fs::write(&timed, format!("user,item,rating,timestamp\n{}", lines.collect::<String>()))
        .unwrap();
    let timed = timed.to_str().unwrap();
    let message = format!(
        "{timed} does not say what the side feature `age` needs; choose among hour,weekday,trend (--side)"
    );
    assert_refused("08_concatenated_mlp", &["--data", timed, "--side", "trend,age"], &message);
}
