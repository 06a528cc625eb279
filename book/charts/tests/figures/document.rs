//! The document around a seen.

use crate::svg::Seen;
use charts::{Figure, bar_chart};

fn bars(name: &str, title: &str) -> String {
    let figure = Figure::new(name, title, "A bar, < 1 & > 0.");
    bar_chart(&figure, "rating", "share", [("1", 0.5)]).svg
}

#[test]
fn title_and_description_are_wired_by_ids_of_the_figure_s_own() {
    let svg = bars("shares", "Tom & Jérôme <3");
    let seen = Seen::parse(&svg);
    assert_eq!(seen.labelled_by(), ["Tom & Jérôme <3", "A bar, < 1 & > 0."]);
    assert!(svg.contains("id=\"figure-shares-title\"") && svg.contains("role=\"img\""));
}

#[test]
fn markdown_can_inline_it() {
    let svg = bars("shares", "Two\n\nlines");
    let has_empty_line = svg.lines().any(|line| line.trim().is_empty());
    assert!(!has_empty_line, "an empty line ends a block of HTML in Markdown");
}

#[test]
fn a_long_title_goes_over_several_lines_and_the_drawing_stays_below() {
    let title = "A title that says at some length what is to be seen below it, and a little more";
    let svg = bars("long", title);
    let seen = Seen::parse(&svg);
    let lines = seen.texts.iter().filter(|text| title.contains(&text.text) && text.text.len() > 9);
    assert!(lines.count() > 1);
    seen.assert_legible();
}

#[test]
fn a_name_that_will_not_do_for_a_file_or_an_id_is_refused() {
    for name in ["", "../etc", "a b", "a\"b"] {
        let refused = std::panic::catch_unwind(|| Figure::new(name, "title", "description"));
        assert!(refused.is_err(), "{name}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(bars("shares", "Shares"), bars("shares", "Shares"));
}
