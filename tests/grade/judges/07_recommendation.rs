//! Judges the answers in src/exercises/07_recommendation.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "07_recommendation.rs"]
    pub mod _07_recommendation;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("07_recommendation", answers))
}
