//! The best model.

use crate::support::{json_lines, run, small_csv, stdout};
use serde_json::Value;

#[test]
fn the_best_model_does_without_what_the_data_lack() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let args = ["--data", &csv, "--sweeps", "20", "--seed", "3"];
    let text = stdout(run("08_best_model", &args));
    for model in ["+ people and films", "+ time"] {
        let line = format!("{csv} does not say what the model `{model}` needs.");
        assert_eq!(text.matches(model).count(), 1, "{text}");
        assert!(text.contains(&line), "{text}");
    }

    let of_models = |args: &[&str]| {
        let mut lines = json_lines("08_best_model", args);
        lines.retain(|line| line["summary"]["mse"].is_object());
        lines
    };
    let lines = of_models(&[&args[..], &["--seeds", "2"]].concat());
    let runs: Vec<&str> = lines.iter().map(|line| line["run"].as_str().unwrap()).collect();
    let (dot, mean) = ("dot product, wd=0.1", "the mean of 5 of them");
    assert_eq!(runs, [dot, mean, "Bayesian factors", "+ who rated what"]);
    for line in &lines {
        let of = |what: &str, which: &str| line["summary"][what][which].as_f64().unwrap();
        assert!(of("mse", "sd") > 0.0, "two seeds, two results: {line}");
        // The mean of two squares is the square of the mean and half the variance.
        let squares = of("rmse", "mean").powi(2) + of("rmse", "sd").powi(2) / 2.0;
        assert!((squares - of("mse", "mean")).abs() < 1e-9, "{line}");
    }
    // The result of a seed does not depend on the seeds beside it.
    let second = of_models(&["--data", &csv, "--sweeps", "20", "--seed", "4"]);
    for (both, second) in lines.iter().zip(&second) {
        let mse = |line: &Value, which: &str| line["summary"]["mse"][which].as_f64().unwrap();
        // Each of two values is half a square root of 2 standard deviations from their mean.
        let distance = (mse(second, "mean") - mse(both, "mean")).abs();
        assert!((distance - mse(both, "sd") * 0.5_f64.sqrt()).abs() < 1e-9, "{both} {second}");
    }
}

/// What a saved mean takes is known before anything is drawn.
#[test]
fn a_mean_that_is_too_large_to_save_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let file = folder.path().join("best.safetensors").display().to_string();
    let args = ["--data", &csv, "--save", &file, "--sweeps", "100000", "--factors", "1000"];
    let output = run("08_best_model", &args);
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(
        complaint.starts_with("error: the mean of all draws would be a file of "),
        "{complaint}"
    );
    assert!(complaint.contains(" MB, more than 2000; use fewer sweeps or factors"), "{complaint}");

    let few = ["--data", &csv, "--save", &file, "--sweeps", "10", "--factors", "2"];
    let text = stdout(run("08_best_model", &few));
    assert!(text.contains("will be a file of up to 1 MB"), "{text}");
    assert!(std::fs::metadata(&file).unwrap().len() < 1_000_000);
}
