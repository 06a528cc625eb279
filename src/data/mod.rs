//! Ratings: what they look like in memory, how they are read, split and dealt out in batches.

mod batches;
mod crosstab;
mod dataset;
#[cfg(feature = "files")]
mod files;
mod known;
mod movielens_100k;
mod plain_csv;
mod ratings;
mod rows;
mod side;
mod side_encoder;
mod split;
mod truth;
mod vocab;

pub mod builtin;
pub mod synthetic;

pub use batches::Batches;
pub use crosstab::Crosstab;
pub use dataset::{Dataset, ItemRecord, UserRecord};
#[cfg(feature = "files")]
pub use files::{load, read_valid_rows};
pub use known::{Feature, Knowledge, Parties, Party};
pub use movielens_100k::MovieLens100k;
pub use plain_csv::read_csv;
pub use ratings::{Ratings, Side};
pub use side::{SideFeature, SideShape};
pub use side_encoder::SideEncoder;
pub use split::{SPLIT_SEED, Split, Unseen, VALID_SHARE};
pub use vocab::{UNKNOWN, Vocab};
