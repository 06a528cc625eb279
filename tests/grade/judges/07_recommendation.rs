//! Judges the answers in src/exercises/07_recommendation.rs.

#[path = "../../../src/exercises/07_recommendation.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("07_recommendation", answers))
}
