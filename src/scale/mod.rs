//! The biased dot product without a tape: its gradient by hand, one rating at a time, on all cores.
//!
//! A tape records what a forward pass does and works out any gradient from it. That takes time: for each
//! batch rows are copied, tensors allocated, operations written down. The gradient of a single model fits
//! on one line, and then a step touches nothing but the two rows that it moves. Twenty-five million ratings
//! become a matter of seconds.
//!
//! | module | has |
//! |---|---|
//! | `gradient` | the derivative of a rating's loss, by hand |
//! | `row` | a user or item in memory, and the step of the two rows of a rating |
//! | `table` | the rows of all users or of all items, in parts that threads share out |
//! | `grid` | the ratings, in blocks of a part of the users and a part of the items |
//! | `by_hand` | the training loop |
//!
//! Blocks of one round share neither users nor items. So no thread waits for another within a round, no
//! two write to the same place, and the result is the same to the last bit for any number of threads.

mod by_hand;
mod gradient;
mod grid;
mod row;
mod settings;
mod state;
mod table;

pub use by_hand::{ByHand, Ending, RoundDone};
pub use gradient::Curve;
pub use grid::schedule;
pub use settings::Settings;
pub use state::{Position, State};
