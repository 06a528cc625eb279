//! What chapter 7 asks a newcomer: the questionnaire at the terminal, and the policies compared.

use crate::support::{assert_bad_options, example, file, json_lines, small_csv, stdout, summary};
use serde_json::Value;
use std::io::Write;
use std::process::{Output, Stdio};

/// `07_recommendation` with these answers on standard input.
fn ask(args: &[&str], answers: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = example("07_recommendation", folder.path(), args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that has heard enough closes its input.
    let _ = child.stdin.take().unwrap().write_all(answers);
    child.wait_with_output().unwrap()
}

fn dialogue(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_questionnaire_asks_until_there_are_enough_ratings_and_shows_only_the_list() {
    let args = ["--epochs", "1", "--ask", "3"];
    let output = ask(&args, b"4\n\nseven\n9\n5\n \n 2.5 \n4\n");
    let said = dialogue(&output);
    let text = stdout(output);
    assert!(text.contains("For you, after 3 ratings:"), "{text}");
    assert!(text.contains("What each rating adds"), "{text}");
    assert!(!text.contains("cold start") && !text.contains("typically"), "{text}");
    assert!(said.contains("\n1. Harbour and the Threshold, The (1993): "), "{said}");
    // Two do not count because they are not ratings, and two films are not known.
    assert!(said.contains("`seven` is not a rating from 1 to 5"), "{said}");
    assert!(said.contains("`9` is not a rating from 1 to 5"), "{said}");
    assert!(said.contains("5. Rosalind's Veranda (1956): ") && !said.contains("6. "), "{said}");
    let errors: Vec<f64> = said
        .split("typically off by ")
        .skip(1)
        .map(|rest| rest.split(".\n").next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(errors.len(), 4, "before, and after each rating: {said}");
    assert!(errors.is_sorted_by(|a, b| a >= b) && errors[3] < errors[0], "{errors:?}");
}

/// What is typed stands at the ends of the lines with a question.
#[test]
fn the_dialogue_in_the_book_is_the_one_that_a_reader_sees() {
    let page = include_str!("../../book/src/07_questions.md");
    let start = page.find("Rate what you know").unwrap();
    let shown = page[start..].split("```").next().unwrap();
    let (mut expected, mut typed) = (String::new(), String::new());
    for line in shown.lines() {
        match line.rsplit_once(':') {
            Some((question, answer)) => {
                expected += &format!("{question}: ");
                typed += &format!("{}\n", answer.trim());
            }
            None => expected += &format!("{line}\n"),
        }
    }
    let said = dialogue(&ask(&["--ask", "3"], typed.as_bytes()));
    let parts = |text: &str| -> (Vec<String>, Vec<f64>) {
        let pieces: Vec<&str> = text.split("off by ").collect();
        let number = |piece: &&str| piece[..4].parse().unwrap();
        let words = pieces.iter().skip(1).map(|piece| piece[4..].to_owned());
        (words.chain([pieces[0].to_owned()]).collect(), pieces[1..].iter().map(number).collect())
    };
    let ((words, numbers), (said, measured)) = (parts(&expected), parts(&said));
    assert_eq!(words, said);
    // Training differs a little from machine to machine.
    assert!(numbers.iter().zip(&measured).all(|(a, b)| (a - b).abs() < 0.015), "{measured:?}");
}

#[test]
fn the_questionnaire_ends_with_q_and_with_its_input() {
    for (answers, n) in
        [(&b""[..], 0), (b"q\n4\n", 0), (b"4\nQ\n", 1), (b"4\n3,5", 2), (b"nonsense", 0)]
    {
        let output = ask(&["--epochs", "1", "--ask"], answers);
        let text = stdout(output);
        assert!(text.contains(&format!("For you, after {n} ratings:")), "{answers:?}: {text}");
        assert_eq!(text.contains("What each rating adds"), n > 0, "{answers:?}: {text}");
    }
    // Bytes that are no text, and a line that does not end.
    let noise: Vec<u8> = (0..=255).cycle().take(20_000).filter(|byte| *byte != b'\n').collect();
    let output = ask(&["--epochs", "1", "--ask"], &noise);
    assert!(dialogue(&output).contains("is not a rating"));
    assert!(dialogue(&output).chars().all(|c| c == '\n' || !c.is_control()));
    stdout(output);
}

#[test]
fn with_json_the_dialogue_leaves_standard_output_to_programs() {
    let output = ask(&["--epochs", "1", "--json", "--ask", "2"], b"\n4\n4\n");
    assert!(dialogue(&output).contains("typically off by"));
    let lines = stdout(output);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let values = summary(&lines, "questionnaire");
    assert_eq!((&values["asked"], &values["answered"]), (&3.into(), &2.into()));
    let error = |when: &str| values[format!("typical_error_{when}")].as_f64().unwrap();
    assert!(error("after") < error("before"));
    assert_eq!(summary(&lines, "newcomer")["films"].as_array().unwrap().len(), 10);
    assert!(lines.iter().all(|line| line["run"] != "everyone"), "only the list");
}

#[test]
fn the_questionnaire_speaks_the_scale_of_the_data_and_ends_when_no_film_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "user,item,rating\n".to_owned();
    for i in 0..60 {
        text += &format!("u{},i{},{}\n", i / 3, i % 3, f64::from(i % 11) / 2.0 - 2.0);
    }
    let csv = file(folder.path(), "scale.csv", text);
    let args = ["--data", &csv, "--epochs", "1", "--batch-size", "8", "--ask"];
    let output = ask(&args, b"-2\n-2.5\n3\n2.5\n1\n1\n");
    let said = dialogue(&output);
    assert!(said.contains("from -2.0 to 3.0"), "{said}");
    assert_eq!(said.matches("is not a rating").count(), 1, "{said}");
    assert!(stdout(output).contains("For you, after 3 ratings:"));
    assert_bad_options("07_recommendation", &["--ask", "0"]);
    assert_bad_options("07_recommendation", &["--ask", "--rate", "i1=3"]);
}

#[test]
fn the_policies_are_compared_on_the_same_people_if_any_has_enough_ratings() {
    let folder = tempfile::tempdir().unwrap();
    let csv = small_csv(folder.path());
    let lines = json_lines("07_questions", &["--data", &csv, "--epochs", "1", "--seeds", "2"]);
    assert_eq!(summary(&lines, "survey")["people"], 12);
    let mse = |way: &str| summary(&lines, &format!("asked, {way}"))["mse"].clone();
    for way in ["random", "most disputed", "shrinks × known", "films they name"] {
        assert_eq!(mse(way)[0], mse("most rated")[0], "{way}: before the first question");
    }
    // There everyone knows all films, so after five questions only their choice makes a difference.
    assert_ne!(mse("films they name")[1], mse("random")[1]);
    assert_eq!(mse("films they name")[2], mse("random")[2]);
    summary(&lines, "paired, films they name (10) over most rated (10)");

    let text = "user,item,rating\n1,1,3\n".to_owned() + &"2,1,4\n1,2,5\n2,2,1\n".repeat(30);
    let csv = file(folder.path(), "few.csv", text);
    let args = ["--data", &csv, "--epochs", "1", "--batch-size", "8"];
    let lines = json_lines("07_questions", &args);
    let why = summary(&lines, "without the survey")["why"].as_str().unwrap();
    assert!(why.contains("no user held out has 20 ratings"), "{why}");
}
