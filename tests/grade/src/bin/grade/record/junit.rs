//! Grades as JUnit XML, which most tools that show test results read: a suite for each chapter and a
//! test case for each exercise.

use super::{ChapterRecord, ExerciseRecord, Record};
use anyhow::Result;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The whole file.
pub fn text(record: &Record) -> Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let exercises = || record.chapters.iter().flat_map(|chapter| &chapter.exercises);
    let suites = xml.create_element("testsuites").with_attribute(("name", "cargo grade"));
    let [tests, failures, errors, skipped] = counts(exercises());
    suites
        .with_attributes([
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", errors.as_str()),
            ("skipped", skipped.as_str()),
        ])
        .write_inner_content(|xml| record.chapters.iter().try_for_each(|c| suite(xml, c)))?;
    Ok(String::from_utf8(xml.into_inner())? + "\n")
}

fn suite(xml: &mut Writer<Vec<u8>>, chapter: &ChapterRecord) -> io::Result<()> {
    let [tests, failures, errors, skipped] = counts(chapter.exercises.iter());
    xml.create_element("testsuite")
        .with_attributes([
            ("name", chapter.chapter.as_str()),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", errors.as_str()),
            ("skipped", skipped.as_str()),
        ])
        .write_inner_content(|xml| {
            chapter.exercises.iter().try_for_each(|exercise| case(xml, chapter, exercise))
        })?;
    Ok(())
}

fn case(
    xml: &mut Writer<Vec<u8>>,
    chapter: &ChapterRecord,
    exercise: &ExerciseRecord,
) -> io::Result<()> {
    let (file, line) = exercise.place.rsplit_once(':').unwrap_or((&exercise.place, ""));
    let mut case = xml.create_element("testcase").with_attributes([
        ("classname", chapter.chapter.as_str()),
        ("name", exercise.exercise.as_str()),
        ("file", file),
    ]);
    if !line.is_empty() {
        case = case.with_attribute(("line", line));
    }
    let Some(tag) = tag(exercise) else {
        case.write_empty()?;
        return Ok(());
    };
    let message = allowed(exercise.why.as_deref().unwrap_or(exercise.words));
    let reason = allowed(&exercise.reason);
    case.write_inner_content(|xml| {
        let tag = xml
            .create_element(tag)
            .with_attributes([("message", message.as_str()), ("type", exercise.state)]);
        tag.write_text_content(BytesText::new(&reason)).map(drop)
    })?;
    Ok(())
}

/// How many cases there are, and how many of each kind.
fn counts<'a>(exercises: impl Iterator<Item = &'a ExerciseRecord>) -> [String; 4] {
    let tags: Vec<Option<&str>> = exercises.map(tag).collect();
    let count = |kind| tags.iter().filter(|&&tag| tag == Some(kind)).count().to_string();
    [tags.len().to_string(), count("failure"), count("error"), count("skipped")]
}

/// What is not begun is skipped, what is wrong is a failure, and what does not run is an error.
fn tag(exercise: &ExerciseRecord) -> Option<&'static str> {
    match exercise.state {
        "solved" => None,
        "untouched" => Some("skipped"),
        "begun" | "wrong" => Some("failure"),
        _ => Some("error"),
    }
}

/// The text without the few characters that XML has no way to write.
fn allowed(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
