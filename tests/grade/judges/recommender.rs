//! Judges the answers in src/exercises/recommender.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "recommender.rs"]
    pub mod _recommender;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("recommender", answers))
}
