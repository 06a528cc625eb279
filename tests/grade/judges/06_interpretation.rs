//! Judges the answers in src/exercises/06_interpretation.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "06_interpretation.rs"]
    pub mod _06_interpretation;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("06_interpretation", answers))
}
