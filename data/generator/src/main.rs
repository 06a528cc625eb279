//! Writes the files of the built-in data set to a folder:
//!
//! ```text
//! cargo run -p make-builtin -- data/builtin
//! ```

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};
use workbook::data::synthetic;

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: make-builtin FOLDER");
        return ExitCode::from(2);
    };
    for (name, content) in synthetic::generate() {
        let path = folder.join(name);
        if let Err(error) = fs::write(&path, content) {
            eprintln!("error: {}: {error}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
