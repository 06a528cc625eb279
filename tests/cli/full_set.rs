//! `10_full_set`: both ways of training are measured, and what is interrupted goes on to the same end.

use crate::support::{assert_bad_options, assert_refused, json_lines, run_in, stdout, summary};

/// As few ratings as it generates.
const FEW: [&str; 4] = ["--ratings", "10000", "--epochs", "2"];

#[test]
fn both_ways_are_measured() {
    let lines = json_lines("10_full_set", &FEW);
    let floor = summary(&lines, "data")["noise_floor"].as_f64().unwrap();
    for run in ["by hand", "dfdx"] {
        let summary = summary(&lines, run);
        assert!(summary["ratings_per_second"].as_f64().unwrap() > 0.0);
        if cfg!(target_os = "linux") {
            assert!(summary["peak_memory_mb"].as_f64().unwrap() > 1.0);
        }
        let loss = summary["final_valid_loss"].as_f64().unwrap();
        assert!((summary["above_noise_floor"].as_f64().unwrap() - (loss - floor)).abs() < 1e-9);
        let mut epochs = lines.iter().filter(|line| line["run"] == run && !line["epoch"].is_null());
        let last = epochs.next_back().unwrap();
        assert_eq!(last["valid_loss"].as_f64(), Some(loss));
    }
}

#[test]
fn the_curve_goes_up_to_the_ratings_that_are_asked_for_and_ends_where_a_single_run_does() {
    let folder = tempfile::tempdir().unwrap();
    let options = ["--curve", "--ratings", "50000", "--epochs", "2", "--json-file"];
    let file = folder.path().join("lines.jsonl");
    let options = [&options[..], &[file.to_str().unwrap()]].concat();
    let text = stdout(run_in(folder.path(), "10_full_set", &options));
    assert!(text.contains("10_more_data.svg"), "{text}");
    let lines = std::fs::read_to_string(file).unwrap();
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let runs: Vec<&str> = lines.iter().filter_map(|line| line["run"].as_str()).collect();
    assert_eq!(runs, ["curve, 10000", "curve, 30000"]);
    let row = summary(&lines, "curve, 10000");
    let single = json_lines("10_full_set", &FEW);
    assert_eq!(row["dot_product_above"], summary(&single, "by hand")["above_noise_floor"]);
    assert!(row["biases_above"].as_f64() > row["dot_product_above"].as_f64(), "{row}");
}

#[test]
fn costs_are_measured_by_ratings_by_factors_and_by_threads() {
    let options = ["--costs", "--ratings", "20000", "--epochs", "2", "--threads", "3"];
    let lines = json_lines("10_full_set", &options);
    assert!(summary(&lines, "machine")["machine_cores"].as_u64() > Some(0));
    let runs = lines.iter().filter_map(|line| line["run"].as_str());
    let trained: Vec<&str> = runs.filter(|run| run.starts_with("costs")).collect();
    let wanted = [10, 50, 100, 200].into_iter().flat_map(|factors| {
        [1, 2].map(|threads| format!("costs, 10000 ratings, {factors} factors, threads {threads}"))
    });
    assert_eq!(trained, wanted.collect::<Vec<_>>());
    let value = |factors, threads, key: &str| {
        let run = format!("costs, 10000 ratings, {factors} factors, threads {threads}");
        summary(&lines, &run)[key].as_f64().unwrap()
    };
    // The model is fitted to three of them, and between those its time is a line through groups of eight.
    for (factors, threads) in [(10, 1), (200, 1), (10, 2)] {
        let [measured, model] = ["ratings_per_second", "model_ratings_per_second"]
            .map(|key| value(factors, threads, key));
        assert!((measured / model - 1.0).abs() < 1e-9, "{factors}, {threads}: {measured}, {model}");
    }
    let [two, seven, twenty_five] =
        [10, 50, 200].map(|factors| 1.0 / value(factors, 1, "model_ratings_per_second"));
    let between = two + (twenty_five - two) * (7.0 - 2.0) / (25.0 - 2.0);
    assert!((seven / between - 1.0).abs() < 1e-9, "{seven}, {between}");
    if cfg!(target_os = "linux") {
        assert!(value(200, 1, "peak_memory_mb") > value(10, 1, "peak_memory_mb"));
    }
}

#[test]
fn batches_are_compared_up_to_the_largest_that_the_ratings_fill() {
    let lines = json_lines("10_full_set", &["--batches", "--ratings", "10000"]);
    let runs = lines.iter().filter_map(|line| line["run"].as_str());
    let trained: Vec<&str> = runs.filter(|run| run.starts_with("batch")).collect();
    assert_eq!(trained, ["batch, 64", "batch, 256", "batch, 1024", "batch, 4096"]);
    let value = |run, key: &str| summary(&lines, run)[key].as_f64().unwrap();
    for (run, size) in trained.into_iter().zip([64.0, 256.0, 1024.0, 4096.0]) {
        assert_eq!(value(run, "batch_size"), size);
        assert_eq!(value(run, "steps"), 5.0 * (8000.0 / size).floor());
        assert!((value(run, "higher_lr") - 5e-3 * (size / 64.0).sqrt()).abs() < 1e-12);
    }
    // At the usual size both rates are one. With a handful of steps, a higher one gets further.
    let both = |run| (value(run, "final_valid_loss"), value(run, "higher_lr_valid_loss"));
    let (usual, same) = both("batch, 64");
    assert_eq!(usual, same);
    let (usual, higher) = both("batch, 4096");
    assert!(higher < usual, "{higher}, {usual}");

    let folder = tempfile::tempdir().unwrap();
    let few = folder.path().join("few.csv");
    let rating = |i: usize| format!("{},{},{}\n", i % 7, i % 5, 1 + i % 4);
    let ratings: String = (0..35).map(rating).collect();
    std::fs::write(&few, format!("user,item,rating\n{ratings}")).unwrap();
    let options = ["--batches", "--data", few.to_str().unwrap()];
    assert_refused(
        "10_full_set",
        &options,
        "28 training ratings do not fill a batch of 64; use more ratings",
    );
}

#[test]
fn the_number_of_threads_changes_no_loss() {
    let loss = |threads| {
        let lines = json_lines("10_full_set", &[&FEW[..], &["--threads", threads]].concat());
        summary(&lines, "by hand")["final_valid_loss"].as_f64().unwrap()
    };
    assert_eq!(loss("1"), loss("3"));
}

#[test]
fn it_refuses_what_does_not_fit() {
    assert_bad_options("10_full_set", &["--ratings", "20000", "--data", "builtin"]);
    assert_bad_options("10_full_set", &["--ratings", "10"]);
    assert_bad_options("10_full_set", &["--curve", "--data", "builtin"]);
    assert_bad_options("10_full_set", &["--costs", "--data", "builtin"]);
    assert_bad_options("10_full_set", &["--costs", "--curve"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("training");
    let file = file.to_str().unwrap();
    assert_refused("10_full_set", &["--resume", file], file);
    json_lines("10_full_set", &[&FEW[..], &["--save", file]].concat());
    let other = ["--ratings", "10001", "--resume", file];
    assert_refused("10_full_set", &other, "the training was interrupted on different ratings");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_it_goes_on_to_the_same_bits() {
    use crate::support::example;
    use std::io::Read;
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("training");
    let file = file.to_str().unwrap();
    let ratings = ["--ratings", "100000"];
    let options = [&ratings[..], &["--epochs", "200", "--json"]].concat();
    let mut running =
        example("10_full_set", folder.path(), &[&options[..], &["--save", file]].concat());
    let mut running = running.stdout(Stdio::piped()).spawn().unwrap();
    // Once the data are described, the training begins.
    let mut output = running.stdout.take().unwrap();
    output.read_exact(&mut [0]).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    let pid = running.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert!(running.wait().unwrap().success());
    assert!(!rest.contains("dfdx"), "it was stopped before: {rest}");

    let resumed = json_lines("10_full_set", &[&ratings[..], &["--resume", file]].concat());
    let whole = json_lines("10_full_set", &options[..4]);
    let end = |lines| summary(lines, "by hand")["final_valid_loss"].as_f64().unwrap();
    assert_eq!(end(&resumed), end(&whole));
    assert_eq!(summary(&resumed, "by hand")["epochs"], 200);
}
