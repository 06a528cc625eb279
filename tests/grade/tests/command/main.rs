//! `cargo grade` as a reader meets it, in a small copy of the workbook with untouched stubs.

mod checkpoints;
mod compiling;
mod endings;
mod files;
mod names;
mod overview;
mod resetting;
mod watching;
mod workbook;
