//! The grades as files.

use crate::workbook::{DOT, Workbook};
use std::fs;

#[test]
fn grades_are_written_as_json_junit_and_a_table() {
    let workbook = Workbook::fresh();
    let hostile = "]]></failure>&<\\u{1b}[31m\\u{202e}|`\\n</details>\\u{ffff}";
    workbook.answer("00_first_look", "dot", DOT);
    workbook.answer("00_first_look", "rank_by_match", &format!("panic!(\"{hostile}\")"));
    workbook.prepend("00_first_look", "content_scores", "let _count = items.len();");
    workbook.answer("01_one_hot", "one_hot", "true");
    let (status, output) = workbook.run(&[
        "ch0",
        "one_hot",
        "one_hot_batch",
        "--report",
        "grades/all.json",
        "--junit",
        "grades/all.xml",
        "--summary",
        "grades/all.md",
    ]);
    assert_eq!(status, 1);
    assert!(output.contains("00_first_look dot: solved"), "it says so too: {output}");
    let file = |name: &str| fs::read_to_string(workbook.root.join("grades").join(name)).unwrap();

    let json: serde_json::Value = serde_json::from_str(&file("all.json")).unwrap();
    assert_eq!(json["schema"], 1);
    let in_chapter_0 = workbook.chapter("00_first_look").exercises.len();
    assert_eq!(
        (json["points"].as_u64(), json["of"].as_u64()),
        (Some(1), Some(in_chapter_0 as u64 + 2))
    );
    assert_eq!(json["next"], "rank_by_match");
    let chapter = &json["chapters"][0];
    assert_eq!((&chapter["chapter"], &chapter["points"]), (&"00_first_look".into(), &1.into()));
    let of =
        |chapter: usize, exercise: usize| json["chapters"][chapter]["exercises"][exercise].clone();
    let states = [of(0, 0), of(0, 1), of(0, 2), of(1, 0), of(1, 1)].map(|e| e["state"].clone());
    assert_eq!(states, ["solved", "wrong", "begun", "does_not_compile", "untouched"]);
    assert_eq!(of(0, 0)["points"], 1);
    assert_eq!(of(0, 0)["why"], serde_json::Value::Null);
    assert_eq!(of(0, 1)["page"], "book/src/00_first_look.md");
    assert_eq!(of(0, 1)["place"], workbook.place("00_first_look", "rank_by_match"));
    assert!(of(0, 1)["got"].as_str().unwrap().contains("\\u{1b}[31m\\u{202e}|`\n"), "{}", of(0, 1));
    assert_eq!(of(1, 0)["why"], "mismatched types");

    let xml = file("all.xml");
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let suites: Vec<_> = tree.root_element().children().filter(|node| node.is_element()).collect();
    let count = |name| suites[0].attribute(name).unwrap();
    let counts = ["name", "tests", "failures", "errors", "skipped"].map(count);
    let (tests, skipped) = (in_chapter_0.to_string(), (in_chapter_0 - 3).to_string());
    assert_eq!(counts, ["00_first_look", &tests, "2", "0", &skipped]);
    let cases: Vec<_> = tree.descendants().filter(|node| node.has_tag_name("testcase")).collect();
    assert_eq!(cases.len(), in_chapter_0 + 2);
    assert_eq!(cases[0].attribute("name"), Some("dot"));
    assert!(!cases[0].has_children());
    let failure = cases[1].children().find(|node| node.has_tag_name("failure")).unwrap();
    assert_eq!(failure.attribute("type"), Some("wrong"));
    assert!(failure.text().unwrap().contains("]]></failure>&<\\u{1b}[31m"), "{xml}");

    let table = file("all.md");
    let first = format!(
        "# 1 of {} exercises solved\n\n| chapter | solved | next |\n|---|---|---|\n",
        in_chapter_0 + 2
    );
    assert!(table.starts_with(&first), "{table}");
    assert!(table.contains("| 1 / "), "{table}");
    assert!(table.contains("| `rank_by_match` (not solved yet) |\n"), "{table}");
    let (_, reason) = table.split_once("Go on with `rank_by_match`, ").unwrap();
    assert!(reason.lines().skip(2).all(|line| line.starts_with("    ")), "{table}");
}

#[test]
fn grades_are_written_whatever_the_answers_are() {
    let workbook = Workbook::fresh();
    fs::remove_dir_all(workbook.root.join("src/exercises")).unwrap();
    let (status, _) = workbook.run(&["0", "--report", "grades.json"]);
    assert_eq!(status, 1);
    let grades = fs::read_to_string(workbook.root.join("grades.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&grades).unwrap();
    let first = &json["chapters"][0]["exercises"][0];
    assert_eq!(first["state"], "not_graded");
    assert!(first["why"].as_str().unwrap().contains("00_first_look.rs is missing"), "{first}");

    let (status, _, complaint) = workbook.run_all(&["0", "--report", "Cargo.toml/grades.xml"]);
    assert_eq!(status, 1);
    assert!(complaint.contains("error: Cargo.toml/grades.xml cannot be written: "), "{complaint}");
}
