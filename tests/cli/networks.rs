//! Chapter 8's networks.

use crate::support::{assert_refused, json_lines, small_csv, small_folder};
use serde_json::Value;

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
fn side_features_that_the_data_lack_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let message = format!("{csv} does not say what the side feature `age` needs");
    assert_refused("08_concatenated_mlp", &["--data", &csv], &message);
}
