//! The official folds: one at a time, and all five.

use crate::support::{assert_bad_options, assert_refused, file, json_lines, small_folder, summary};
use std::fs;
use std::path::Path;

const QUICK: [&str; 6] = ["--epochs", "1", "--factors", "4", "--weight-decay", "0.1"];

/// A small folder with five folds, which hold back every fifth rating.
fn with_folds(folder: &Path) -> &str {
    let data = small_folder(folder);
    let ratings = fs::read_to_string(folder.join("u.data")).unwrap();
    for fold in 0..5 {
        let held_back: Vec<&str> = ratings.lines().skip(fold).step_by(5).collect();
        file(folder, &format!("u{}.test", fold + 1), held_back.join("\n"));
    }
    data
}

#[test]
fn all_folds_together_give_what_each_gives_alone() {
    let folder = tempfile::tempdir().unwrap();
    let data = with_folds(folder.path());
    let lines = json_lines("05_weight_decay", &[&["--data", data, "--folds"], &QUICK[..]].concat());
    let together = summary(&lines, "wd=0.1, folds");
    let rmse = |fold: &str| together[fold].as_f64().unwrap();
    let folds = ["u1", "u2", "u3", "u4", "u5"].map(rmse);
    assert!((rmse("mean") - folds.iter().sum::<f64>() / 5.0).abs() < 1e-9, "{together}");
    for (number, rmse) in ["1", "2", "3", "4", "5"].into_iter().zip(folds) {
        let args = [&["--data", data, "--fold", number], &QUICK[..]].concat();
        let alone = json_lines("05_weight_decay", &args);
        let loss = summary(&alone, "wd=0.1")["final_valid_loss"]["mean"].as_f64().unwrap();
        assert!((rmse - loss.sqrt()).abs() < 1e-9, "fold {number}: {rmse}, {loss}");
        assert_eq!(summary(&alone, "data")["valid"], 400);
    }
}

#[test]
fn the_best_model_goes_through_the_folds_too() {
    let folder = tempfile::tempdir().unwrap();
    let data = with_folds(folder.path());
    let lines = json_lines("08_best_model", &["--data", data, "--folds", "--sweeps", "3"]);
    for model in ["dot product, wd=0.1", "Bayesian factors", "+ people and films", "+ time"] {
        let folds = summary(&lines, &format!("{model}, folds"));
        for fold in ["u1", "u2", "u3", "u4", "u5", "mean"] {
            assert!(folds[fold].as_f64().is_some_and(|rmse| rmse > 0.0), "{model}: {folds}");
        }
    }
}

#[test]
fn folds_that_the_data_lack_are_refused() {
    for args in [["--folds", "--seeds=1"], ["--fold", "3"]] {
        assert_refused("05_weight_decay", &args, "builtin: these data come without the official");
    }
    for args in [&["--fold", "6"][..], &["--folds", "--fold", "1"], &["--fold", "0"]] {
        assert_bad_options("05_weight_decay", args);
    }
}
