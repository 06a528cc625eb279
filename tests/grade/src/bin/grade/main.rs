//! `cargo grade`: compiles and runs the judges of your answers, and presents what they report.

mod checkpoint;
mod compile;
mod ending;
mod help;
mod printed;
mod process;
mod record;
mod report;
mod reset;
mod run;
mod selection;
mod state;
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
///
/// `cargo grade run ch05` runs your recommender, as it is after chapter 5, on the built-in data.
/// `cargo grade compete` runs your entry to the competition, src/competition.rs.
#[derive(Parser)]
#[command(name = "cargo grade", bin_name = "cargo grade", max_term_width = 100)]
#[command(group = ArgGroup::new("action").args(["hint", "solution", "reset", "watch"]))]
struct Args {
    /// Chapters and exercises, such as 05_weight_decay, 5, 2-5 or l2_penalty; all if you name none
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
    /// Grades again whenever you save, and goes on to the next exercise when one is solved
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    files: record::Files,
    /// With compete: a name for your entry
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// With compete: another set of invented ratings, by its seed; 1 if you name none
    #[arg(long, value_name = "SEED")]
    set: Option<u64>,
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
    let program = args.names.first().map(String::as_str);
    let grades_only = steps.is_some() || args.solution || args.reset || args.watch;
    if let Some(program @ ("run" | "compete")) = program
        && (grades_only || args.files.any())
    {
        return Err(usage(format!("`cargo grade {program}` goes without that option")));
    }
    if program != Some("compete") && (args.name.is_some() || args.set.is_some()) {
        return Err(usage("--name and --set are for `cargo grade compete`"));
    }
    match program {
        Some("run") => {
            return checkpoint::run(&catalogue, selection::one_chapter(&args.names[1..])?);
        }
        Some("compete") if args.names.len() > 1 => {
            return Err(usage(
                "`cargo grade compete` takes no chapter: an entry may call all answers",
            ));
        }
        Some("compete") => {
            let name = args.name.unwrap_or_default();
            return checkpoint::compete(&catalogue, args.set.unwrap_or(1), &name);
        }
        _ => {}
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
        return watch::watch(&selection);
    }
    let grades = run::run(&selection.all, &selection.chosen)?;
    args.files.write(&selection, &grades)?;
    report::present(&selection, &grades)?;
    Ok(grades.next(&selection.chosen).is_none())
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
