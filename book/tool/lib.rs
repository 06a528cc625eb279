//! The tool behind the book: it builds it, records what it shows, and checks that nothing drifted.
//!
//! * [`project`] knows where everything lies.
//! * [`preprocess`] turns the chapters' own notation (`{{value …}}`, `{{output …}}`,
//!   `{{exercise …}}`, figures, formulas) into what mdBook renders.
//! * [`records`] reads the recorded runs that the notation refers to.
//! * [`build`] runs mdBook.
//! * [`record`] makes the recorded runs that [`recordings`] lists.

#![deny(missing_docs)]

pub mod build;
pub mod chapters;
pub mod fault;
pub mod preprocess;
pub mod project;
pub mod record;
pub mod recordings;
pub mod records;
