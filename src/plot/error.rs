//! What can go wrong between the data and the file.

use std::{io, path::PathBuf};

use plotters::drawing::DrawingAreaErrorKind;

use super::canvas::UnknownColour;

/// Why a figure could not be drawn or saved.
#[derive(Debug, thiserror::Error)]
pub enum PlotError {
    /// The name would not do as a file name or as the stem of the figure's ids.
    #[error("`{0}` is no name for a figure: use letters, digits, `-` and `_`")]
    Name(String),

    /// There is nothing to draw.
    #[error("{0} holds no data to draw")]
    Empty(String),

    /// Two things that belong together differ in length.
    #[error("{what}: expected {expected}, found {found}")]
    Length {
        /// Which of the inputs, in words.
        what: String,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },

    /// A value that has no place on its axis, such as a NaN, or zero on a logarithmic axis.
    #[error("{what}: the value {value} has no place on its axis")]
    Value {
        /// The series or matrix that holds the value.
        what: String,
        /// The value.
        value: f64,
    },

    /// `plotters` gave up.
    #[error("drawing failed: {0}")]
    Drawing(#[from] DrawingAreaErrorKind<UnknownColour>),

    /// The file system refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Io {
        /// The file or folder that could not be written.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Fails unless `found` is `expected`; `what` names the input in the message.
pub(super) fn check_length(
    what: impl Into<String>,
    expected: usize,
    found: usize,
) -> Result<(), PlotError> {
    if expected == found {
        Ok(())
    } else {
        Err(PlotError::Length { what: what.into(), expected, found })
    }
}

/// Fails at the first value that `fits` turns down; `what` names the input in the message.
pub(super) fn check_values(
    what: &str,
    values: impl IntoIterator<Item = f64>,
    fits: impl Fn(f64) -> bool,
) -> Result<(), PlotError> {
    match values.into_iter().find(|value| !fits(*value)) {
        None => Ok(()),
        Some(value) => Err(PlotError::Value { what: what.into(), value }),
    }
}
