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

    let lines = json_lines("08_best_model", &[&args[..], &["--seeds", "2"]].concat());
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
    let second = json_lines("08_best_model", &["--data", &csv, "--sweeps", "20", "--seed", "4"]);
    for (both, second) in lines.iter().zip(&second) {
        let mse = |line: &Value, which: &str| line["summary"]["mse"][which].as_f64().unwrap();
        // Each of two values is half a square root of 2 standard deviations from their mean.
        let distance = (mse(second, "mean") - mse(both, "mean")).abs();
        assert!((distance - mse(both, "sd") * 0.5_f64.sqrt()).abs() < 1e-9, "{both} {second}");
    }
}
