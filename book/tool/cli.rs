//! The command line.

use clap::{Parser, Subcommand};

/// What `cargo book` is asked to do.
#[derive(Debug, Parser)]
#[command(name = "book", bin_name = "cargo book")]
#[command(about = "Builds the book into book/build; records and checks what it shows")]
#[command(after_help = "While you write, `mdbook serve book` rebuilds and reloads the pages; \
                        `cargo install mdbook` gets it.")]
pub struct Args {
    /// Open the book in the browser.
    #[arg(long)]
    pub open: bool,
    /// What to do instead of building.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done besides building.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the examples and record what they print and draw.
    Record {
        /// Only those of this chapter: 5 or 05_weight_decay.
        chapter: Option<String>,
    },
    /// Check everything the book shows, and run its examples to see whether they still do what it
    /// says.
    Check {
        /// Leave the examples alone.
        #[arg(long)]
        quick: bool,
    },
    /// What mdBook runs: reads the book from standard input and writes it to standard output.
    #[command(hide = true)]
    Preprocess {
        /// mdBook asks before it runs it.
        #[command(subcommand)]
        question: Option<Question>,
    },
}

/// What mdBook asks a preprocessor.
#[derive(Debug, Subcommand)]
pub enum Question {
    /// Whether a renderer is supported.
    Supports {
        /// The renderer's name.
        renderer: String,
    },
}

/// Whether a command line, from `book` on, is understood.
///
/// # Errors
/// In what it is not.
pub fn understands(words: &[&str]) -> Result<(), String> {
    let parsed = Args::try_parse_from(words).map(|_| ());
    parsed.or_else(|error| {
        let message = error.to_string();
        let asks_for_help = !error.use_stderr();
        if asks_for_help {
            Ok(())
        } else {
            Err(message.lines().next().unwrap_or_default().to_owned())
        }
    })
}
