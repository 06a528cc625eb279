//! Judges the answers in src/exercises/03_sigmoid_range.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "03_sigmoid_range.rs"]
    pub mod _03_sigmoid_range;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("03_sigmoid_range", answers))
}
