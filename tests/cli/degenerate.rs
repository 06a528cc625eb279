//! Data with next to nothing in them: a sensible result without NaN, or one clear error.

use crate::support::{ALL, error_of, example, file, has_option};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Ratings with hardly any users, items, ratings or different values, each set with a name.
fn sets() -> Vec<(&'static str, Vec<String>)> {
    let rows = |n: usize, row: fn(usize) -> String| (0..n).map(row).collect();
    vec![
        ("two ratings", rows(2, |i| format!("u{i},i{i},{i}"))),
        ("two ratings of one pair", rows(2, |i| format!("u,i,{i}"))),
        ("eight ratings", rows(8, |i| format!("u{},i{},{}", i % 3, i % 4, i % 5))),
        ("one user", rows(100, |i| format!("u,i{i},{}", i % 5))),
        ("one item", rows(100, |i| format!("u{i},i,{}", i % 5))),
        ("one pair", rows(100, |i| format!("u,i,{}", i % 5))),
        ("one value", rows(100, |i| format!("u{},i{},3", i % 9, i / 9))),
        ("only zeros", rows(100, |i| format!("u{},i{},0", i % 9, i / 9))),
        ("each user and item once", rows(100, |i| format!("u{i},i{i},{}", i % 5))),
        ("everything rated", rows(100, |i| format!("u{},i{},{}", i % 10, i / 10, i % 7))),
        ("an outlier", rows(100, |i| format!("u{},i{},{}", i % 9, i / 9, (i == 5) as u8 * 99))),
        ("extremes", rows(100, |i| format!("u{},i{},{}e38", i % 9, i / 9, (i % 3) as i8 - 1))),
    ]
}

/// The values of an object in JSON that are numbers or missing, wherever they stand.
fn missing(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        // Not every run has a seed, a standard deviation, or a truth to compare with, and not every
        // system tells how much memory is in use.
        Value::Null
            if [".seed", "sd", "noise_floor", ".peak_memory_mb"]
                .iter()
                .any(|end| path.ends_with(end)) => {}
        Value::Null => found.push(path.to_owned()),
        Value::Array(values) => values.iter().for_each(|value| missing(value, path, found)),
        Value::Object(values) => {
            values.iter().for_each(|(key, value)| missing(value, &format!("{path}.{key}"), found));
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn has_no_nan(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .all(|word| !["NaN", "inf", "Infinity"].contains(&word))
}

fn check(name: &str, set: &str, args: &[&str], folder: &Path) {
    let what = format!("{name} {args:?} on {set}");
    for json in [false, true] {
        let figures = folder.join("figures");
        let mut command = example(name, folder, args);
        if json {
            command.arg("--json");
        }
        let output = command.output().unwrap();
        let stdout = String::from_utf8(output.stdout.clone()).unwrap();
        match output.status.code() {
            Some(0) => {}
            Some(1) => assert_eq!(error_of(&output), (Some(1), true), "{what}"),
            _ => panic!("{what}: {}", String::from_utf8_lossy(&output.stderr)),
        }
        assert!(has_no_nan(&stdout), "{what}: {stdout}");
        for line in stdout.lines().filter(|_| json) {
            let mut found = Vec::new();
            missing(&serde_json::from_str(line).unwrap(), "", &mut found);
            assert!(found.is_empty(), "{what}: {found:?} in {line}");
        }
        for figure in fs::read_dir(&figures).into_iter().flatten() {
            let path = figure.unwrap().path();
            assert!(has_no_nan(&fs::read_to_string(&path).unwrap()), "{what}: {}", path.display());
        }
    }
}

#[test]
fn every_example_copes_with_next_to_nothing() {
    for (set, rows) in sets() {
        let folder = tempfile::tempdir().unwrap();
        let csv =
            file(folder.path(), "small.csv", format!("user,item,rating\n{}\n", rows.join("\n")));
        for name in ALL.into_iter().chain(["07_your_program", "10_full_set", "audit"]) {
            let mut args = vec!["--data", &csv];
            for (option, value) in [("--epochs", "1"), ("--sweeps", "3"), ("--batch-size", "1")] {
                if has_option(name, option) {
                    args.extend([option, value]);
                }
            }
            check(name, set, &args, folder.path());
        }
    }
}
