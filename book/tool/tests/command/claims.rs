//! Claims in words, which the records must bear out.

use crate::fixture::{Fixture, errors};

const CHAPTER: &str = "book/src/00_first_look.md";
const JSON: &str = "book/src/output/builtin/00_first_look.jsonl";
const CONDITION: &str = r#"falls(value("builtin/00_first_look", "wd=0.1", "by_epoch"))"#;

/// What `cargo book check --quick` says about a chapter with this in place of the claim's `from`.
fn errors_with(from: &str, to: &str) -> String {
    let fixture = Fixture::new();
    fixture.replace(CHAPTER, from, to);
    let output = fixture.book(&["check", "--quick"]);
    if output.status.success() { String::new() } else { errors(&output) }
}

#[test]
fn conditions_that_are_true_pass() {
    for condition in [
        r#"value("builtin/00_first_look", "wd=0.1", "final") < 0.83"#,
        r#"value("builtin/00_first_look", "wd=0.1", "valid_loss", epoch=0) == 0.91"#,
        r#"seeds("builtin/00_first_look", "wd=0.1", "final") | length == 1"#,
        r#"epochs("builtin/00_first_look", "wd=0.1", "valid_loss")[0] == 0.91"#,
        "2 * value(\"builtin/00_first_look\", \"wd=0.1\", \"final\")\n- 0.8 > 0.8",
        r#"not rises(value("builtin/00_first_look", "wd=0.1", "by_epoch"))"#,
        r#"value("builtin/00_first_look", "wd=0.1", "by_epoch") | min == 0.8243"#,
    ] {
        assert_eq!(errors_with(CONDITION, condition), "", "{condition}");
    }
}

#[test]
fn a_claim_that_the_record_contradicts() {
    let found = errors_with(CONDITION, &CONDITION.replace("falls", "rises"));
    assert!(found.contains(&format!("{CHAPTER}:31: ")), "{found}");
    assert!(found.contains("\"falls from one epoch to the next\": does not hold"), "{found}");
    assert!(found.contains("by_epoch of \"wd=0.1\" is [0.91,0.8243]"), "{found}");
}

#[test]
fn words_that_the_paragraph_no_longer_says() {
    let found = errors_with("validation loss falls from", "validation loss drops from");
    assert!(found.contains("the paragraph before does not say \"falls from one epoch"), "{found}");
    assert_eq!(errors_with("falls from one epoch", "falls from\none epoch"), "");
}

#[test]
fn conditions_that_cannot_be_false() {
    assert!(errors_with(CONDITION, "1 < 2").contains("rests on no record"));
    let number = r#"value("builtin/00_first_look", "wd=0.1", "final")"#;
    assert!(errors_with(CONDITION, number).contains("neither true nor false, but 0.8243"));
}

#[test]
fn conditions_that_cannot_be_checked() {
    for (condition, named) in [
        (CONDITION.replace("wd=0.1", "wd=0.2"), "there is no run \"wd=0.2\""),
        (CONDITION.replace("by_epoch", "by_seed"), "there is nothing at by_seed"),
        (CONDITION.replace("falls", "fall"), "fall is unknown"),
        (CONDITION.replace("falls(", "falls"), "cannot be checked"),
        (CONDITION.replace("by_epoch", "by_epoch.0"), "cannot be checked"),
    ] {
        let found = errors_with(CONDITION, &condition);
        assert!(found.contains(named), "{condition}: {found}");
    }
}

#[test]
fn claims_that_are_not_written_as_they_should_be() {
    let no_words = errors_with("\"falls from one epoch to the next\"\n", "");
    assert!(no_words.contains("expected {{holds \"WORDS\" CONDITION}}"), "{no_words}");
    let open = errors_with(&format!("{CONDITION}}}}}"), CONDITION);
    assert!(open.contains(&format!("{CHAPTER}:31: ")), "{open}");
    let within = errors_with(&format!("{CONDITION}}}}}\n"), &format!("{CONDITION}}}}}\nIt does."));
    assert!(within.contains("a claim ends its paragraph"), "{within}");
}

#[test]
fn the_page_shows_the_words_and_not_the_condition() {
    let fixture = Fixture::new();
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read("book/build/00_first_look.html");
    assert!(
        page.contains("<p>The validation loss falls from one epoch to the next.</p>"),
        "{page}"
    );
    assert!(!page.contains("holds"), "{page}");
}

#[test]
fn a_record_that_only_a_claim_uses_is_used() {
    let fixture = Fixture::new();
    let text = fixture.read(CHAPTER).replace("{{value builtin", "{{ignored builtin");
    fixture.write(CHAPTER, &text.replace("{{output builtin", "{{ignored builtin"));
    let found = errors(&fixture.book(&["check", "--quick"]));
    assert!(!found.contains("no chapter uses this record"), "{found}");
}

#[test]
fn the_readme_has_claims_in_comments() {
    let fixture = Fixture::new();
    let claim =
        |words: &str| format!("It learns.\n<!-- {{{{holds \"{words}\" {CONDITION}}}}} -->\n");
    fixture.write("README.md", &claim("It learns"));
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
    fixture.write("README.md", &claim("It forgets"));
    let found = errors(&fixture.book(&["check", "--quick"]));
    assert!(found.contains("README.md:2: the paragraph before does not say"), "{found}");
    fixture.write("README.md", &claim("It learns").replace("falls(", "rises("));
    let found = errors(&fixture.book(&["check", "--quick"]));
    assert!(found.contains("README.md:2: \"It learns\": does not hold"), "{found}");
}

#[test]
fn digits_that_were_typed_are_compared_as_text() {
    let fixture = Fixture::new();
    let line = r#"{"run":"seeds","summary":{"loss":{"mean":0.81541,"sd":0.00121}}}"#;
    fixture.write(JSON, &(fixture.read(JSON) + line + "\n"));
    let claim = |digits: &str| {
        format!(
            "It ends at {digits}.\n<!-- {{{{holds \"{digits}\" \
             spread(\"builtin/00_first_look\", \"seeds\", \"loss\") == words}}}} -->\n"
        )
    };
    fixture.write("README.md", &claim("0.8154 ± 0.0012"));
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
    fixture.write("README.md", &claim("0.8154 ± 0.0013"));
    let found = errors(&fixture.book(&["check", "--quick"]));
    assert!(found.contains("loss of \"seeds\" is \"0.8154 ± 0.0012\""), "{found}");
}
