//! Ratings: what they look like in memory, how they are read, split and dealt out in batches.

mod balanced;
mod batches;
mod crosstab;
mod dataset;
mod examples;
#[cfg(feature = "files")]
mod folder;
#[cfg(feature = "files")]
mod folds;
#[cfg(feature = "formats")]
mod formats;
mod interactions;
mod leave_one_out;
#[cfg(feature = "files")]
mod open;
#[cfg(feature = "formats")]
mod packed;
mod profiles;
mod ratings;
mod scale;
mod side;
mod side_encoder;
mod side_values;
#[cfg(feature = "formats")]
mod source;
mod split;
mod split_by_time;
mod touched;
mod truth;
#[cfg(feature = "files")]
mod valid_rows;
mod vocab;

pub mod builtin;
pub mod synthetic;

pub use balanced::{Balance, Balanced};
pub use batches::Batches;
pub use crosstab::Crosstab;
pub use dataset::{Dataset, ItemRecord, UserRecord};
pub use examples::{Examples, TOUCHED, UNTOUCHED, WithNegatives};
#[cfg(feature = "files")]
pub use folds::{N_FOLDS, has_official_folds, official_fold};
#[cfg(feature = "formats")]
pub use formats::{Columns, MovieLens100k, read_csv};
pub use leave_one_out::{HoldOut, LeaveOneOut};
pub use profiles::{Profiles, item_profiles, user_profiles};
pub(crate) use ratings::row_id;
pub use ratings::{IdColumn, Rating, Ratings, Side};
pub use scale::{Bar, RatingScale, STARS};
pub use side::{SideFeature, SideShape};
pub use side_encoder::SideEncoder;
pub use split::{SPLIT_SEED, Split, Unseen, VALID_SHARE};
pub use touched::Touched;
#[cfg(feature = "files")]
pub use valid_rows::read_valid_rows;
pub use vocab::{UNKNOWN, Vocab};
