//! Judges the answers in src/exercises/05_weight_decay.rs.

#[path = "../../../src/exercises/05_weight_decay.rs"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers;

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("05_weight_decay", answers))
}
