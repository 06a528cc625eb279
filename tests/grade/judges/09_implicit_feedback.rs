//! Judges the answers in src/exercises/09_implicit_feedback.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "09_implicit_feedback.rs"]
    pub mod _09_implicit_feedback;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("09_implicit_feedback", answers))
}
