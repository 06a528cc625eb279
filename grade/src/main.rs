//! `cargo grade`: presents what `cargo test --test exercises` finds out about your answers.

mod build;
mod help;
mod report;
mod reset;
mod run;
mod selection;
mod watch;

use clap::{ArgGroup, Parser};
use grade::Catalogue;
use selection::Selection;
use std::path::PathBuf;
use std::process::ExitCode;

/// Grades your answers in src/exercises.
///
/// Without names: one line for each chapter, and where to go on. With names: every exercise named,
/// and what is still wrong with it.
#[derive(Parser)]
#[command(name = "cargo grade", bin_name = "cargo grade", max_term_width = 100)]
#[command(group = ArgGroup::new("action").args(["hint", "solution", "reset", "watch"]))]
struct Args {
    /// Chapters and exercises, such as ch05 or l2_penalty; all of them if you name none
    names: Vec<String>,
    /// Shows a hint for the first exercise that is not solved; `--hint 2` shows one more
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1")]
    hint: Option<String>,
    /// Shows the solution of what you have solved
    #[arg(long)]
    solution: bool,
    /// With --solution: also of what you have not solved
    #[arg(long, requires = "solution")]
    force: bool,
    /// Puts the untouched stub back and keeps a copy of your answers
    #[arg(long)]
    reset: bool,
    /// With --reset: does not ask first
    #[arg(long, requires = "reset")]
    yes: bool,
    /// Grades again whenever you save
    #[arg(long)]
    watch: bool,
}

/// Why nothing was done, and the exit status that says so.
struct Refusal {
    status: u8,
    message: String,
}

impl Refusal {
    /// The options make no sense.
    fn usage(message: impl Into<String>) -> Self {
        Self { status: 2, message: message.into() }
    }

    /// The options are fine, but something stands in the way.
    fn obstacle(message: impl Into<String>) -> Self {
        Self { status: 1, message: message.into() }
    }
}

fn main() -> ExitCode {
    match execute(Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(refusal) => {
            eprintln!("error: {}", refusal.message);
            ExitCode::from(refusal.status)
        }
    }
}

/// Whether all that was asked for is solved, or done.
fn execute(mut args: Args) -> Result<bool, Refusal> {
    let steps = args.hint.map(|word| {
        word.parse::<u8>().unwrap_or_else(|_| {
            // `--hint dot` means `dot --hint`.
            args.names.push(word);
            1
        })
    });
    if steps == Some(0) {
        return Err(Refusal::usage("hints count from 1"));
    }
    let catalogue = Catalogue::load();
    let selection = Selection::new(&catalogue, &args.names)?;
    if args.reset {
        return reset::reset(&selection, args.yes);
    }
    if let Some(steps) = steps {
        return help::hint(&selection, steps);
    }
    if args.solution {
        return help::solution(&selection, args.force);
    }
    if args.watch {
        return watch::watch(|| report::grade(&selection));
    }
    report::grade(&selection)
}

/// The repository. Cargo tells at run time where it is, which is right also for a program that was
/// compiled for another copy and shares its target folder.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().expect("the package lies in the repository").to_owned()
}

/// Reads a file of the repository.
fn read(path: &str) -> Result<String, Refusal> {
    std::fs::read_to_string(root().join(path))
        .map_err(|e| Refusal::obstacle(format!("{path}: {e}")))
}
