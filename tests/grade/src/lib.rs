//! The exercises: their [`Catalogue`], what grades them, and how a judge reports on the reader's
//! answers. The command `cargo grade` presents these reports. See `README.md` for how to add an
//! exercise.
#![deny(missing_docs, unsafe_code)]

mod catalogue;
pub mod graders;
mod grading;
mod inputs;
mod judge;
mod outcome;
mod panics;
mod region;
mod shown;
mod value;
mod whole;

pub use catalogue::{Catalogue, Chapter, Exercise};
pub use grading::{Case, Grading};
pub use judge::{Graded, REPORT, judge, without_detour};
pub use outcome::{Feedback, Judged, Outcome};
pub use region::{Region, with_line_ends_of};
pub use shown::{escaped, shortened};
pub use whole::{write_new, write_whole};

// The macro `graded!`, written by the build script.
include!(concat!(env!("OUT_DIR"), "/graded.rs"));
