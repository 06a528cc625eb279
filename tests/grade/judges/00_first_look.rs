//! Judges the answers in src/exercises/00_first_look.rs.

#[path = "../../../src/exercises/00_first_look.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("00_first_look", answers))
}
