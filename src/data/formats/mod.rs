//! The file formats, each with a reader from text to a [`Dataset`](super::Dataset).
//!
//! All share the same steps: bytes become lines ([`lines`]), lines become rows ([`rows`]), and the rows
//! of ratings are gathered into columns as they come ([`table`]), so that a file of any size needs little
//! more memory than its ratings do.
//!
//! A new format needs a reader here, its choice in `open.rs`, its name in the help of `--data`
//! (`examples/lab/src/options.rs`) and in the README, and its promises in `tests/readers/`.

mod columns;
mod encoding;
mod files;
mod lines;
pub(super) mod movielens_100k;
pub(super) mod movielens_csv;
pub(super) mod movielens_dat;
mod names;
pub(super) mod own_file;
mod records;
mod rows;
mod table;
mod times;

pub use columns::Columns;
pub(super) use encoding::unreadable;
pub(super) use files::Files;
#[cfg(feature = "files")]
pub(super) use lines::Lines;
pub use movielens_100k::MovieLens100k;
pub use own_file::read_csv;

use crate::text::quoted;

/// Bytes of a file within a message.
fn quoted_bytes(text: &[u8]) -> String {
    quoted(&String::from_utf8_lossy(text))
}
