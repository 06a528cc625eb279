//! Building: what becomes of the chapters' notation.

use crate::fixture::{Fixture, errors};
use mdbook_driver::MDBook;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

const CHAPTER: &str = "book/src/00_first_look.md";
const PAGE: &str = "book/build/00_first_look.html";

fn page() -> String {
    let fixture = Fixture::new();
    let output = fixture.book(&[]);
    assert!(output.status.success(), "{}", errors(&output));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("book/build/index.html"), "says where the book is: {printed}");
    fixture.read(PAGE)
}

#[test]
fn values_are_numbers_from_the_record() {
    let page = page();
    assert!(page.contains("It ends at 0.8243, after 0.91:"), "{page}");
    assert!(page.contains("0.086 less, or 82.4\u{a0}%."), "{page}");
}

#[test]
fn a_difference_of_integers_is_an_integer() {
    let fixture = Fixture::new();
    let record = "book/src/output/builtin/00_first_look.jsonl";
    fixture.replace(record, r#""final":0.8243"#, r#""final":0.8243,"all":2953,"new":12"#);
    let run = r#"builtin/00_first_look "wd=0.1""#;
    let difference = format!("It has {{{{value {run} all - {run} new}}}} of them.\n\n## Exercises");
    fixture.replace(CHAPTER, "## Exercises", &difference);
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read(PAGE);
    assert!(page.contains("It has 2,941 of them."), "{page}");
}

#[test]
fn an_output_is_a_paragraph_of_the_record() {
    let page = page();
    assert!(page.contains(" wd=0.1  epoch   valid  seconds\n"), "{page}");
    assert!(page.contains("1  0.8243") && !page.contains("Two epochs."), "{page}");
}

#[test]
fn included_code_moves_to_the_left_margin_and_loses_anchors() {
    let fixture = Fixture::new();
    fixture.replace(
        "src/lib.rs",
        "    2.0 * x\n",
        "    // ANCHOR: body\n    if x > 0.0 {\n        // ANCHOR: twice\n        return 2.0 * x;\n        \
         // ANCHOR_END: twice\n    }\n\n    x\n    // ANCHOR_END: body\n",
    );
    fixture.replace(CHAPTER, "lib.rs:double", "lib.rs:body");
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read(PAGE);
    let shown = "ignore\">if x &gt; 0.0 {\n    return 2.0 * x;\n}\n\nx</code>";
    assert!(page.contains(shown), "{page}");
}

#[test]
fn a_figure_is_inlined_with_its_caption_and_the_chapter_s_description() {
    let page = page();
    assert!(page.contains(r#"<figure class="plot">"#) && page.contains("<polyline"), "{page}");
    assert!(page.contains("The loss falls from the first epoch to the second.</desc>"), "{page}");
    assert!(page.contains(r#"<title id="figure-builtin-00_losses-title">"#), "{page}");
    assert!(page.contains(r#"aria-labelledby="figure-builtin-00_losses-title "#), "{page}");
    let caption = page.split("<figcaption>").nth(1).expect("a caption");
    assert!(caption.contains("Look at the slope") && caption.contains("<math"), "{caption}");
}

#[test]
fn only_the_first_figure_of_a_page_brings_the_style() {
    let fixture = Fixture::new();
    fixture.write(
        "book/src/figures/builtin/00_other.svg",
        &fixture.read("book/src/figures/builtin/00_losses.svg").replace("00_losses", "00_other"),
    );
    fixture.replace(
        CHAPTER,
        "## Exercises",
        "![A second one.](figures/builtin/00_other.svg)\n\n## Exercises",
    );
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read(PAGE);
    assert_eq!(page.matches("<polyline").count(), 2);
    assert_eq!(page.matches(".workbook-figure .stroke{").count(), 1);
}

#[test]
fn formulas_are_mathml() {
    let page = page();
    assert!(page.contains("<mfrac>"), "{page}");
    assert!(!page.contains("$$") && !page.contains(r"\hat"), "{page}");
}

#[test]
fn an_exercise_has_its_stub_its_command_and_its_hints() {
    let page = page();
    assert!(page.contains(r##"href="#exercise-dot""##), "{page}");
    assert!(page.contains("todo!") && !page.contains("//! Chapter 0."), "{page}");
    assert!(page.contains("cargo grade dot"), "{page}");
    assert_eq!(page.matches("<summary>Hint ").count(), 2, "{page}");
}

#[test]
fn a_workbook_with_carriage_returns_makes_the_same_page() {
    let fixture = Fixture::new();
    fixture.replace(
        "src/lib.rs",
        "    2.0 * x\n",
        "    // ANCHOR: inner\n    2.0 * x\n    // ANCHOR_END: inner\n",
    );
    fixture.replace(CHAPTER, "lib.rs:double", "lib.rs:inner");
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read(PAGE);
    fixture.add_carriage_returns("");
    let output = fixture.book(&[]);
    assert!(output.status.success(), "{}", errors(&output));
    let bytes = std::fs::read_to_string(fixture.path(PAGE)).expect("a page");
    let (main, _) = page.split_once("</main>").expect("a chapter");
    assert!(bytes.contains(main.split_once("<main>").expect("a chapter").1), "{bytes}");
}

#[test]
fn the_book_builds_from_any_folder_of_the_workbook() {
    let fixture = Fixture::new();
    let output = fixture.book_in("book/src", &[]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(fixture.path(PAGE).exists());
}

#[test]
fn outside_a_workbook_the_error_says_so() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_book"))
        .current_dir(elsewhere.path())
        .output()
        .expect("the tool runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).starts_with("error: there is no book/book.toml in "),
        "{}",
        errors(&output)
    );
}

#[test]
fn a_failed_build_leaves_the_old_pages_alone() {
    let fixture = Fixture::new();
    assert!(fixture.book(&[]).status.success());
    let before = fixture.read(PAGE);
    fixture.replace(CHAPTER, r"\frac{1}{n}", r"\unheardof{1}{n}");
    let output = fixture.book(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("book/src/00_first_look.md:26: the formula"),
        "{}",
        errors(&output)
    );
    assert_eq!(fixture.read(PAGE), before);
}

/// Plain mdBook runs the tool as a command and makes the same pages. Only the tool itself adds to the head
/// what is said of a page elsewhere.
#[test]
fn plain_mdbook_makes_the_same_pages() {
    let fixture = Fixture::new();
    assert!(fixture.book(&[]).status.success());
    let by_the_tool = fixture.read(PAGE);
    fixture.remove(PAGE);

    let command = format!("\"{} preprocess\"", env!("CARGO_BIN_EXE_book"));
    fixture.replace(
        "book/book.toml",
        "\"cargo run --quiet --package book -- preprocess\"",
        &command,
    );
    MDBook::load(fixture.path("book")).expect("a book").build().expect("built");
    let body = |page: &str| page.split_once("<body>").expect("a body").1.to_owned();
    assert_eq!(body(&fixture.read(PAGE)), body(&by_the_tool));
}

/// mdBook first asks whether the preprocessor supports a renderer.
#[test]
fn mdbook_can_run_the_preprocessor() {
    let supports =
        |renderer| Fixture::new().book(&["preprocess", "supports", renderer]).status.success();
    assert!(supports("html") && !supports("epub"));

    let without_input = Command::new(env!("CARGO_BIN_EXE_book"))
        .arg("preprocess")
        .stdin(Stdio::null())
        .output()
        .expect("the tool runs");
    assert_eq!(without_input.status.code(), Some(1));
}

#[test]
fn short_sums_stay_on_one_line() {
    let fixture = Fixture::new();
    fixture.replace(
        CHAPTER,
        "All of them",
        "0.9 × 0.975, 0.8 ± 0.1, 33 % and `2 × 3`. All of them",
    );
    assert!(fixture.book(&[]).status.success());
    let page = fixture.read(PAGE);
    let shown = "0.9\u{a0}×\u{a0}0.975, 0.8\u{a0}±\u{a0}0.1, 33\u{a0}% and <code>2 × 3</code>.";
    assert!(page.contains(shown), "{page}");
}

#[test]
fn what_moves_gets_its_facts_from_the_records() {
    let fixture = Fixture::new();
    std::fs::create_dir(fixture.path("book/src/interactive")).unwrap();
    fixture.write("book/src/interactive/losses.js", "");
    let interactive = "{{interactive losses {\n  \"name\": \"</script>\",\n  \
                       \"end\": value(\"builtin/00_first_look\", \"wd=0.1\", \"final\")} }}\n\n## Exercises";
    fixture.replace(CHAPTER, "## Exercises", interactive);
    let output = fixture.book(&[]);
    assert!(output.status.success(), "{}", errors(&output));
    let page = fixture.read(PAGE);
    let facts = r#"{"end":0.8243,"name":"\u003c/script>"}</script>"#;
    assert!(page.contains(facts), "{page}");
    assert!(page.contains(r#"id="interactive-losses" data-interactive="losses">"#), "{page}");
    assert!(page.contains(r#"<script type="module" src="interactive/losses.js">"#), "{page}");
    assert!(fixture.path("book/build/interactive/losses.js").is_file());

    fixture.replace(CHAPTER, "interactive losses", "interactive gains");
    let output = fixture.book(&[]);
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("there is no book/src/interactive/gains.js"),
        "{}",
        errors(&output)
    );
}

#[test]
fn a_map_has_its_points_and_the_script_that_brings_it_to_life() {
    let fixture = Fixture::new();
    fixture.write("book/src/figures/builtin/00_losses.json", "{\"films\": [\"</script>\"]}\n");
    let output = fixture.book(&[]);
    assert!(output.status.success(), "{}", errors(&output));
    let page = fixture.read(PAGE);
    let points = r#"class="points">{"films": ["\u003c/script>"]}</script>"#;
    assert!(page.contains(points), "{page}");
    assert!(page.contains(r#"<script type="module" src="interactive/map.js"></script>"#), "{page}");
}

#[test]
fn an_opened_book_is_served() {
    let fixture = Fixture::new();
    let mut tool = Command::new(env!("CARGO_BIN_EXE_book"))
        .arg("--open")
        .env("BROWSER", "true") // a program that does nothing
        .current_dir(fixture.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the tool runs");
    let printed = BufReader::new(tool.stdout.take().expect("an output"));
    let served = printed.lines().map_while(Result::ok).find_map(|line| {
        let (_, address) = line.split_once("http://")?;
        Some(address.split('/').next().unwrap_or_default().to_owned())
    });
    let mut stream = TcpStream::connect(served.expect("an address")).expect("it is served there");
    stream.write_all(b"GET /00_first_look.html HTTP/1.1\r\n\r\n").expect("a request is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer comes");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("</html>\n"), "{answer}");
    tool.kill().expect("it runs until it is ended");
    tool.wait().expect("it has ended");
}
