//! What is known about the exercises: the [`Catalogue`], and where each one stands in its file.
//! The command `cargo grade`, the tests and the book's tool all take it from here.
#![deny(missing_docs, unsafe_code)]

mod catalogue;
mod region;

pub use catalogue::{Catalogue, Chapter, Exercise};
pub use region::Region;
