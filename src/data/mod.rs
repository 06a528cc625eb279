//! Ratings: what they look like in memory, how they are read, split and dealt out in batches.

mod batches;
mod crosstab;
mod dataset;
mod formats;
#[cfg(feature = "files")]
mod load;
mod ratings;
mod side;
mod side_encoder;
mod side_values;
mod split;
mod truth;
mod vocab;

pub mod builtin;
pub mod synthetic;

pub use batches::Batches;
pub use crosstab::Crosstab;
pub use dataset::{Dataset, ItemRecord, STARS, UserRecord};
pub use formats::{MovieLens100k, read_csv};
#[cfg(feature = "files")]
pub use load::{load, read_valid_rows};
pub use ratings::{IdColumn, Ratings, Side};
pub use side::{SideFeature, SideShape};
pub use side_encoder::SideEncoder;
pub use split::{SPLIT_SEED, Split, Unseen, VALID_SHARE};
pub use vocab::{UNKNOWN, Vocab};
