//! `--watch`.

use crate::workbook::{DOT, Workbook};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn watch_grades_again_on_each_save_and_walks_on() {
    let workbook = Workbook::fresh();
    // A chapter that is solved is passed by.
    workbook.solve("01_one_hot");
    let mut child = workbook.grade(&["ch0", "--watch"]).stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = lines.map_while(Result::ok);
    let mut wait_for = |text: &str| {
        let mut seen = Vec::new();
        for line in lines.by_ref() {
            if line.contains(text) {
                return seen;
            }
            seen.push(line);
        }
        panic!("{text}: {seen:?}")
    };
    wait_for("00_first_look dot: not begun");
    wait_for("Waiting for you to save");
    workbook.answer("00_first_look", "dot", "true");
    let place = workbook.body("00_first_look", "dot");
    wait_for(&format!("In dot, {place}:"));
    wait_for("Waiting for you to save");

    // An editor may write a file in steps.
    let text = workbook.read("00_first_look");
    fs::write(workbook.path("00_first_look"), "").unwrap();
    fs::write(workbook.path("00_first_look"), text.replace("    true\n", &format!("    {DOT}\n")))
        .unwrap();
    let saved = Instant::now();
    let before = wait_for("00_first_look dot: solved");
    assert!(saved.elapsed() < Duration::from_secs(20), "{:?}", saved.elapsed());
    assert!(before.iter().all(|line| !line.contains("is missing")), "{before:?}");
    wait_for("00_first_look rank_by_match: not begun");
    wait_for("Waiting for you to save");

    workbook.solve("00_first_look");
    wait_for("00_first_look rank_by_match: solved");
    wait_for("02_embedding embedding_forward: not begun");
    wait_for("Waiting for you to save");

    // What is broken later is said, and the exercise in view stays.
    workbook.prepend("00_first_look", "dot", "if a.len() == 2 { return 7.0; }");
    wait_for("00_first_look dot: no longer solved, ");
    wait_for("02_embedding embedding_forward: not begun");
    child.kill().unwrap();
    child.wait().unwrap();
}
