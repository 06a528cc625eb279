//! The exercises are sound: every solution passes, every untouched stub fails with its own message,
//! and typical wrong answers fail, each for the right reason.
//!
//! What is proved about stubs is proved on those in `grade/stubs`, which `cargo grade --reset`
//! restores, so that a reader's progress turns nothing red here.

mod wrong_answers;

#[path = "../grade/stubs"]
#[allow(unused)]
mod stubs {
    pub mod ch00;
    pub mod ch01;
    pub mod ch02;
    pub mod ch03;
    pub mod ch04;
    pub mod ch05;
    pub mod ch06;
    pub mod ch07;
    pub mod ch08;
}

#[path = "../src/solutions"]
mod solutions {
    pub mod ch00;
    pub mod ch01;
    pub mod ch02;
    pub mod ch03;
    pub mod ch04;
    pub mod ch05;
    pub mod ch06;
    pub mod ch07;
    pub mod ch08;
}

use grade::{Catalogue, Region};
use graders::case::Feedback;
use graders::{Case, Graded, Grading, graded};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Fails with all complaints at once.
fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n\n"));
}

/// `ch05::l2_penalty` of every exercise in the catalogue.
fn names_in_catalogue() -> Vec<String> {
    let catalogue = Catalogue::load();
    let name = |(chapter, exercise): (&grade::Chapter, &grade::Exercise)| {
        format!("{}::{}", chapter.name, exercise.name)
    };
    catalogue.exercises().map(name).collect()
}

#[test]
fn the_catalogue_lists_what_is_graded_in_the_same_order() {
    let graded: Vec<String> = graded!(stubs).iter().map(Graded::full_name).collect();
    assert_eq!(graded, names_in_catalogue());
    let names: BTreeSet<&str> = graded!(stubs).iter().map(|exercise| exercise.name).collect();
    assert_eq!(names.len(), graded.len(), "no name comes twice");
}

#[test]
fn every_exercise_has_two_or_three_hints_and_its_chapter_a_page() {
    for chapter in Catalogue::load().chapters {
        let stem = chapter.page.strip_suffix(".md").expect("a page is Markdown");
        assert_eq!(format!("ch{}", &stem[..2]), chapter.name, "page and chapter share a number");
        assert!(Path::new(&chapter.page_path()).is_file(), "{} is missing", chapter.page_path());
        let example = Path::new("examples").join(stem);
        assert!(
            example.is_dir() || example.with_extension("rs").is_file(),
            "{}: page and example have the same name",
            chapter.page
        );
        for exercise in &chapter.exercises {
            assert!((2..=3).contains(&exercise.hints.len()), "{}: hints", exercise.name);
            assert!(exercise.hints.iter().all(|hint| hint.len() > 20), "{}", exercise.name);
        }
    }
}

#[test]
fn every_exercise_stands_between_anchors_with_its_function() {
    for folder in ["grade/stubs", "src/solutions"] {
        for exercise in graded!(stubs) {
            let path = format!("{folder}/{}.rs", exercise.chapter);
            let text = fs::read_to_string(&path).unwrap();
            let region = Region::find(&text, exercise.name);
            let region = region.unwrap_or_else(|| panic!("{path}: anchors of {}", exercise.name));
            let text = region.text(&text);
            assert!(text.contains(&format!("pub fn {}(", exercise.name)), "{path}: {text}");
            assert!(text.starts_with("/// "), "{path}: {} has a doc comment", exercise.name);
        }
    }
}

#[test]
fn every_solution_passes() {
    let failed = graded!(solutions).into_iter().filter_map(|exercise| {
        let feedback = (exercise.grade)().err()?;
        Some(format!("{}\n{feedback}", exercise.full_name()))
    });
    assert_none(failed.collect());
}

#[test]
fn every_untouched_stub_fails_with_its_own_message() {
    let catalogue = Catalogue::load();
    for exercise in graded!(stubs) {
        let chapter = catalogue.chapters.iter().find(|c| c.name == exercise.chapter).unwrap();
        let own = format!("{} {}: read {}", chapter.name, exercise.name, chapter.page_path());
        match (exercise.grade)() {
            Err(Feedback::NotBegun(message)) => assert_eq!(message, own),
            other => panic!("{}: {other:?}", exercise.full_name()),
        }
    }
}

#[test]
fn every_exercise_has_three_wrong_answers_with_reasons_of_their_own() {
    for exercise in graded!(stubs) {
        let mut wrong_answers = wrong_answers::all();
        wrong_answers.retain(|(chapter, _)| *chapter == exercise.chapter);
        let reasons: Vec<&str> = (wrong_answers.iter().flat_map(|(_, answers)| answers))
            .filter(|answer| answer.exercise == exercise.name)
            .map(|answer| answer.because)
            .collect();
        let distinct: BTreeSet<&&str> = reasons.iter().collect();
        assert_eq!(distinct.len(), reasons.len(), "{}: reasons", exercise.full_name());
        assert!(reasons.len() >= 3, "{}: wrong answers", exercise.full_name());
    }
}

#[test]
fn every_wrong_answer_fails_for_the_reason_its_author_meant() {
    let mut complaints = Vec::new();
    for (chapter, answers) in wrong_answers::all() {
        for answer in answers {
            let which = format!("{chapter}::{}, {:?}", answer.exercise, answer.because);
            match (answer.grade)() {
                Ok(()) => complaints.push(format!("{which}: passes")),
                Err(Feedback::Wrong { misconception: Some(told), .. })
                    if told.contains(answer.because) => {}
                Err(feedback) => complaints.push(format!("{which}: is told\n{feedback}")),
            }
        }
    }
    assert_none(complaints);
}

/// What the reader is told when the answer does this for an input of which 1.0, 2.0 should come.
fn feedback(answer: fn() -> Vec<f32>) -> String {
    let case =
        Case::new("x = 3".to_owned(), vec![1.0, 2.0]).mistake("it is doubled", vec![2.0, 4.0]);
    let mut grading = Grading::default();
    let verdict = grading.ask(case, answer).and_then(|()| grading.verdict());
    verdict.unwrap_err().with_page("book/src/page.md")
}

#[test]
fn feedback_tells_input_result_expectation_misconception_and_page() {
    assert_eq!(
        feedback(|| vec![2.0, 4.0]),
        "input:    x = 3\n\
         got:      [2.0, 4.0]\n\
         expected: [1.0, 2.0]\n\
         why:      it is doubled\n\
         read:     book/src/page.md"
    );
    assert!(feedback(|| vec![7.0, 8.0]).contains("why:      none of the usual mistakes"));
}

#[test]
fn panics_wrong_lengths_nan_and_endless_loops_are_feedback_too() {
    let panic = feedback(|| vec![vec![1.0, 2.0][std::hint::black_box(2)]]);
    assert!(panic.contains("got:      a panic at tests/exercise_proofs.rs:"), "{panic}");
    assert!(panic.contains("the len is 2 but the index is 2"), "{panic}");
    assert!(panic.contains("why:      an index goes past the end of a list"), "{panic}");

    assert!(feedback(|| vec![1.0]).contains("a list of 2 is expected, and this one has 1"));
    assert!(feedback(|| vec![1.0, f32::NAN]).contains("NaN is what comes of 0 / 0"));

    let endless = feedback(|| {
        loop {
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
    });
    assert!(endless.contains("got:      nothing within 2 seconds"), "{endless}");
    assert!(endless.contains("why:      it does not end"), "{endless}");
}
