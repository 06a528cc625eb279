//! `cargo book check` promises to find certain faults. Each is planted here, and must be named.

use crate::fixture::{Fixture, errors};

const CHAPTER: &str = "book/src/00_first_look.md";
const RECORD: &str = "book/src/output/builtin/00_first_look.txt";
const JSON: &str = "book/src/output/builtin/00_first_look.jsonl";
const FIGURE: &str = "book/src/figures/builtin/00_losses.svg";

/// Plants a fault in a fixture and checks it. One line of the errors must contain all of `named`.
fn finds(words: &[&str], plant: impl FnOnce(&Fixture), named: &[&str]) {
    let fixture = Fixture::new();
    plant(&fixture);
    let output = fixture.book(words);
    let errors = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(
        errors.lines().any(|line| named.iter().all(|part| line.contains(part))),
        "no line names {named:?}:\n{errors}"
    );
}

fn finds_quickly(plant: impl FnOnce(&Fixture), named: &[&str]) {
    finds(&["check", "--quick"], plant, named);
}

/// Replaces `from` in the chapter by `to` and expects the fault in that line.
fn finds_in_chapter(from: &str, to: &str, named: &[&str]) {
    let text = Fixture::new().read(CHAPTER);
    let at = text.find(from).unwrap_or_else(|| panic!("the chapter does not contain {from}"));
    let place = format!("{CHAPTER}:{}:", text[..at].matches('\n').count() + 1);
    let named: Vec<&str> = named.iter().copied().chain([&*place]).collect();
    finds_quickly(|fixture| fixture.replace(CHAPTER, from, to), &named);
}

#[test]
fn a_book_without_faults_passes() {
    let output = Fixture::new().book(&["check"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_book_with_carriage_returns_passes() {
    let fixture = Fixture::new();
    fixture.add_carriage_returns("");
    assert!(std::fs::read_to_string(fixture.path(RECORD)).expect("a record").contains("\r\n\r\n"));
    let output = fixture.book(&["check"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_number_that_drifted() {
    let plant = |fixture: &Fixture| fixture.replace(RECORD, "0.8243", "0.8143");
    let place = format!("{RECORD}:5:");
    finds(
        &["check"],
        plant,
        &[&place, "`0.8143` is now `0.8243`", "cargo book record 00_first_look"],
    );
}

#[test]
fn a_number_that_drifted_in_the_json_lines() {
    let plant = |fixture: &Fixture| fixture.replace(JSON, r#""final":0.8243"#, r#""final":0.8343"#);
    finds(&["check"], plant, &[&format!("{JSON}:2:"), "`0.8343` is now `0.8243`"]);
}

#[test]
fn drift_within_tolerance_passes_and_timings_are_not_compared() {
    let fixture = Fixture::new();
    fixture.replace(RECORD, "0.8243", "0.8253");
    fixture.replace(JSON, "\"seconds\":0", "\"seconds\":9");
    let output = fixture.book(&["check"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_stale_figure() {
    let plant = |fixture: &Fixture| fixture.replace(FIGURE, "100,82.4", "100,72.4");
    finds(&["check"], plant, &[FIGURE, "drifted", "cargo book record 00_first_look"]);
    let plant = |fixture: &Fixture| fixture.replace(FIGURE, ">Losses</text>", ">Loss</text>");
    finds(&["check"], plant, &[FIGURE, "drifted"]);
}

#[test]
fn the_examples_are_checked_without_building_the_pages() {
    finds(
        &["check", "--examples"],
        |fixture| fixture.replace(RECORD, "0.8243", "0.8143"),
        &[RECORD, "`0.8143` is now `0.8243`"],
    );
    let fixture = Fixture::new();
    let output = fixture.book(&["check", "--examples"]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(!fixture.path("book/build").exists());
}

/// Shows a copy of the figure under another name.
fn shows_too(fixture: &Fixture, name: &str) {
    let file = format!("book/src/figures/builtin/{name}.svg");
    fixture.write(&file, &fixture.read(FIGURE));
    let link = format!("![A second one.](figures/builtin/{name}.svg)\n\n## Exercises");
    fixture.replace(CHAPTER, "## Exercises", &link);
}

#[test]
fn a_figure_that_no_example_draws() {
    for name in ["00_other", "00_other.seeds"] {
        let other = format!("book/src/figures/builtin/{name}.svg");
        let named = [&*other, "no example draws this figure"];
        finds(&["check"], |fixture| shows_too(fixture, name), &named);
    }
}

#[test]
fn a_figure_with_several_seeds_is_drawn_with_one_too() {
    let fixture = Fixture::new();
    shows_too(&fixture, "00_losses.seeds");
    let output = fixture.book(&["check"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn an_example_that_fails() {
    let plant = |fixture: &Fixture| {
        fixture.replace(
            "examples/00_first_look.rs",
            "    let epoch",
            "    assert!(first < last, \"broken\");\n    let epoch",
        );
    };
    finds(&["check"], plant, &["cargo run --example 00_first_look failed"]);
}

#[test]
fn a_missing_figure() {
    finds_quickly(
        |fixture| fixture.remove(FIGURE),
        &[CHAPTER, ":22:", "figures/builtin/00_losses.svg"],
    );
}

#[test]
fn a_figure_that_no_chapter_shows() {
    let copy = "book/src/figures/builtin/00_other.svg";
    finds_quickly(
        |fixture| fixture.write(copy, &fixture.read(FIGURE)),
        &[copy, "no chapter shows"],
    );
}

#[test]
fn a_missing_record() {
    finds_quickly(|fixture| fixture.remove(RECORD), &[RECORD, "is missing", "cargo book record"]);
}

#[test]
fn a_record_that_is_not_listed() {
    let copy = "book/src/output/builtin/00_first_look.seeds.txt";
    finds_quickly(|fixture| fixture.write(copy, ""), &[copy, "recordings.toml does not list it"]);
}

#[test]
fn a_record_that_no_chapter_uses() {
    let plant = |fixture: &Fixture| {
        let text = fixture.read(CHAPTER).replace("{{value builtin", "{{ignored builtin");
        let text = text.replace("{{output builtin", "{{ignored builtin");
        fixture.write(CHAPTER, &text.replace("{{holds", "{{ignored"));
    };
    finds_quickly(plant, &[RECORD, "no chapter uses this record"]);
}

#[test]
fn an_anchor_that_no_chapter_includes() {
    let plant = |fixture: &Fixture| {
        fixture.replace(
            "src/lib.rs",
            "// ANCHOR_END: double",
            "// ANCHOR_END: double\n// ANCHOR: half\n// ANCHOR_END: half",
        );
    };
    finds_quickly(plant, &["src/lib.rs:9:", "no chapter includes the anchor half"]);
}

#[test]
fn an_anchor_that_is_missing() {
    finds_in_chapter("lib.rs:double", "lib.rs:triple", &["src/lib.rs has no `// ANCHOR: triple`"]);
    finds_quickly(
        |fixture| fixture.replace("src/lib.rs", "// ANCHOR_END: double", ""),
        &[CHAPTER, "src/lib.rs has no `// ANCHOR_END: double`"],
    );
}

#[test]
fn a_file_that_cannot_be_included_and_line_numbers() {
    finds_in_chapter("lib.rs:double", "nowhere.rs:double", &["src/nowhere.rs cannot be included"]);
    finds_in_chapter("lib.rs:double", "lib.rs:4:6", &["by line numbers, which drift"]);
}

#[test]
fn a_link_to_no_page() {
    finds_in_chapter("All of them", "See [there](nowhere.md)", &["nowhere", "leads to no page"]);
}

#[test]
fn a_fragment_that_does_not_exist() {
    finds_quickly(
        |fixture| fixture.replace("book/src/introduction.md", "#the-losses", "#the-gains"),
        &["book/src/introduction.md:3:", "#the-gains"],
    );
    finds_in_chapter("All of them", "See [above](#the-gains)", &["#the-gains"]);
}

#[test]
fn anything_loaded_from_the_network() {
    for html in [
        "<img src=\"https://example.org/a.png\" alt=\"A picture\">",
        "<script src=\"//example.org/a.js\"></script>",
        "<link rel=\"stylesheet\" href=\"http://example.org/a.css\">",
    ] {
        finds_in_chapter("All of them", html, &["example.org", "from the network"]);
    }
    let css = "book/theme/workbook.css";
    let plant = |fixture: &Fixture| {
        fixture
            .write(css, &(fixture.read(css) + "\nbody{background:url(https://example.org/a.png)}"));
    };
    finds_quickly(plant, &["css", "https://example.org/a.png", "from the network"]);
}

#[test]
fn a_font_that_does_not_exist() {
    let plant = |fixture: &Fixture| {
        fixture.replace("book/theme/workbook.css", "workbook-math.woff2", "none.woff2")
    };
    finds_quickly(plant, &["none.woff2", "which does not exist"]);
}

#[test]
fn pasted_rust() {
    finds_in_chapter(
        "{{#include ../../src/lib.rs:double}}",
        "let x = 1;",
        &["Rust is pasted (`let x = 1;`)"],
    );
}

#[test]
fn a_formula_that_is_not_understood() {
    finds_in_chapter(r"$(r - \hat r)^2$", r"$(r - \hatt r)^2$", &["the formula", r"\hatt r"]);
    finds_in_chapter(r"$(r - \hat r)^2$", r"$(r - \hat{r)^2$", &["this $ opens no formula"]);
    let plain = Fixture::new();
    plain.replace(CHAPTER, "All of them", r"It costs \$5, or `$6`. All of them");
    let output = plain.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn an_image_without_alternative_text() {
    finds_in_chapter(
        "![The loss falls from the first epoch to the second.]",
        "![]",
        &["figures/builtin/00_losses.svg has no alternative text"],
    );
    finds_in_chapter(
        "All of them",
        "<img src=\"figures/builtin/00_losses.svg\">",
        &["no alternative text"],
    );
}

#[test]
fn a_paragraph_torn_apart() {
    for (line, named) in [
        ("1) = 3.", "a list begins in the middle of a paragraph (`1) = 3.`)"),
        ("- 2 is less.", "a list begins in the middle of a paragraph"),
        ("> 3 as well.", "a quote begins in the middle of a paragraph"),
        ("# 5 is the last.", "a heading begins in the middle of a paragraph"),
        ("***\nand more", "a rule begins in the middle of a paragraph"),
    ] {
        let torn = format!("It is (2,\n{line}\n\nAll of them");
        let plant = |fixture: &Fixture| fixture.replace(CHAPTER, "All of them", &torn);
        finds_quickly(plant, &[CHAPTER, named]);
    }
    finds_in_chapter("All of them", "A line\n---\n\nAll of them", &["makes a heading of this one"]);
    finds_in_chapter(
        "All of them",
        "1986. A good year.\n\nAll of them",
        &["a numbered list of one item"],
    );
    finds_in_chapter("All of them", "| a | b |\n| 1 | 2 |\n\nAll of them", &["it is a paragraph"]);
}

#[test]
fn lists_quotes_and_headings_that_are_meant_pass() {
    let fixture = Fixture::new();
    let meant = "Two of them:\n\n- one\n  - in\n  - side\n- two\n\n> [!NOTE]\n> A note.\n\n## And\n\n\
                 Code:\n```text\n1) = 3\n```\n\nAll of them";
    fixture.replace(CHAPTER, "All of them", meant);
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_listing_that_ends_inside_a_block() {
    let plant = |fixture: &Fixture| {
        fixture.replace("src/lib.rs", "    2.0 * x\n", "    2.0 * x\n    // ANCHOR_END: double\n");
        fixture.replace("src/lib.rs", "\n// ANCHOR_END: double", "");
    };
    let named = "the listing of double ends inside a block";
    finds_quickly(plant, &[&format!("{CHAPTER}:10:"), named]);
}

#[test]
fn a_promise_of_a_page_that_does_not_exist() {
    for promise in [
        "See chapter 1",
        "Chapters 0 and 12",
        "More of this is still to come",
        "It will follow",
        "The chapter on lists, which comes later",
    ] {
        let text = format!("{promise}. All of them");
        let named =
            if promise.contains(char::is_numeric) { "has no chapter 1" } else { "promises" };
        finds_in_chapter("All of them", &text, &[named]);
    }
    let fixture = Fixture::new();
    fixture.replace(CHAPTER, "All of them", "Chapter 0 has a later section. All of them");
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn digits_that_do_not_add_up() {
    let last = r#"{{value builtin/00_first_look "wd=0.1" final}}"#;
    finds_in_chapter(
        "All of them",
        &format!("{last} − 0.5 = 0.3242. All of them"),
        &["0.8243 − 0.5 = 0.3242 is wrong: it is 0.3243"],
    );
    finds_in_chapter(
        "All of them",
        &format!("From 0.9100 to {last}, which is 0.0856 less. All of them"),
        &["0.9100 − 0.8243 is 0.0857, not 0.0856"],
    );
    let plant = |fixture: &Fixture| {
        let text = fixture.read(RECORD);
        let first = text.lines().find(|line| line.contains("0.8243")).expect("a row");
        fixture.write(RECORD, &text.replace(first, &format!("{first}  0.9100  0.0858")));
    };
    finds_quickly(plant, &[CHAPTER, "0.9100 − 0.8243 is 0.0857, not 0.0858"]);
}

#[test]
fn a_fold_that_is_not_closed() {
    let fold = "<details><summary>Why?</summary>\n\n<details><summary>So?</summary>\n\n</details>\n\nAll of them";
    finds_in_chapter("All of them", fold, &["this <details> is not closed"]);
}

#[test]
fn an_example_that_does_not_exist() {
    finds_in_chapter(
        "cargo run --example 00_first_look",
        "cargo run --example 00_last_look",
        &[
            "`cargo run --example 00_last_look -- --epochs 5` needs examples/00_last_look.rs, which does not exist",
        ],
    );
    finds_in_chapter("All of them", "`cargo run --example 99_x`", &["needs examples/99_x.rs"]);
}

#[test]
fn an_option_that_does_not_exist() {
    for wrong in ["--epoch 5", "--epochs five"] {
        let plant = |fixture: &Fixture| fixture.replace(CHAPTER, "--epochs 5", wrong);
        let command = format!("`cargo run --example 00_first_look -- {wrong}` does not work: ");
        finds(&["check"], plant, &[CHAPTER, ":5:", &command]);
    }
}

#[test]
fn other_commands_that_do_not_exist() {
    finds_in_chapter(
        "`cargo grade`",
        "`cargo grade dots`",
        &["names the exercise dots, which does not exist"],
    );
    let hints = Fixture::new();
    hints.replace(
        CHAPTER,
        "`cargo grade`",
        "`cargo grade dot --hint 2`, `cargo grade NAME` or `cargo grade 00_first_look`",
    );
    let output = hints.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));
    finds_in_chapter(
        "cargo book check --quick",
        "cargo book chek",
        &["`cargo book chek` does not work"],
    );
    finds_in_chapter(
        "cargo book check --quick",
        "cargo book --opne",
        &["`cargo book --opne` does not work"],
    );
    finds_in_chapter("`cargo grade`", "`cargo test --test gone`", &["needs tests/gone.rs"]);
}

#[test]
fn a_value_that_does_not_exist() {
    let reference = r#"{{value builtin/00_first_look "wd=0.1" final}}"#;
    for (other, named) in [
        (
            r#"{{value builtin/00_last_look "wd=0.1" final}}"#,
            "output/builtin/00_last_look.jsonl cannot be read",
        ),
        (r#"{{value builtin/00_first_look "wd=0.2" final}}"#, "there is no run \"wd=0.2\""),
        (r#"{{value builtin/00_first_look "wd=0.1" last}}"#, "there is nothing at last"),
        (
            r#"{{value builtin/00_first_look "wd=0.1" epoch=7 valid_loss}}"#,
            "00_first_look.jsonl has no epoch 7 of run \"wd=0.1\"",
        ),
        (r#"{{value builtin/00_first_look "wd=0.1"}}"#, "expected {{value RECORD"),
        (r#"{{vlaue builtin/00_first_look "wd=0.1" final}}"#, "is not understood"),
    ] {
        finds_in_chapter(reference, other, &[named]);
    }
}

#[test]
fn a_directive_that_goes_on_in_the_next_line() {
    let reference = r#"{{value builtin/00_first_look "wd=0.1" final}}"#;
    let torn = r#"{{value builtin/00_first_look "wd=0.1"
final}}"#;
    finds_in_chapter(reference, torn, &["its braces must close on the same line"]);
}

#[test]
fn an_output_that_is_cut_off() {
    let plant = |fixture: &Fixture| {
        fixture.replace(RECORD, "Two epochs.", "Two epochs:");
        let directive = r#"{{output builtin/00_first_look "wd=0.1"}}"#;
        fixture.replace(CHAPTER, directive, r#"{{output builtin/00_first_look "Two"}}"#);
    };
    finds_quickly(plant, &[CHAPTER, "\"Two epochs:\" announces something that is cut off"]);
}

#[test]
fn an_output_that_does_not_exist() {
    let reference = r#"{{output builtin/00_first_look "wd=0.1"}}"#;
    for (other, named) in [
        (r#"{{output builtin/00_first_look "wd=0.2"}}"#, "starts with \"wd=0.2\""),
        (
            r#"{{output builtin/00_last_look "wd=0.1"}}"#,
            "output/builtin/00_last_look.txt cannot be read",
        ),
        (r#"{{output builtin/00_first_look "wd=0.1" 3}}"#, "has only 2 paragraphs"),
    ] {
        finds_in_chapter(reference, other, &[named]);
    }
}

#[test]
fn an_exercise_that_does_not_exist() {
    finds_in_chapter(
        "{{exercise dot}}",
        "{{exercise dots}}",
        &["no exercise \"dots\"", "there are: dot"],
    );
    finds_quickly(
        |fixture| fixture.replace("src/solutions/00_first_look.rs", "// ANCHOR: dot", ""),
        &["src/solutions/00_first_look.rs has no `// ANCHOR: dot`"],
    );
}

#[test]
fn an_id_that_occurs_twice() {
    let figure = "![The loss falls.](figures/builtin/00_losses.svg)\n\n## Exercises";
    finds_quickly(
        |fixture| fixture.replace(CHAPTER, "## Exercises", figure),
        &[CHAPTER, "the id figure-builtin-00_losses-title occurs twice"],
    );
}

#[test]
fn a_page_that_is_too_heavy() {
    let plant = |fixture: &Fixture| {
        fixture.replace(CHAPTER, "All of them", &"Word upon word. ".repeat(30_000));
    };
    finds_quickly(plant, &[CHAPTER, "the page weighs"]);
}

#[test]
fn many_faults_are_named_at_once() {
    let fixture = Fixture::new();
    fixture.replace(CHAPTER, "{{exercise dot}}", "{{exercise dots}}");
    fixture.replace(CHAPTER, "cargo book check --quick", "cargo book chek");
    fixture.replace("book/src/introduction.md", "Begin", "Begin $\\nonsense$");
    let errors = errors(&fixture.book(&["check", "--quick"]));
    assert!(errors.starts_with("error: 3 faults in the book:"), "{errors}");
}

#[test]
fn a_page_whose_address_is_not_listed() {
    let line = "\"00_first_look.html\" = \"What the page is about.\"";
    let plant =
        |fixture: &Fixture| fixture.write("book/pages.toml", "\"introduction.html\" = \"Here.\"\n");
    finds_quickly(plant, &["book/pages.toml", line]);
}

const MOVED: &str = "\n\"00_old.html\" = \"The page that moved.\"\n";

fn with_a_page_that_moved(fixture: &Fixture) {
    fixture.write("book/pages.toml", &format!("{}{MOVED}", fixture.read("book/pages.toml")));
}

#[test]
fn a_published_page_that_is_gone() {
    let named =
        ["book/pages.toml:4: 00_old.html was published and is gone", "[output.html.redirect]"];
    finds_quickly(with_a_page_that_moved, &named);
}

#[test]
fn a_published_page_with_a_redirect_passes_and_one_that_leads_nowhere_does_not() {
    let redirect = |to: &str| {
        format!("[output.html.redirect]\n\"/00_old.html\" = \"{to}\"\n\n[output.html.search]")
    };
    let fixture = Fixture::new();
    with_a_page_that_moved(&fixture);
    fixture.replace("book/book.toml", "[output.html.search]", &redirect("00_first_look.html"));
    let output = fixture.book(&["check", "--quick"]);
    assert!(output.status.success(), "{}", errors(&output));

    let plant = |fixture: &Fixture| {
        with_a_page_that_moved(fixture);
        fixture.replace("book/book.toml", "[output.html.search]", &redirect("00_second_look.html"));
    };
    finds_quickly(plant, &["00_old.html", "the link 00_second_look.html leads to no page"]);
}

#[test]
fn descriptions_that_are_long_or_shared() {
    let plant =
        |fixture: &Fixture| fixture.replace("book/pages.toml", "Where to", &"Where to ".repeat(20));
    finds_quickly(plant, &["book/pages.toml:1", "1 to 160 letters"]);
    let plant = |fixture: &Fixture| {
        fixture.write(
            "book/pages.toml",
            "\"introduction.html\" = \"Here.\"\n\"00_first_look.html\" = \"Here.\"\n",
        );
    };
    finds_quickly(plant, &["introduction.html is described like 00_first_look.html"]);
}
