//! The tool behind the book, `cargo book`: it builds the book, records what it shows, and checks that
//! nothing has drifted.
//!
//! * [`project`] knows where everything is.
//! * [`chapter`] reads the chapters' Markdown.
//! * [`preprocess`] turns the chapters' own notation (`{{value …}}`, `{{output …}}`,
//!   `{{exercise …}}`, figures, formulas) into something mdBook can render.
//! * [`records`] reads the recorded runs that the notation refers to.
//! * [`engine`] compiles what trains in the pages.
//! * [`build`] runs mdBook, and [`scripts`] makes its modules lighter.
//! * [`site`] adds what the pages need once they are published.
//! * [`check`] looks for everything that could be wrong with the book.
//! * [`record`] makes the recorded runs that [`recordings`] lists.

mod build;
mod chapter;
mod check;
mod cli;
mod engine;
mod fault;
mod files;
mod numbers;
mod preprocess;
mod project;
mod record;
mod recordings;
mod records;
mod scripts;
mod site;

use anyhow::{Context, Result};
use clap::Parser;
use cli::{Args, Command, Question};
use mdbook_preprocessor::Preprocessor;
use preprocess::Workbook;
use project::Project;
use server::Server;
use std::io;
use std::process::ExitCode;
use tracing_subscriber::filter::LevelFilter;

fn main() -> ExitCode {
    // mdBook warns of unclosed tags, among other things.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::WARN)
        .without_time()
        .with_target(false)
        .with_writer(io::stderr)
        .init();
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
            let project = Project::here()?;
            let first =
                if args.site { build::build_site(&project) } else { build::build(&project) }?;
            println!("The book is in {}", first.display());
            if args.open {
                show(&project, args.port)?;
            }
        }
        Some(Command::Record { chapter }) => record::record(&Project::here()?, chapter.as_deref())?,
        Some(Command::Check { examples: true, .. }) => {
            check::examples(&Project::here()?)?;
            println!("The examples do what the book shows.");
        }
        Some(Command::Check { quick, .. }) => {
            check::check(&Project::here()?, quick)?;
            println!("The book is in order.");
        }
        Some(Command::Preprocess { question: Some(Question::Supports { renderer }) }) => {
            let supported = Workbook::default().supports_renderer(&renderer)?;
            return Ok(if supported { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Some(Command::Preprocess { question: None }) => {
            let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
            let book = Workbook::default().run(&context, book)?;
            serde_json::to_writer(io::stdout(), &book)
                .context("the book cannot be written to standard output")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows the built book in the browser. What moves on its pages runs from a server, not from files.
fn show(project: &Project, port: u16) -> Result<()> {
    let server = Server::start(project.pages(), "/", port)
        .with_context(|| format!("the book cannot be served on port {port}"))?;
    println!("It is served at {} (Ctrl-C ends it)", server.address());
    if let Err(error) = opener::open_browser(server.address()) {
        eprintln!("warning: no browser can be opened ({error}), so open the address yourself");
    }
    server.wait();
    Ok(())
}
