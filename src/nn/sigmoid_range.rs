//! Any number, squeezed into a range.

use super::Column;
use dfdx::prelude::*;
use std::ops::Range;

/// The range for one to five stars: a little past the top, and as wide as the chapter has it.
pub const STARS: Range<f32> = 0.0..5.5;

// ANCHOR: sigmoid_range
/// Squeezes every number into `range`: `sigmoid(x) * (end - start) + start`, shape `(batch,)`.
///
/// The ends are approached and never reached, so a range of ratings reaches a little past them.
pub fn sigmoid_range<D: Device<f32>, T: Tape<f32, D>>(
    x: Column<D, T>,
    range: Range<f32>,
) -> Column<D, T> {
    x.sigmoid() * (range.end - range.start) + range.start
}
// ANCHOR_END: sigmoid_range
