//! The audit of published numbers: what is a fact of arithmetic.

use crate::support::{assert_refused, file, json_lines, small_folder, summary};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::f64::consts::{E, LN_2, LOG2_E};
use std::fs;
use std::path::Path;

const QUICK: [&str; 4] = ["--epochs", "1", "--factors", "4"];

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is a number"))
}

#[test]
fn the_arithmetic_holds_on_any_data() {
    let folder = tempfile::tempdir().unwrap();
    let data = small_folder(folder.path());
    let lines = json_lines("audit", &[&["--data", data], &QUICK[..]].concat());
    let value = |run: &str, key: &str| number(&summary(&lines, run)[key]);
    let assert_near = |(run, key), expected: f64, distance: f64| {
        let value = value(run, key);
        assert!((value - expected).abs() <= distance, "{run}, {key}: {value}, not {expected}");
    };

    // Of n rows, n draws with replacement leave one in e out.
    assert_near(("share seen", "expected"), 1.0 - 1.0 / E, 1e-3);
    assert_near(("share seen", "measured"), 1.0 - 1.0 / E, 0.03);

    assert_near(("logarithm", "first_place"), LOG2_E, 1e-9);
    assert_near(("logarithm", "corrected"), 0.278_065, 1e-6);
    let natural = value("logarithm", "ease_natural");
    assert_near(("logarithm", "ease_base_2"), natural * LN_2, 1e-9);
    assert!(natural > 0.0, "somebody's film is found");

    assert_eq!(value("list length", "falls"), 0.0);
    let at_least = |ranker: &str| {
        let run = format!("list length, {ranker}");
        (value(&run, "ndcg10"), value(&run, "lowest_ndcg10"))
    };
    let (ease, lowest) = at_least("EASE, these data");
    assert!(ease >= lowest && lowest > 0.0, "{ease} {lowest}");
    for printed in ["Pop", "Item-KNN", "BPR-MF", "NCF", "DMF", "EINMF"] {
        let (ndcg, lowest) = at_least(printed);
        assert!(ndcg < lowest - 0.03, "{printed}: {ndcg} {lowest}");
    }

    // 20,000 users are simulated, so that the standard error of their share is 0.0013.
    assert_near(("negatives", "expected"), 0.0367, 5e-5);
    assert_near(("negatives", "simulated"), 0.0367, 4.0 * 0.0013);
    assert_near(("negatives", "simulated_distinct"), value("negatives", "expected_distinct"), 0.2);
    assert!(value("negatives", "hr10_distinct") > value("negatives", "hr10_99"));
    assert!(lines.iter().all(|line| line["run"] != "u1"), "there are no folds");
}

/// Writes the five folds. The first holds `first` out, and the others one rating each.
fn write_folds(folder: &Path, first: &[&str], others: &[&str]) {
    file(folder, "u1.test", first.join("\n"));
    for (number, line) in (2..=5).zip(others) {
        file(folder, &format!("u{number}.test"), line);
    }
}

#[test]
fn folds_are_told_by_their_users_and_what_these_lose() {
    let folder = tempfile::tempdir().unwrap();
    let data = small_folder(folder.path());
    let ratings = fs::read_to_string(folder.path().join("u.data")).unwrap();
    let ratings: Vec<&str> = ratings.lines().collect();
    let user = |line: &str| line.split('\t').next().unwrap().parse::<u64>().unwrap();
    // Of the most active user every second rating, and of the next every third.
    let mut by_user: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for line in &ratings {
        by_user.entry(user(line)).or_default().push(line);
    }
    let mut by_user: Vec<(u64, Vec<&str>)> = by_user.into_iter().collect();
    by_user.sort_by_key(|(_, lines)| Reverse(lines.len()));
    let [(a, of_a), (b, of_b), ..] = &by_user[..] else { panic!("there are two users") };
    let held_out: Vec<&str> =
        of_a.iter().step_by(2).chain(of_b.iter().step_by(3)).copied().collect();
    write_folds(folder.path(), &held_out, &ratings[..4]);

    let args = [&["--data", data], &QUICK[..]].concat();
    let lines = json_lines("audit", &args);
    let first = summary(&lines, "u1");
    assert_eq!((&first["first"], &first["last"]), (&json!(a.min(b)), &json!(a.max(b))));
    let share = |of: &[&str], step| of.len().div_ceil(step) as f64 / of.len() as f64;
    let lost = 100.0 * (share(of_a, 2) + share(of_b, 3)) / 2.0;
    assert!((number(&first["lost"]) - lost).abs() < 1e-9, "{first}");
    assert_eq!(summary(&lines, "u5")["users"], 1);

    write_folds(folder.path(), &["1\t1\t9\t0"], &ratings[..4]);
    let file = folder.path().join("u1.test");
    assert_refused(
        "audit",
        &args,
        &format!("{}:1: u.data has no line `1\\u{{9}}1\\u{{9}}9\\u{{9}}0`", file.display()),
    );
}
