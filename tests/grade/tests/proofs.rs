//! The exercises are sound: every unusual answer that is right passes, every untouched stub fails with its
//! own message, and typical wrong answers fail, each for the right reason. (`solutions.rs` has the
//! solutions.)
//!
//! The stubs are the ones that `cargo grade --reset` restores, so a reader's progress turns nothing
//! red here.

mod right_answers;
mod wrong_answers;

#[allow(unused)]
mod stubs {
    include!(concat!(env!("OUT_DIR"), "/stubs.rs"));
}

use grade::{Case, Catalogue, Feedback, Grading, Outcome, graded};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// How the sentence begins for a result that no mistake explains.
const NEUTRAL: &str = "none of the usual mistakes";

/// How it begins for a function with a planted bug.
const SYMPTOM: &str = "only the symptom is shown";

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn catalogue() -> Catalogue {
    Catalogue::read(Path::new(ROOT)).unwrap()
}

/// Fails with all complaints at once.
fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}

#[test]
fn a_clone_with_carriage_returns_has_the_same_exercises() {
    let clone = tempfile::tempdir().unwrap();
    for folder in [Path::new("src/solutions"), Path::new("src/planted")] {
        fs::create_dir_all(clone.path().join(folder)).unwrap();
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let file = entry.unwrap();
            let text = fs::read_to_string(file.path()).unwrap();
            let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
            fs::write(clone.path().join(folder).join(file.file_name()), text).unwrap();
        }
    }
    let cloned = Catalogue::read(clone.path()).unwrap();
    assert_eq!(format!("{cloned:?}"), format!("{:?}", catalogue()));
    assert!(!format!("{cloned:?}").contains("\\r"));
}

#[test]
fn no_two_exercises_share_a_name() {
    let catalogue = catalogue();
    let names: BTreeSet<&str> = catalogue.exercises().map(|(_, e)| e.name.as_str()).collect();
    assert_eq!(names.len(), catalogue.exercises().count());
}

#[test]
fn every_chapter_has_a_page_an_example_and_a_judge_of_its_name() {
    for chapter in catalogue().chapters {
        let name = &chapter.name;
        // What the chapters add up to has neither a page of its own nor an example.
        if chapter.is_recommender() {
            continue;
        }
        let exists = |path: String| Path::new(ROOT).join(path).is_file();
        assert!(exists(format!("book/src/{name}.md")), "book/src/{name}.md");
        let example = [format!("examples/{name}.rs"), format!("examples/{name}/main.rs")];
        assert!(example.into_iter().any(exists), "examples/{name}");
        assert!(exists(format!("tests/grade/judges/{name}.rs")), "tests/grade/judges/{name}.rs");
    }
}

#[test]
fn every_exercise_has_a_description_and_three_hints() {
    for (_, exercise) in catalogue().exercises() {
        let name = &exercise.name;
        assert!(exercise.stub.starts_with("/// "), "{name}: {}", exercise.stub);
        let begins = match &exercise.extends {
            Some(extended) => format!("\npub use self::{extended} as {name};"),
            None => format!("\npub fn {name}("),
        };
        assert!(exercise.stub.contains(&begins), "{name}: {}", exercise.stub);
        assert!(!exercise.stub.contains("Hint"), "{name}: {}", exercise.stub);
        assert_eq!(exercise.hints.len(), 3, "{name}: {:?}", exercise.hints);
        assert!(exercise.hints.iter().all(|hint| hint.len() > 20), "{name}: {:?}", exercise.hints);
    }
}

#[test]
fn no_hint_holds_most_of_the_code() {
    let dense = |code: &str| code.split_whitespace().collect::<String>();
    let mut complaints = Vec::new();
    for (_, exercise) in catalogue().exercises() {
        let code = exercise.solution.strip_prefix(exercise.signature()).expect("it begins there");
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = dense(&code.collect::<Vec<_>>().join("\n"));
        for span in exercise.hints.iter().flat_map(|hint| hint.split('`').skip(1).step_by(2)) {
            if 2 * dense(span).len() > code.len() {
                complaints.push(format!("{}: `{span}` of {code}", exercise.name));
            }
        }
    }
    assert_none(complaints);
}

#[test]
fn every_exercise_names_the_page_that_sets_it() {
    for (_, exercise) in catalogue().exercises() {
        let page = fs::read_to_string(Path::new(ROOT).join(&exercise.page)).unwrap_or_default();
        let directive = format!("{{{{exercise {}}}}}", exercise.name);
        assert!(page.contains(&directive), "{} is not on {}", exercise.name, exercise.page);
    }
}

#[test]
fn every_unusual_right_answer_passes() {
    let mut complaints = Vec::new();
    for right_answers::RightAnswer { exercise, unusual, grade } in right_answers::all() {
        let outcome = grade();
        if outcome != Outcome::Solved {
            complaints.push(format!("{exercise}, {unusual:?}: {outcome:?}"));
        }
    }
    assert_none(complaints);
}

#[test]
fn every_exercise_has_two_unusual_right_answers() {
    let answers = right_answers::all();
    for (_, exercise) in catalogue().exercises() {
        let count = answers.iter().filter(|answer| answer.exercise == exercise.name).count();
        assert!(count >= 2, "{} has {count}", exercise.name);
    }
}

#[test]
fn every_untouched_stub_fails_with_its_own_message_or_shows_its_symptom() {
    for stub in graded!(stubs) {
        let (chapter, exercise) = (stub.chapter, stub.exercise);
        let catalogue = catalogue();
        let (_, found) =
            catalogue.exercises().find(|(_, e)| e.name == exercise).expect("it is there");
        match (stub.grade)() {
            Outcome::Wrong(feedback) if found.is_planted => {
                assert!(feedback.why.starts_with(SYMPTOM), "{exercise}: {feedback}");
            }
            outcome => {
                // An extension says what the function says that it extends.
                let of = found.extends.as_deref().unwrap_or(exercise);
                let (_, of) =
                    catalogue.exercises().find(|(_, e)| e.name == of).expect("it is there");
                let message = format!("{chapter} {}: read {}", of.name, of.page);
                assert_eq!(outcome, Outcome::Todo { message });
            }
        }
    }
}

#[test]
fn every_exercise_has_three_wrong_answers_with_reasons_of_their_own() {
    for (_, exercise) in catalogue().exercises() {
        let name = &exercise.name;
        let mut answers = wrong_answers::all();
        answers.retain(|answer| answer.exercise == name);
        assert!(answers.len() >= 3, "{name}: wrong answers");
        answers.retain(|answer| ![NEUTRAL, SYMPTOM].contains(&answer.because));
        let reasons: BTreeSet<&str> = answers.iter().map(|answer| answer.because).collect();
        assert_eq!(reasons.len(), answers.len(), "{name}: reasons");
        assert!(reasons.len() >= 3 || exercise.is_planted, "{name}: reasons");
    }
}

#[test]
fn every_wrong_answer_fails_for_the_reason_its_author_meant() {
    let mut complaints = Vec::new();
    for wrong_answers::WrongAnswer { exercise, because, grade } in wrong_answers::all() {
        match grade() {
            Outcome::Wrong(feedback) if feedback.why.contains(because) => {}
            outcome => complaints.push(format!("{exercise}, {because:?}: {outcome:?}")),
        }
    }
    assert_none(complaints);
}

/// The feedback on an answer that does this for an input whose right result is 1.0, 2.0.
fn feedback(answer: fn() -> Vec<f32>) -> String {
    let case =
        Case::new("x = 3".to_owned(), vec![1.0, 2.0]).mistake("it is doubled", vec![2.0, 4.0]);
    let mut grading = Grading::default();
    grading.ask(case, answer);
    match grading.outcome() {
        Outcome::Wrong(feedback) => feedback.to_string(),
        outcome => panic!("{outcome:?}"),
    }
}

#[test]
fn feedback_shows_input_result_expectation_and_misconception() {
    assert_eq!(
        feedback(|| vec![2.0, 4.0]),
        "input:    x = 3\n\
         got:      [2.0, 4.0]\n\
         expected: [1.0, 2.0]\n\
         why:      it is doubled"
    );
    assert!(feedback(|| vec![7.0, 8.0]).contains("why:      none of the usual mistakes"));
}

/// Why an answer is wrong that doubles or negates each of these numbers, as the first letter says.
fn why_of_each(answers: &'static str) -> String {
    let mut grading = Grading::default();
    for (number, answer) in (1..).zip(answers.chars()) {
        let number = number as f32;
        let case = Case::new(format!("x = {number}"), number)
            .mistake("it is doubled", 2.0 * number)
            .mistake("it is negated", -number);
        grading.ask(case, move || match answer {
            'd' => 2.0 * number,
            'n' => -number,
            'r' => number,
            _ => 100.0,
        });
    }
    match grading.outcome() {
        Outcome::Wrong(Feedback { input, why, .. }) => format!("{input}: {why}"),
        outcome => format!("{outcome:?}"),
    }
}

#[test]
fn a_mistake_is_named_only_if_it_explains_most_of_what_came_out_wrong() {
    assert_eq!(why_of_each("rrr"), "Solved");
    assert_eq!(why_of_each("ddd"), "x = 1: it is doubled");
    assert_eq!(why_of_each("ndd"), "x = 2: it is doubled", "a case that shows the mistake");
    assert_eq!(why_of_each("?dd"), "x = 2: it is doubled");
    assert!(why_of_each("dd??").starts_with("x = 1: none of the usual mistakes"));
    assert!(why_of_each("ndnd").starts_with("x = 1: none of the usual mistakes"));
    // An answer that doubles would have been wrong about the others too.
    assert!(why_of_each("rrrd").starts_with("x = 4: none of the usual mistakes"));
}

#[test]
fn a_mistake_that_leads_to_infinity_explains_no_finite_result() {
    let why = |answer: fn() -> f32| {
        let case = Case::new("x = 3".to_owned(), 1.0).mistake("it overflows", f32::INFINITY);
        let mut grading = Grading::default();
        grading.ask(case, answer);
        match grading.outcome() {
            Outcome::Wrong(feedback) => feedback.why,
            outcome => panic!("{outcome:?}"),
        }
    };
    assert_eq!(why(|| f32::INFINITY), "it overflows");
    assert!(why(|| 7.0).starts_with("none of the usual mistakes"));
    assert!(why(|| f32::NEG_INFINITY).starts_with("none of the usual mistakes"));
}

#[test]
fn panics_wrong_lengths_nan_and_endless_loops_are_feedback_too() {
    let panic = feedback(|| vec![vec![1.0, 2.0][std::hint::black_box(2)]]);
    assert!(panic.contains("got:      a panic at tests/grade/tests/proofs.rs:"), "{panic}");
    assert!(panic.contains("the len is 2 but the index is 2"), "{panic}");
    assert!(panic.contains("why:      an index goes past the end of a list"), "{panic}");

    assert!(feedback(|| vec![1.0]).contains("the list should have 2 entries, and it has 1"));
    assert!(feedback(|| vec![1.0, f32::NAN]).contains("NaN results from 0 / 0"));
    assert!(feedback(|| todo!()).contains("why:      a `todo!()` is left on the way"));

    let endless = feedback(|| {
        loop {
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
    });
    assert!(endless.contains("got:      nothing within 5 seconds"), "{endless}");
    assert!(endless.contains("why:      it does not end"), "{endless}");
}
