//! What the examples share to talk to the reader: options, a report on standard output, exit codes.

mod kept;
mod options;
mod report;
mod training;

pub use options::{
    DataOption, ModelOptions, OutputOptions, SplitOptions, TitleRatings, TrainingArgs,
    TrainingOptions, count, not_negative, probability, title_ratings, two_components, two_widths,
};
pub use report::Report;

use crate::{Error, Result};
use clap::Parser;
use dfdx::prelude::AutoDevice;
use std::{io::ErrorKind, process::ExitCode};

/// Parses the command line and runs an example with it; `about` is the first line of its `--help`.
///
/// The exit code is 0, or 1 after one line `error: …` on standard error; bad options end the
/// program with 2 before anything runs.
pub fn main<A: Parser>(about: &'static str, run: impl FnOnce(A) -> Result<()>) -> ExitCode {
    prefer_one_thread();
    let matches = A::command().about(about).get_matches();
    let args = A::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match run(args) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output, `head` for instance, has seen enough.
        Err(Error::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Has dfdx compute matrix products on one thread, unless `RAYON_NUM_THREADS` says otherwise.
///
/// The products of a batch of 64 are so small that handing parts of them to other threads takes longer
/// than it saves: an epoch of the concatenated MLP takes 0.52 s on one thread and 0.69 s on two
/// (`RAYON_NUM_THREADS=2 cargo bench --bench epoch`).
pub fn prefer_one_thread() {
    if std::env::var_os("RAYON_NUM_THREADS").is_none() {
        // This fails if the threads are running already, and then it is too late to prefer anything.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    }
}

/// The device to train on: the first NVIDIA GPU with the feature `cuda`, else the CPU.
///
/// # Errors
/// If the feature is on and there is no usable GPU.
pub fn device() -> Result<AutoDevice> {
    seeded_device(0)
}

/// The device to train on, with its own random numbers (dropout draws them) starting from `seed`.
///
/// # Errors
/// Those of [`device`].
pub fn seeded_device(seed: u64) -> Result<AutoDevice> {
    #[cfg(feature = "cuda")]
    {
        AutoDevice::try_seed_from_u64(seed).map_err(|error| {
            Error::Device(format!(
                "no usable NVIDIA GPU: {error:?}; check `nvidia-smi`, or leave out `--features cuda`"
            ))
        })
    }
    #[cfg(not(feature = "cuda"))]
    Ok(AutoDevice::seed_from_u64(seed))
}
