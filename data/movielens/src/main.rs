//! Fetches a MovieLens release from GroupLens and puts it where the library looks for it:
//!
//! ```text
//! cargo run -p movielens -- ml-100k
//! ```

mod checksum;
mod client;
mod data_folder;
mod download;
mod fault;
mod fetch;
mod manifest;
mod options;
mod place;
mod progress;
mod release;
mod resume;
mod unpack;

use clap::Parser;
use options::Options;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = Options::parse();
    match fetch::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(line) => {
            // Nobody is left to tell if even this cannot be written.
            let _ = writeln!(io::stderr(), "{line}");
            ExitCode::FAILURE
        }
    }
}
