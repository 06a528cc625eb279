//! Judges the answers in src/exercises/08_concatenated_mlp.rs.

#[path = "../../../src/exercises"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    // What stands here by its own name comes before what the star brings.
    pub use grade::solutions::*;
    #[path = "08_concatenated_mlp.rs"]
    pub mod _08_concatenated_mlp;
}

#[global_allocator]
static MEMORY: grade::Memory = grade::memory();

fn main() -> std::io::Result<()> {
    grade::judge(&grade::graded!("08_concatenated_mlp", answers))
}
