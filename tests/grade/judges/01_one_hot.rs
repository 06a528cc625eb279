//! Judges the answers in src/exercises/01_one_hot.rs.

#[path = "../../../src/exercises/01_one_hot.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("01_one_hot", answers))
}
