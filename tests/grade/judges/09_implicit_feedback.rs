//! Judges the answers in src/exercises/09_implicit_feedback.rs.

#[path = "../../../src/exercises/09_implicit_feedback.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("09_implicit_feedback", answers))
}
