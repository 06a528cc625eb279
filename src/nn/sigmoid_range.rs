//! Squeezes any number into a range.

use super::{Column, Device};
use dfdx::prelude::*;
use std::ops::Range;

// ANCHOR: sigmoid_range
/// Squeezes every number into `range`: `sigmoid(x) * (end - start) + start`, shape `(batch,)`.
///
/// A sigmoid comes ever closer to its ends without reaching them, so the range should extend a little
/// past the ratings.
pub fn sigmoid_range<T: Tape<f32, Device>>(x: Column<T>, range: Range<f32>) -> Column<T> {
    x.sigmoid() * (range.end - range.start) + range.start
}
// ANCHOR_END: sigmoid_range
