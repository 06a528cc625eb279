//! `cargo book record`: the book shows what the examples print and draw.

use crate::fixture::{Fixture, errors};

const EXAMPLE: &str = "examples/00_first_look.rs";
const RECORD: &str = "book/src/output/builtin/00_first_look.txt";
const FIGURE: &str = "book/src/figures/builtin/00_losses.svg";

#[test]
fn a_changed_example_is_recorded_again() {
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
    fixture.replace(
        EXAMPLE,
        "    let epoch",
        "    assert!(first < last, \"broken\");\n    let epoch",
    );
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
    assert!(errors(&output).contains("nothing is recorded as 7; there are: 00_first_look"));
}

/// They take long, so a check leaves them alone.
#[test]
fn runs_with_several_seeds_on_the_built_in_data_are_recorded_and_not_repeated() {
    let fixture = Fixture::new();
    let runs = "runs = [\"builtin\", \"builtin.seeds\"]";
    fixture.replace("book/recordings.toml", "runs = [\"builtin\"]", runs);
    let shown =
        "It ends at {{value builtin/00_first_look.seeds \"wd=0.1\" final}}.\n\n## Exercises";
    fixture.replace("book/src/00_first_look.md", "## Exercises", shown);
    let output = fixture.book(&["record"]);
    assert!(output.status.success(), "{}", errors(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("cargo run --example 00_first_look -- --seeds 2"), "{printed}");

    let several = "book/src/output/builtin/00_first_look.seeds.jsonl";
    fixture.replace(several, "0.8243", "0.7777");
    let check = fixture.book(&["check"]);
    assert!(check.status.success(), "{}", errors(&check));
    fixture.replace("book/src/output/builtin/00_first_look.jsonl", "0.8243", "0.7777");
    assert!(errors(&fixture.book(&["check"])).contains("00_first_look.jsonl"));
}

#[test]
fn a_run_that_takes_too_long_to_repeat_keeps_its_own_figure_and_is_only_recorded() {
    let fixture = Fixture::new();
    fixture.replace(
        "book/recordings.toml",
        "runs = [\"builtin\"]",
        "name = \"00_first_look\"\nruns = [\"builtin\"]\noptions = [\"--epochs\", \"3\"]\n\
         own_figures = [\"00_losses\"]\nonce = true\n",
    );
    fixture.replace(FIGURE, "100,82.4", "100,72.4");
    let output = fixture.book(&["record"]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(fixture.read(FIGURE).contains("100,82.4"));

    let drifted = "book/src/output/builtin/00_first_look.jsonl";
    fixture.replace(drifted, "\"by_epoch\":[0.91", "\"by_epoch\":[0.99");
    let check = fixture.book(&["check"]);
    assert!(check.status.success(), "{}", errors(&check));
    fixture.replace("book/recordings.toml", "once = true\n", "");
    assert!(errors(&fixture.book(&["check"])).contains("00_first_look.jsonl"));
}

/// The licence of MovieLens forbids passing single ratings on.
#[test]
fn single_ratings_of_movielens_are_left_out() {
    let fixture = Fixture::new();
    fixture.replace(
        "book/recordings.toml",
        "runs = [\"builtin\"]",
        "runs = [\"builtin\", \"ml-100k\", \"ml-100k.seeds\"]\n\
         single_ratings = [\"Two epochs\"]\nrating_figures = [\"00_losses\"]",
    );
    let shown = "![Losses.](figures/ml-100k/00_losses.svg)\n\n## Exercises";
    fixture.replace("book/src/00_first_look.md", "## Exercises", shown);

    let output = fixture.book(&["record"]);
    assert!(output.status.success(), "{}", errors(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("MovieLens 100K is not in place"), "{printed}");
    assert!(!fixture.path("book/src/output/ml-100k").exists());

    std::fs::create_dir_all(fixture.path("data/ml-100k")).expect("a folder");
    let output = fixture.book(&["record"]);
    assert!(output.status.success(), "{}", errors(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        printed.contains("cargo run --example 00_first_look -- --data ml-100k --seeds 2"),
        "{printed}"
    );
    for record in ["00_first_look.txt", "00_first_look.seeds.txt"] {
        let text = fixture.read(&format!("book/src/output/ml-100k/{record}"));
        assert_eq!(text, "figure: target/figures/00_losses.svg\n");
    }
    assert!(!fixture.path("book/src/figures/ml-100k").exists());
    assert!(fixture.read(RECORD).contains("Two epochs."), "invented ratings may be shown");
}
