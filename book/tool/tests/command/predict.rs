//! The questions below the Predict boxes.

use crate::fixture::{Fixture, errors};

const CHAPTER: &str = "book/src/00_first_look.md";
const QUESTIONS: &str = r##"{{interactive predict {"questions": [
  {"id": "loss", "ask": "The last loss", "min": 0, "max": 2, "digits": 4, "where": "#exercises",
   "truth": value("builtin/00_first_look", "wd=0.1", "final")},
  {"id": "course", "ask": "The loss", "choices": ["falls", "rises"], "where": "#exercises",
   "truth": "falls" if falls(value("builtin/00_first_look", "wd=0.1", "by_epoch")) else "rises"},
  {"id": "order", "ask": "The epochs, the best first", "items": ["0", "1"], "where": "#exercises",
   "truth": ["1", "0"]}
] } }}"##;

/// A workbook with these questions in its chapter and a page for the predictions.
fn fixture(questions: &str) -> Fixture {
    let fixture = Fixture::new();
    std::fs::create_dir(fixture.path("book/src/interactive")).unwrap();
    fixture.write("book/src/interactive/predict.js", "");
    fixture.write("book/src/interactive/predictions.js", "");
    fixture.replace(CHAPTER, "## Exercises", &format!("{questions}\n\n## Exercises"));
    fixture.write("book/src/predictions.md", "# Predictions\n\n{{interactive predictions}}\n");
    let summary = fixture.read("book/src/SUMMARY.md");
    fixture.write("book/src/SUMMARY.md", &(summary + "- [Predictions](predictions.md)\n"));
    let pages = fixture.read("book/pages.toml") + "\"predictions.html\" = \"Your predictions.\"\n";
    fixture.write("book/pages.toml", &pages);
    fixture
}

#[test]
fn questions_pass_and_their_truths_come_from_the_records() {
    let fixture = fixture(QUESTIONS);
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
    let page = fixture.read("book/build/00_first_look.html");
    assert!(page.contains(r#""truth":0.8243"#) && page.contains(r#""truth":"falls""#), "{page}");
}

#[test]
fn the_page_of_predictions_gets_the_questions_of_all_pages() {
    let fixture = fixture(QUESTIONS);
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read("book/build/predictions.html");
    assert!(page.contains(r#""page":"00_first_look.html""#), "{page}");
    assert_eq!(page.matches(r#""truth":"#).count(), 3, "{page}");
}

#[test]
fn questions_that_are_not_in_order() {
    for (from, to, named) in [
        (r#""digits""#, r#""decimals""#, "unknown field `decimals`"),
        (r#""ask": "The loss", "#, "", "missing field `ask`"),
        (
            r#""max": 2"#,
            r#""max": 0.5"#,
            "the truth of the question \"loss\" is not among its answers, but 0.8243",
        ),
        (
            r#""choices": ["falls""#,
            r#""choices": ["sinks""#,
            "is not among its answers, but \"falls\"",
        ),
        (r#"["1", "0"]"#, r#"["1", "1"]"#, "the question \"order\" is not among its answers"),
        (r#""min": 0, "#, "", "expected either \"min\" and \"max\""),
        (r#""id": "course""#, r#""id": "loss""#, "the page has two questions \"loss\""),
        (r##""where": "#exercises""##, r#""where": "exercises""#, "has no \"where\" on this page"),
    ] {
        let fixture = fixture(&QUESTIONS.replacen(from, to, 1));
        let output = fixture.book(&["check", "--quick"]);
        let found = errors(&output);
        assert!(!output.status.success(), "{to}");
        assert!(found.contains(&format!("{CHAPTER}:")) && found.contains(named), "{to}: {found}");
    }
}

#[test]
fn a_passage_that_is_nowhere() {
    let fixture = fixture(&QUESTIONS.replacen("#exercises", "#training", 1));
    let found = errors(&fixture.book(&["check", "--quick"]));
    assert!(found.contains("a prediction is explained at #training, which is nowhere"), "{found}");
}

#[test]
fn a_truth_that_was_typed() {
    let typed = r##"{{interactive predict {"questions": [
      {"id": "loss", "ask": "The last loss", "min": 0, "max": 2, "truth": 0.8, "where": "#exercises"}
    ] } }}"##;
    let found = errors(&fixture(typed).book(&["check", "--quick"]));
    assert!(found.contains("rests on no record"), "{found}");
}
