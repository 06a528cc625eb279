//! What the book has recorded on the built-in ratings.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// A file of the book.
pub fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The recorded validation losses of a run, by epoch.
pub fn recorded(record: &str, run: &str) -> Vec<f64> {
    let lines = read(&format!("output/builtin/{record}.jsonl"));
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_run = lines.filter(|line| line["run"] == run && line["seed"] == 0);
    of_run.filter_map(|line| line["valid_loss"].as_f64()).collect()
}
