//! `cargo book`: builds the book, records what it shows, and checks it.

use anyhow::{Context, Result};
use book_tool::preprocess::Workbook;
use book_tool::project::Project;
use book_tool::{build, record};
use clap::{Parser, Subcommand};
use mdbook_preprocessor::Preprocessor;
use std::io;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo book", bin_name = "cargo book", about = "Builds the book")]
struct Args {
    /// Open the book in the browser.
    #[arg(long)]
    open: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Build the book, as without a command.
    Build,
    /// Run the examples and record what they print and draw.
    Record {
        /// Only those of this chapter: 5 or 05_weight_decay.
        chapter: Option<String>,
    },
    /// What mdBook runs: reads the book from standard input and writes it to standard output.
    #[command(hide = true)]
    Preprocess {
        #[command(subcommand)]
        question: Option<Question>,
    },
}

#[derive(Subcommand)]
enum Question {
    /// Whether a renderer is supported.
    Supports {
        /// The renderer's name.
        renderer: String,
    },
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        None | Some(Command::Build) => {
            let first = build::build(&Project::here()?)?;
            println!("The book is in {}", first.display());
            if args.open {
                opener::open_browser(&first).context("no browser could be opened")?;
            }
        }
        Some(Command::Record { chapter }) => record::record(&Project::here()?, chapter.as_deref())?,
        Some(Command::Preprocess { question: Some(Question::Supports { renderer }) }) => {
            let supported = Workbook.supports_renderer(&renderer)?;
            return Ok(if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Some(Command::Preprocess { question: None }) => {
            let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
            let book = Workbook.run(&context, book)?;
            serde_json::to_writer(io::stdout(), &book).context("the book cannot be handed on")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
