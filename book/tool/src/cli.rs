//! The command line.

use clap::{Parser, Subcommand};

/// The arguments of `cargo book`.
#[derive(Debug, Parser)]
#[command(name = "book", bin_name = "cargo book")]
#[command(about = "Builds the book into book/build; records and checks what it shows")]
#[command(after_help = "While you write, `mdbook serve book` rebuilds and reloads the pages. \
                        Install it with `cargo install mdbook`.")]
pub struct Args {
    /// Serve the book on this machine and open it in the browser, until Ctrl-C.
    #[arg(long)]
    pub open: bool,
    /// The port to serve it on; a free one unless given.
    #[arg(long, requires = "open", default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Build the library's documentation too, and link the listings to it: the site as it is published.
    #[arg(long)]
    pub site: bool,
    /// What to do instead of building.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands besides building.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the examples and record what they print and draw.
    Record {
        /// Record only this chapter: 5 or 05_weight_decay.
        chapter: Option<String>,
    },
    /// Check everything the book shows, and run its examples to see whether they still do what it
    /// says.
    Check {
        /// Skip the examples.
        #[arg(long)]
        quick: bool,
        /// Check only what takes the examples. The pages stay as they are.
        #[arg(long, conflicts_with = "quick")]
        examples: bool,
    },
    /// The command that mdBook runs: reads the book from standard input and writes it to standard
    /// output.
    #[command(hide = true)]
    Preprocess {
        /// A question that mdBook asks first.
        #[command(subcommand)]
        question: Option<Question>,
    },
}

/// What mdBook asks a preprocessor.
#[derive(Debug, Subcommand)]
pub enum Question {
    /// Whether it supports a renderer.
    Supports {
        /// The renderer's name.
        renderer: String,
    },
}
