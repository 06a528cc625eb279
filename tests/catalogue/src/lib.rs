//! The exercises of the workbook, as `src/solutions` describes them, and the names by which they are known.
//! The grader, its build script and the book read them here.
#![deny(missing_docs, unsafe_code)]

mod catalogue;
mod names;
mod region;
#[cfg(feature = "write")]
mod whole;

pub use catalogue::{Catalogue, Chapter, Exercise};
pub use names::{chapter_number, named};
pub use region::{Region, with_line_ends_of};
#[cfg(feature = "write")]
pub use whole::{write_new, write_whole};
