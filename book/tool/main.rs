//! `cargo book`: builds the book, records what it shows, and checks it.

use anyhow::{Context, Result};
use book_tool::cli::{Args, Command, Question};
use book_tool::preprocess::Workbook;
use book_tool::project::Project;
use book_tool::{build, check, record};
use clap::Parser;
use mdbook_preprocessor::Preprocessor;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    // mdBook warns of tags that are never closed, among others.
    let warnings =
        tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::WARN);
    warnings.without_time().with_target(false).with_writer(io::stderr).init();
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
        None => {
            let first = build::build(&Project::here()?)?;
            println!("The book is in {}", first.display());
            if args.open {
                opener::open_browser(&first).context("no browser could be opened")?;
            }
        }
        Some(Command::Record { chapter }) => record::record(&Project::here()?, chapter.as_deref())?,
        Some(Command::Check { quick }) => {
            check::check(&Project::here()?, quick)?;
            println!("The book is whole.");
        }
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
