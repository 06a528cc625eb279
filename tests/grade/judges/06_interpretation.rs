//! Judges the answers in src/exercises/06_interpretation.rs.

#[path = "../../../src/exercises/06_interpretation.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("06_interpretation", answers))
}
