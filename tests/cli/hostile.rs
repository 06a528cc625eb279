//! Titles that would like to do something: to a terminal, a browser, a table, a message.

use crate::support::{assert_refused, file, json_lines, run, run_in, stdout, summary};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use workbook::text::{is_hidden, printable};

/// Films of which each is odd in its own way, and ordinary ones.
fn titles() -> Vec<String> {
    let odd = [
        "Quotes \"and\" 'more', commas, too, The (1990)",
        "<script>alert(1)</script><!--<svg onload=x> & ]]> (1991)",
        "Screen \u{1b}[2J\u{1b}]0;owned\u{7} cleared (1992)",
        "Eight bits \u{9b}2J\u{85} and \u{0}\u{8}\u{7f} (1993)",
        "Reversed \u{202e}gpj.exe\u{202c} \u{2066}x\u{2069}\u{200f} (1994)",
        "Hidden \u{200b}\u{feff}\u{2028}\u{2029} (1995)",
        "No character \u{fffe}\u{ffff} (1996)",
        "أفلام شقراء (1997)",
        "שלום עולם (1998)",
        "千と千尋の神隠し (2001)",
        "{{#include secret}} `code` *bold* \\u{1b} %s (1999)",
    ];
    let long = format!("{}end (2000)", "A Very Long Night, ".repeat(10_000 / 19));
    let ordinary = (0..12).map(|i| format!("Ordinary Film {i} (2002)"));
    odd.into_iter().map(str::to_owned).chain([long]).chain(ordinary).collect()
}

/// Ratings of these films by users with an odd name among them.
fn hostile_csv(folder: &Path) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "user,item,rating\n".to_owned();
    for user in 0..40 {
        let name = if user == 0 { "\u{1b}[31mu0, \u{202e}".to_owned() } else { format!("u{user}") };
        for (item, title) in titles().iter().enumerate().filter(|(item, _)| (user + item) % 4 != 3)
        {
            let rating = 1 + (user * 7 + item * item * 3) % 5;
            text += &format!("{},{},{rating}\n", quoted(&name), quoted(title));
        }
    }
    file(folder, "hostile.csv", text)
}

fn assert_harmless(text: &str, what: &str) {
    let hidden = text.chars().find(|&character| character != '\n' && is_hidden(character));
    assert_eq!(hidden, None, "{what}");
}

#[test]
fn what_people_read_is_harmless_and_short() {
    let folder = tempfile::tempdir().unwrap();
    let csv = hostile_csv(folder.path());
    let titles = titles();
    let quick = ["--data", &csv, "--epochs", "1", "--factors", "4"];
    let screen = &titles[2];
    let shown = printable("Screen \u{1b}[2J\u{1b}]0;owned\u{7} cl").into_owned();
    let rated = format!("{screen}=5,{}=1", titles[0]);
    let user = "\u{1b}[31mu0, \u{202e}";
    for (name, more) in [
        ("00_first_look", vec![]),
        ("06_interpretation", vec!["--film", screen, "--user", user]),
        ("07_recommendation", vec!["--rate", &rated, "--user", user]),
        ("09_implicit_feedback", vec!["--likes", screen]),
        ("09_implicit_feedback", vec!["--recommend", user]),
    ] {
        let options = if more.is_empty() { &quick[..2] } else { &quick[..] };
        let text = stdout(run(name, &[options, &more].concat()));
        assert_harmless(&text, name);
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(1000), "{name}: {text}");
        if more.len() > 1 && more[1] == screen {
            assert!(text.contains(&shown), "{name}: {text}");
        }
    }
    let text = stdout(run("09_implicit_feedback", &["--data", &csv, "--likes", &titles[7]]));
    assert!(text.contains(&titles[7]), "letters from right to left stay as they are: {text}");
}

#[test]
fn programs_get_the_titles_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let csv = hostile_csv(folder.path());
    let quick = ["--data", &csv, "--epochs", "1", "--factors", "4"];
    // No argument of a program holds the character 0.
    for title in titles().into_iter().filter(|title| !title.contains('\0')) {
        let args = [&quick[..], &["--film", &title, "--json"]].concat();
        let text = stdout(run("06_interpretation", &args));
        assert_harmless(&text, &title);
        let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let nearest = lines.find(|line| line["run"] == "nearest films").unwrap();
        assert_eq!(nearest["summary"]["of"], title.as_str());
    }
    let lines = json_lines("07_recommendation", &[&quick[..], &["--user", "u1"]].concat());
    let films = summary(&lines, "best unseen")["films"].as_array().unwrap();
    let titles: BTreeSet<String> = titles().into_iter().collect();
    assert!(!films.is_empty() && films.iter().all(|film| titles.contains(film.as_str().unwrap())));
}

#[test]
fn figures_are_well_formed_and_inert() {
    let folder = tempfile::tempdir().unwrap();
    let csv = hostile_csv(folder.path());
    let quick = ["--data", &csv, "--epochs", "1", "--factors", "4"];
    stdout(run_in(folder.path(), "00_first_look", &quick[..2]));
    stdout(run_in(folder.path(), "06_interpretation", &quick));
    stdout(run_in(folder.path(), "07_recommendation", &quick));
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder.path().join("figures")).unwrap() {
        let path = entry.unwrap().path();
        let content = fs::read_to_string(&path).unwrap();
        assert_harmless(&content, &path.display().to_string());
        if path.extension().is_some_and(|ending| ending == "svg") {
            let document = roxmltree::Document::parse(&content).unwrap();
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                assert_ne!(node.tag_name().name(), "script");
                assert!(node.attributes().all(|a| !a.name().starts_with("on")), "{node:?}");
                texts.extend(node.text().map(str::to_owned));
            }
        }
    }
    assert!(texts.iter().any(|text| text.starts_with("<script>")), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("Screen  [2J")), "{texts:?}");
    let map = fs::read_to_string(folder.path().join("figures/06_map.json")).unwrap();
    let map: Value = serde_json::from_str(&map).unwrap();
    let films = map["films"].as_array().unwrap().iter();
    let drawn: BTreeSet<String> =
        films.map(|film| film["title"].as_str().unwrap().to_owned()).collect();
    assert_eq!(drawn, titles().into_iter().collect());
}

#[test]
fn errors_that_quote_the_data_are_harmless_and_short() {
    let folder = tempfile::tempdir().unwrap();
    let csv = hostile_csv(folder.path());
    let long = "x\u{1b}[2J".repeat(5_000);
    for (name, option) in [
        ("06_interpretation", "--film"),
        ("06_interpretation", "--user"),
        ("07_recommendation", "--user"),
        ("09_implicit_feedback", "--recommend"),
        ("09_implicit_feedback", "--likes"),
    ] {
        for (wanted, start) in [("no\u{1b}such", "no\\u{1b}such"), (&long, "x\\u{1b}[2Jx")] {
            let message =
                if ["--film", "--likes"].contains(&option) { "title contains" } else { "user" };
            let message = format!("no {message} `{start}");
            assert_refused(name, &["--data", &csv, option, wanted], &message);
        }
    }
    assert_refused(
        "06_interpretation",
        &["--data", &csv, "--film", "film"],
        "`film` is in 12 titles; ",
    );
    assert_refused("06_interpretation", &["--data", &csv, "--film", "19"], "`19` is in ");
    let path = format!("/no\u{1b}where/{}/x.csv", "deep/".repeat(700));
    assert_refused("00_first_look", &["--data", &path], "/no\\u{1b}where/deep/");
    assert_refused("00_first_look", &["--valid-rows", &path], "/no\\u{1b}where/deep/");
}
