//! Judges the answers in src/exercises/08_concatenated_mlp.rs.

#[path = "../../../src/exercises/08_concatenated_mlp.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("08_concatenated_mlp", answers))
}
