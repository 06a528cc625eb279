//! What the examples share: options, a report on standard output, exit codes, and the chapters' figures.

mod cell;
mod cold_start;
pub mod figures;
mod find;
mod folds;
mod message;
mod model;
mod options;
mod outputs;
mod paired;
mod report;
mod row;
mod training;

pub use cell::shown;
pub use charts::Figure;
pub use cold_start::{ColdStart, Predictor};
pub use find::{TitleRatings, find_title, find_titles, find_user};
pub use folds::RmseByFold;
pub use indicatif::ProgressBar;
pub use model::ModelOptions;
pub use options::{
    DataOption, ExperimentOptions, FoldsOption, OutputOptions, SplitOptions, TrainingArgs,
    above_zero, count, not_negative, probability, share, two_components, two_counts,
};
pub use outputs::check_save;
pub use report::Report;
pub use row::Row;
pub use training::{Trained, fit};

use clap::Parser;
use std::io;
use std::process::ExitCode;

/// A result of an example. Any error will do, because it is only printed.
pub type Result<T> = anyhow::Result<T>;

/// Parses the command line and runs an example with it; `about` is the first line of its `--help`.
///
/// The exit code is 0, or 1 after one line `error: …` on standard error; bad options end the
/// program with 2 before anything runs. So do places for the results that cannot be written to, with 1.
pub fn main<A: Parser>(about: &'static str, run: impl FnOnce(A) -> Result<()>) -> ExitCode {
    let command = A::command().about(about);
    let matches = command.clone().try_get_matches().unwrap_or_else(|error| message::exit(&error));
    let args = A::from_arg_matches(&matches).unwrap_or_else(|error| message::exit(&error));
    let checked = outputs::check(&matches).and_then(|()| Ok(workbook::nn::check_device()?));
    match checked.and_then(|()| run(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            message::print(&error, &command);
            ExitCode::FAILURE
        }
    }
}

/// Whether the program that reads our output, `head` for instance, has seen enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<OutputError>()
        .is_some_and(|OutputError(source)| source.kind() == io::ErrorKind::BrokenPipe)
}

/// Standard output could not be written to.
#[derive(Debug, thiserror::Error)]
#[error("standard output: {0}")]
struct OutputError(io::Error);
