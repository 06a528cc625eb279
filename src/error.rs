//! The one error type of the crate.

use crate::text::one_line;
use std::fmt::{self, Display};
use std::path::PathBuf;

/// What can go wrong, each with a message that says what to do about it.
///
/// A message is one line that can be printed as it is, whatever file names and data it quotes. It says
/// what is wrong in the terms of this crate; [`setting`](Error::setting) helps a program to say which of
/// its options to change.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A data file holds something that cannot be used.
    #[error("{}", one_line(&format!("{place}: {problem}; {remedy}")))]
    Data {
        /// The file, with its line number where there is one: `u.data:17`.
        place: String,
        /// What is wrong, with the offending text.
        problem: String,
        /// What the reader can do about it.
        remedy: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}", one_line(&format!("{}: {source}; {remedy}", path.display())))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's error.
        source: std::io::Error,
        /// What the reader can do about it.
        remedy: String,
    },
    /// Settings that do not fit the data.
    #[error("{}", one_line(_0))]
    Settings(String),
    /// One setting that does not fit the data or the others.
    #[error("{}", one_line(message))]
    Setting {
        /// Its name in code: `batch_size`.
        name: &'static str,
        /// What is wrong and what to do.
        message: String,
    },
    /// The loss became infinite or NaN while training.
    #[error("the training loss became {loss} in step {step} of epoch {epoch}; {suspect}")]
    LossNotFinite {
        /// The loss of the batch.
        loss: f32,
        /// The epoch, counted from 0.
        epoch: usize,
        /// The step within the epoch, counted from 0.
        step: usize,
        /// What may have caused it.
        suspect: Suspect,
    },
    /// The validation loss became infinite or NaN after an epoch.
    #[error("the validation loss became {loss} after epoch {epoch}; {suspect}")]
    ValidLossNotFinite {
        /// The validation loss.
        loss: f64,
        /// The epoch, counted from 0.
        epoch: usize,
        /// What may have caused it.
        suspect: Suspect,
    },
    /// The accelerator could not be used.
    #[error("{}", one_line(_0))]
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

    /// The setting to change, by its name in code, if there is one: `batch_size`.
    pub fn setting(&self) -> Option<&'static str> {
        match self {
            Self::Setting { name, .. } => Some(name),
            Self::LossNotFinite { suspect, .. } | Self::ValidLossNotFinite { suspect, .. } => {
                Some(suspect.setting())
            }
            Self::Data { .. } | Self::Io { .. } | Self::Settings(_) | Self::Device(_) => None,
        }
    }
}

/// What may have made a loss infinite or NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// Steps that are too long.
    LearningRate,
    /// Decay that is so strong that every step flips the weights and enlarges them.
    WeightDecay,
}

impl Suspect {
    /// The setting to change, by its name in code.
    fn setting(self) -> &'static str {
        match self {
            Self::LearningRate => "lr",
            Self::WeightDecay => "weight_decay",
        }
    }
}

impl Display for Suspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LearningRate => {
                "look for extreme ratings in the data, or try a lower learning rate"
            }
            Self::WeightDecay => {
                "times the learning rate, the weight decay is above 2, so that weights grow: try a \
                 weaker weight decay"
            }
        })
    }
}

/// A result with the crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_printable_lines_of_limited_length() {
        let hostile = "/\u{1b}[2J\n".repeat(1000);
        let io = Error::Io {
            path: PathBuf::from(&hostile),
            source: std::io::Error::other("no space"),
            remedy: "make room".to_owned(),
        };
        for (error, end) in [
            (Error::data(&hostile, format!("the rating `{hostile}`"), "fix it"), "; fix it"),
            (io, ": no space; make room"),
            (Error::Settings(format!("no user `{hostile}`; name one")), "; name one"),
            (Error::Setting { name: "factors", message: hostile.clone() }, "\\u{a}"),
        ] {
            let message = error.to_string();
            assert!(message.chars().count() < 300 && message.ends_with(end), "{message}");
            assert!(!message.contains(char::is_control), "{message}");
        }
    }
}
