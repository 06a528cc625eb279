//! The one error type of the crate.

use std::path::PathBuf;

/// What can go wrong, each with a message that says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A data file holds something that cannot be used.
    #[error("{place}: {problem}; {remedy}")]
    Data {
        /// The file, with its line number where there is one: `u.data:17`.
        place: String,
        /// What is wrong, with the offending text.
        problem: String,
        /// What the reader can do about it.
        remedy: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}; {remedy}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's error.
        source: std::io::Error,
        /// What the reader can do about it.
        remedy: String,
    },
    /// Settings that do not fit the data.
    #[error("{0}")]
    Settings(String),
    /// The loss became infinite or NaN while training.
    #[error(
        "the training loss became {loss} in step {step} of epoch {epoch}; \
         try a lower learning rate (--lr), or look for extreme ratings in the data"
    )]
    LossNotFinite {
        /// The loss of the batch.
        loss: f32,
        /// The epoch, counted from 0.
        epoch: usize,
        /// The step within the epoch, counted from 0.
        step: usize,
    },
    /// The validation loss became infinite or NaN after an epoch.
    #[error(
        "the validation loss became {loss} after epoch {epoch}; \
         try a lower learning rate (--lr), or look for extreme ratings in the data"
    )]
    ValidLossNotFinite {
        /// The validation loss.
        loss: f64,
        /// The epoch, counted from 0.
        epoch: usize,
    },
    /// The accelerator could not be used.
    #[error("{0}")]
    Device(String),
}

impl Error {
    /// An error in a data file.
    pub fn data(
        place: impl Into<String>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::Data { place: place.into(), problem: problem.into(), remedy: remedy.into() }
    }
}

/// A result with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
