//! Ratings: what they look like in memory, how they are read, split and dealt out in batches.

mod batches;
mod crosstab;
mod dataset;
mod examples;
mod formats;
mod interactions;
mod leave_one_out;
#[cfg(feature = "files")]
mod load;
mod ratings;
mod side;
mod side_encoder;
mod side_values;
mod split;
mod touched;
mod truth;
mod vocab;

pub mod builtin;
pub mod synthetic;

pub use batches::Batches;
pub use crosstab::Crosstab;
pub use dataset::{Dataset, ItemRecord, STARS, UserRecord};
pub use examples::{Examples, TOUCHED, UNTOUCHED, WithNegatives};
pub use formats::{MovieLens100k, read_csv};
pub use leave_one_out::{HoldOut, LeaveOneOut};
#[cfg(feature = "files")]
pub use load::{folder, load, read_valid_rows};
pub use ratings::{IdColumn, Ratings, Side};
pub use side::{SideFeature, SideShape};
pub use side_encoder::SideEncoder;
pub use split::{SPLIT_SEED, Split, Unseen, VALID_SHARE};
pub use touched::Touched;
pub use vocab::{UNKNOWN, Vocab};
