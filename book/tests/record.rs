//! `cargo book record`: what the examples print and draw becomes what the book shows.

mod common;

use common::{Fixture, errors};

const EXAMPLE: &str = "examples/00_first_look.rs";
const RECORD: &str = "book/src/output/builtin/00_first_look.txt";
const FIGURE: &str = "book/src/figures/builtin/00_losses.svg";

#[test]
fn a_changed_example_is_recorded_anew() {
    let fixture = Fixture::new();
    fixture.replace(EXAMPLE, "0.8243", "0.7777");
    let output = fixture.book(&["record", "0"]);
    assert!(output.status.success(), "{}", errors(&output));
    let record = fixture.read(RECORD);
    assert!(
        record.contains("0.7777") && record.contains("\nfigure: target/figures/00_losses.svg\n"),
        "{record}"
    );
    assert!(fixture.read(FIGURE).contains("100,77.8"));
    let check = fixture.book(&["check"]);
    assert!(check.status.success(), "{}", errors(&check));
}

#[test]
fn figures_that_no_chapter_shows_are_removed() {
    let fixture = Fixture::new();
    let other = "book/src/figures/builtin/00_other.svg";
    fixture.write(other, &fixture.read(FIGURE));
    assert!(fixture.book(&["record"]).status.success());
    assert!(!fixture.path(other).exists() && fixture.path(FIGURE).exists());
}

#[test]
fn an_example_that_fails_changes_nothing() {
    let fixture = Fixture::new();
    let before = (fixture.read(RECORD), fixture.read(FIGURE));
    fixture.replace(EXAMPLE, "0.8243", "0.7777");
    fixture.replace(EXAMPLE, "    if options.iter().any(|option| option == \"--json\") {", "    if options.iter().any(|option| option == \"--json\") {\n        panic!(\"broken\");\n    }\n    if options.is_empty() {");
    let output = fixture.book(&["record"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("cargo run --example 00_first_look failed"),
        "{}",
        errors(&output)
    );
    assert_eq!((fixture.read(RECORD), fixture.read(FIGURE)), before);
}

#[test]
fn a_chapter_without_a_recording_is_refused() {
    let output = Fixture::new().book(&["record", "7"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("nothing is recorded for chapter 7; there are: 00_first_look")
    );
}
