//! What grades the exercises of the [`Catalogue`], and how a judge reports on the reader's
//! answers. The command `cargo grade` presents these reports. See `README.md` for how to add an
//! exercise.
#![deny(missing_docs, unsafe_code)]

extern crate self as grade; // as the solutions know it

pub mod graders;
mod grading;
mod inputs;
mod judge;
mod outcome;
mod panics;
pub mod recommender;
mod shown;
mod value;

pub use catalogue::{
    Catalogue, Chapter, Exercise, Region, chapter_number, named, with_line_ends_of, write_new,
    write_whole,
};
pub use grading::{Case, Grading};
pub use judge::{Graded, MOST_MEMORY, Memory, REPORT, judge, memory, without_detour};
pub use outcome::{Feedback, Judged, Outcome};
pub use shown::{escaped, shortened};

/// The solutions of all chapters, which a judge has beside the answers of its own chapter: an answer may
/// call those of other chapters, and a mistake in one is not counted twice.
pub mod solutions {
    include!(concat!(env!("OUT_DIR"), "/solutions.rs"));
}

// The macro `graded!`, written by the build script.
include!(concat!(env!("OUT_DIR"), "/graded.rs"));
