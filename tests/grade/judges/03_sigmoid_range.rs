//! Judges the answers in src/exercises/03_sigmoid_range.rs.

#[path = "../../../src/exercises/03_sigmoid_range.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("03_sigmoid_range", answers))
}
