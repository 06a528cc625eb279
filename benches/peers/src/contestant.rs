//! Who takes part.

use crate::outcome::Outcome;
use crate::set::Set;
use crate::{by_hand, on_tape, torch};
use anyhow::Result;
use clap::ValueEnum;

/// Factors of each user and item, for everyone.
pub const FACTORS: usize = 50;

/// A way to learn factors from ratings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Contestant {
    /// Ours, without a tape.
    ByHand,
    /// Ours, through dfdx.
    Dfdx,
    /// The crate discorec.
    Discorec,
    /// LIBMF, through the crate libmf.
    Libmf,
    /// PyTorch with sparse gradients.
    Torch,
}

impl Contestant {
    /// What the tables call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ByHand => "ours, by hand",
            Self::Dfdx => "ours, through dfdx",
            Self::Discorec => "discorec",
            Self::Libmf => "LIBMF",
            Self::Torch => "PyTorch, sparse",
        }
    }

    /// Why it cannot take part here, if so.
    pub fn lacks(self) -> Option<String> {
        match self {
            Self::Discorec if !cfg!(feature = "discorec") => Some("it was not built".to_owned()),
            Self::Libmf if !cfg!(feature = "libmf") => Some("it was not built".to_owned()),
            Self::Torch => torch::lacks(),
            _ => None,
        }
    }

    /// Trains, in this process. A `target` is a loss to reach as early as possible; without one it is the
    /// contestant's own in the end.
    ///
    /// # Errors
    /// If the contestant fails.
    pub fn run(self, set: Set, threads: usize, target: Option<f64>) -> Result<Outcome> {
        match self {
            Self::ByHand => by_hand::run(&set, threads, target),
            Self::Dfdx => on_tape::run(&set, target),
            #[cfg(feature = "discorec")]
            Self::Discorec => crate::discorec_crate::run(&set),
            #[cfg(feature = "libmf")]
            Self::Libmf => crate::libmf_crate::run(set, threads, target),
            Self::Torch => torch::run(set, threads),
            #[cfg(not(all(feature = "discorec", feature = "libmf")))]
            _ => anyhow::bail!("{} was not built", self.name()),
        }
    }
}
