//! What the examples share: options, a report on standard output, exit codes, and the chapters' figures.

pub mod figures;
mod find;
mod model;
mod options;
mod report;
mod row;
mod training;

pub use charts::Figure;
pub use find::{TitleRatings, find_title, find_titles, find_user};
pub use indicatif::ProgressBar;
pub use model::ModelOptions;
pub use options::{
    DataOption, ExperimentOptions, OutputOptions, SplitOptions, TrainingArgs, above_zero, count,
    not_negative, probability, share, two_components, two_counts,
};
pub use report::Report;
pub use row::Row;
pub use training::{Trained, fit};

use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

/// A result of an example. Any error will do, because it is only printed.
pub type Result<T> = anyhow::Result<T>;

/// Parses the command line and runs an example with it; `about` is the first line of its `--help`.
///
/// The exit code is 0, or 1 after one line `error: …` on standard error; bad options end the
/// program with 2 before anything runs.
pub fn main<A: Parser>(about: &'static str, run: impl FnOnce(A) -> Result<()>) -> ExitCode {
    let matches = A::command().about(about).get_matches();
    let args = A::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let result = workbook::nn::check_device().map_err(Into::into).and_then(|()| run(args));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Standard error may be closed too; then only the exit code is left.
            let _ = writeln!(io::stderr(), "error: {error}");
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
