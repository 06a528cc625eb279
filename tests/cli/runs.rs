//! What every run prints.

use crate::support::{
    ALL, assert_bad_options, example, json_lines, run, small_csv, small_folder, stderr, stdout,
    summary,
};
use serde_json::{Value, json};
use std::fs;
use std::process::Stdio;

/// Options with which an example takes little time.
fn quick(name: &str) -> &'static [&'static str] {
    match name {
        "00_first_look" | "01_one_hot" => &[],
        "08_best_model" => &["--sweeps", "2", "--factors", "2"],
        "08_concatenated_mlp" => &["--epochs", "1", "--factors", "8", "--widths", "8,8"],
        "09_implicit_feedback" => &["--epochs", "1", "--models", "popularity,ease,gmf"],
        _ => &["--epochs", "1", "--factors", "8"],
    }
}

#[test]
fn every_example_runs_on_the_built_in_data_and_names_its_figures() {
    // All at once, because together they take the longest of these tests.
    let running = ALL.map(|name| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = example(name, folder.path(), quick(name));
        (name, folder, command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
    });
    for (name, folder, child) in running {
        let text = stdout(child.wait_with_output().unwrap());
        let named: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("figure: ")).collect();
        assert!(!named.is_empty(), "{name} draws something");
        for figure in &named {
            let start = if figure.ends_with(".json") { "{" } else { "<svg" };
            assert!(fs::read_to_string(figure).unwrap().starts_with(start), "{figure}");
        }
        let files = fs::read_dir(folder.path().join("figures")).unwrap().count();
        assert_eq!(files, named.len(), "{name}: every file is named, and nothing else is left");
    }
}

#[test]
fn figures_that_cannot_be_saved_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let blocked = folder.path().join("figures");
    fs::write(&blocked, "a file where the folder should be").unwrap();
    let others = tempfile::tempdir().unwrap();
    let some_untouched = small_folder(others.path());
    for name in ALL {
        // In the CSV file everyone has rated everything, so example 9 has no curve to draw.
        let data = if name == "09_implicit_feedback" { some_untouched } else { &csv };
        let args = [&["--data", data], quick(name)].concat();
        let output = example(name, folder.path(), &args).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}");
        let error = stderr(&output);
        assert!(error.starts_with("error: ") && error.lines().count() == 1, "{name}: {error}");
        assert!(error.contains(blocked.to_str().unwrap()), "{name}: {error}");
    }
}

#[test]
fn json_holds_every_epoch_of_every_seed_and_a_summary_of_every_run() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    for (name, runs) in [
        ("02_embedding", vec!["dot product"]),
        ("03_sigmoid_range", vec!["dot product", "with y_range"]),
        ("04_biases", vec!["with y_range", "with biases"]),
        ("05_weight_decay", vec!["wd=0", "wd=0.01", "wd=0.03", "wd=0.1", "wd=0.3"]),
        ("08_concatenated_mlp", vec!["dot product, wd=0.1", "[100], wd=0.01", "[100, 50], wd=0.1"]),
        ("journey", vec!["dot product", "with y_range", "with biases", "wd=0.1", "network"]),
    ] {
        let args = vec!["--data", &csv, "--epochs", "2", "--seed", "7", "--seeds", "3"];
        let lines = json_lines(name, &args);
        assert!(lines.iter().all(|line| line["seed"].is_u64()), "{name}: every line has a seed");
        for run in runs {
            let of_run: Vec<&Value> =
                lines.iter().filter(|line| line["example"] == name && line["run"] == run).collect();
            let epochs: Vec<&Value> =
                of_run.iter().copied().filter(|line| !line["epoch"].is_null()).collect();
            let numbers: Vec<(u64, u64)> = epochs
                .iter()
                .filter_map(|line| Some((line["seed"].as_u64()?, line["epoch"].as_u64()?)))
                .collect();
            assert_eq!(numbers, [(7, 0), (7, 1), (8, 0), (8, 1), (9, 0), (9, 1)], "{name} {run}");
            for line in &epochs {
                assert!(line["train_loss"].is_f64() && line["seconds"].is_f64(), "{line}");
            }
            let last: Vec<f64> = epochs
                .iter()
                .filter(|line| line["epoch"] == 1)
                .map(|line| line["valid_loss"].as_f64().unwrap())
                .collect();
            let summaries: Vec<&Value> =
                of_run.iter().filter_map(|line| line.get("summary")).collect();
            assert_eq!(summaries.len(), 1, "{name} {run}");
            assert_eq!(summaries[0]["seeds"], json!([7, 8, 9]));
            let mean = last.iter().sum::<f64>() / 3.0;
            let sd = (last.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 2.0).sqrt();
            let spread = &summaries[0]["final_valid_loss"];
            assert!((spread["mean"].as_f64().unwrap() - mean).abs() < 1e-12);
            assert!((spread["sd"].as_f64().unwrap() - sd).abs() < 1e-12);
        }
        if name == "02_embedding" {
            let gradients = summary(&lines, "gradients");
            assert_eq!(gradients["largest_difference"], 0.0, "the two gradients are equal");
        }
    }
}

#[test]
fn a_file_gets_the_lines_of_json_beside_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let file = folder.path().join("lines.jsonl");
    let args = ["--data", &csv, "--epochs", "2"];
    let to_file = [&args[..], &["--json-file", file.to_str().unwrap()]].concat();
    let text = stdout(run("05_weight_decay", &to_file));
    assert!(text.contains(" for training, ") && text.contains("figure: "), "{text}");
    let untimed = |mut line: Value| {
        line.as_object_mut().unwrap().remove("seconds");
        line
    };
    let content = fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> =
        content.lines().map(|line| untimed(serde_json::from_str(line).unwrap())).collect();
    let printed = json_lines("05_weight_decay", &args).into_iter().map(untimed);
    assert_eq!(lines, printed.collect::<Vec<_>>());
    assert_bad_options("05_weight_decay", &[&to_file[..], &["--json"]].concat());
}

#[test]
fn the_story_of_the_chapters_happens_on_the_built_in_data() {
    let biases = json_lines("04_biases", &[]);
    let decay = json_lines("05_weight_decay", &["--weight-decay", "0.01,0.1"]);
    let mean = |lines: &[Value], run: &str, what: &str| {
        summary(lines, run)[what]["mean"].as_f64().unwrap()
    };
    let overfit = mean(&biases, "with biases", "overfit");
    assert!(overfit >= 0.02, "with biases overfits by {overfit}");
    let weak = mean(&decay, "wd=0.01", "final_valid_loss");
    let strong = mean(&decay, "wd=0.1", "final_valid_loss");
    assert!(strong <= weak - 0.03, "wd=0.1 ends at {strong}, wd=0.01 at {weak}");
    let floor = summary(&decay, "noise floor")["mse"].as_f64().unwrap();
    assert!((0.3..strong).contains(&floor), "noise floor {floor}, wd=0.1 {strong}");
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let losses = |threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        let mut command = example("04_biases", folder.path(), &["--json", "--epochs", "1"]);
        let lines = stdout(command.env("RAYON_NUM_THREADS", threads).output().unwrap());
        let losses: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| !line["epoch"].is_null())
            .map(|line| format!("{} {}", line["train_loss"], line["valid_loss"]))
            .collect();
        assert_eq!(losses.len(), 2);
        losses
    };
    assert_eq!(losses("1"), losses("3"));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = example("00_first_look", folder.path(), &[]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}
