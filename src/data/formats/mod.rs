//! The file formats, each with a reader from bytes to a [`Dataset`](super::Dataset).

mod lines;
mod movielens_100k;
mod plain_csv;
mod rating_lines;

pub use movielens_100k::MovieLens100k;
pub use plain_csv::read_csv;
