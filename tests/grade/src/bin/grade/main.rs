//! `cargo grade`: compiles and runs the judges of your answers, and presents what they report.

mod compile;
mod ending;
mod help;
mod printed;
mod report;
mod reset;
mod run;
mod selection;
mod watch;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{ArgGroup, CommandFactory, Parser};
use grade::{Catalogue, escaped};
use selection::Selection;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

/// Grades your answers in src/exercises.
///
/// Without names: one line for each chapter, and where to go on. With names: each exercise named,
/// and what is still wrong with it.
#[derive(Parser)]
#[command(name = "cargo grade", bin_name = "cargo grade", max_term_width = 100)]
#[command(group = ArgGroup::new("action").args(["hint", "solution", "reset", "watch"]))]
struct Args {
    /// Chapters and exercises, such as 05_weight_decay, 05 or l2_penalty; all if you name none
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
    /// Checks that all of src/exercises is untouched
    #[arg(long, hide = true, exclusive = true)]
    check_stubs: bool,
}

fn main() -> ExitCode {
    match execute(Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => match error.downcast::<clap::Error>() {
            Ok(usage) => usage.exit(),
            Err(error) => {
                eprintln!("error: {}", escaped(&format!("{error:#}")));
                ExitCode::FAILURE
            }
        },
    }
}

/// Whether everything asked for is solved, or done.
fn execute(mut args: Args) -> Result<bool> {
    let steps = args.hint.map(|word| {
        word.parse::<u8>().unwrap_or_else(|_| {
            // `--hint dot` means `dot --hint`.
            args.names.push(word);
            1
        })
    });
    if steps == Some(0) {
        return Err(usage("hints count from 1"));
    }
    let catalogue = Catalogue::read(&root())?;
    if args.check_stubs {
        return reset::check_stubs(&catalogue);
    }
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

/// An error in the words on the command line, which exits with status 2 like those that clap finds.
fn usage(message: impl Display) -> anyhow::Error {
    Args::command().error(ErrorKind::ValueValidation, message).into()
}

/// The repository. Cargo says at run time where it is, which is right even for a program that was
/// compiled for a different copy and shares its target folder.
fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.ancestors().nth(2).expect("the package lies in tests/grade").to_owned()
}

/// Reads a file of the repository.
fn read(path: &str) -> io::Result<String> {
    fs::read_to_string(root().join(path))
}

/// Prints a line. A closed pipe (`| head`) is not an error.
fn say(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}
