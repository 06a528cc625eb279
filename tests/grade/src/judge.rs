//! A judge: a program with the answers of one chapter, which reports on them.

use crate::grading;
use crate::outcome::{Judged, Outcome};
use cap::Cap;
use std::alloc::System;
use std::env;
use std::fs::File;
use std::io::{self, Write};

/// The environment variable that names the file for the report.
pub const REPORT: &str = "GRADE_REPORT";

/// How much memory a judge may hold at a time, in bytes.
pub const MOST_MEMORY: usize = 1 << 30;

/// The allocator of a judge. Beyond [`MOST_MEMORY`] it refuses, and Rust ends the program with last words
/// about it, long before the machine runs short.
pub type Memory = Cap<System>;

/// Memory for a judge.
pub const fn memory() -> Memory {
    Cap::new(System, MOST_MEMORY)
}

/// An exercise and its grader, applied to an answer.
pub struct Graded {
    /// The name of the chapter.
    pub chapter: &'static str,
    /// The name of the exercise.
    pub exercise: &'static str,
    /// Grades the answer.
    pub grade: fn() -> Outcome,
}

/// Judges the exercises named as arguments, or all if there are none. Writes a line of JSON for each
/// as soon as it is judged: to the file that [`REPORT`] names, or else to standard output. The answers
/// print to standard output too, so only a file holds nothing but the report.
///
/// An answer that does not end goes on while others are judged, and what it takes from them, such as
/// memory, would look like their fault. So it is the last that this judge reports on.
///
/// # Errors
/// If the report cannot be written.
pub fn judge(exercises: &[Graded]) -> io::Result<()> {
    let names: Vec<String> = env::args().skip(1).collect();
    let mut report: Box<dyn Write> = match env::var_os(REPORT) {
        Some(file) => Box::new(File::create(file)?),
        None => Box::new(io::stdout()),
    };
    for &Graded { exercise, grade, .. } in exercises {
        if names.is_empty() || names.iter().any(|name| name == exercise) {
            let judged = Judged { exercise: exercise.to_owned(), outcome: grade() };
            writeln!(report, "{}", serde_json::to_string(&judged)?)?;
            if grading::an_answer_goes_on() {
                break;
            }
        }
    }
    Ok(())
}

/// The detour by which a judge includes the answers, in paths as the compiler knows them.
pub(crate) const DETOUR: &str = "tests/grade/judges/../../../";

/// A path as the compiler knows it, without the detour by which a judge includes the answers.
pub fn without_detour(path: &str) -> String {
    path.replace(DETOUR, "")
}
