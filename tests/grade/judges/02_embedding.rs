//! Judges the answers in src/exercises/02_embedding.rs.

#[path = "../../../src/exercises/02_embedding.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("02_embedding", answers))
}
