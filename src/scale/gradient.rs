//! The derivative of a rating's loss, by hand.

use std::ops::Range;

/// The sigmoid that squeezes a score into the range of the ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// The lowest prediction.
    pub start: f32,
    /// How far the highest prediction lies above it.
    pub width: f32,
}

impl From<Range<f32>> for Curve {
    fn from(range: Range<f32>) -> Self {
        Self { start: range.start, width: range.end - range.start }
    }
}

// ANCHOR: slope
impl Curve {
    /// The prediction for a score: the dot product of the factors plus both biases.
    #[inline]
    pub fn predict(&self, score: f32) -> f32 {
        self.start + self.width * sigmoid(score)
    }

    /// The error of the prediction, and the slope of the squared error: its derivative by the score.
    ///
    /// With `prediction = start + width * s` and `s = sigmoid(score)`, the chain rule gives
    /// `2 * error * width * s * (1 - s)`. The score is a sum, so the slope is all that its four parts need:
    ///
    /// | by | the derivative is |
    /// |---|---|
    /// | the user's bias | slope |
    /// | the item's bias | slope |
    /// | the user's factors | slope times the item's factors |
    /// | the item's factors | slope times the user's factors |
    #[inline]
    pub fn error_and_slope(&self, score: f32, rating: f32) -> (f32, f32) {
        let s = sigmoid(score);
        let error = self.start + self.width * s - rating;
        (error, 2.0 * error * self.width * s * (1.0 - s))
    }
}
// ANCHOR_END: slope

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
