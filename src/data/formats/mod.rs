//! The file formats, each with a reader from bytes to a [`Dataset`](super::Dataset).
//!
//! A new format needs a reader here, its choice in `load.rs`, its name in the help of `--data`
//! (`examples/lab/src/options.rs`) and in the README, and its promises in `tests/readers.rs`.

mod lines;
mod movielens_100k;
mod plain_csv;
mod rating_lines;

pub use movielens_100k::MovieLens100k;
pub use plain_csv::read_csv;
