//! Judges the answers in src/exercises/04_biases.rs.

#[path = "../../../src/exercises/04_biases.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("04_biases", answers))
}
