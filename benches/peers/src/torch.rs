//! PyTorch, in a process of its own.

use crate::contestant::FACTORS;
use crate::outcome::Outcome;
use crate::set::Set;
use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use workbook::data::Ratings;

/// The script, beside the sources.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers.py");

/// Steps of a pass. They are dearer than ours, and fewer of them serve PyTorch best.
const STEPS: usize = 100;
/// The largest batch.
const LARGEST_BATCH: usize = 8_192;

/// Why PyTorch cannot take part, if so.
pub fn lacks() -> Option<String> {
    let python = python();
    let output = Command::new(&python).args(["-c", "import torch"]).output();
    let has_torch = output.is_ok_and(|output| output.status.success());
    (!has_torch).then(|| format!("{} cannot import torch", python.display()))
}

fn python() -> OsString {
    std::env::var_os("WORKBOOK_PYTHON").unwrap_or_else(|| "python3".into())
}

/// Hands the ratings to the script, and its answer on.
///
/// # Errors
/// If the ratings cannot be written, or the script fails.
pub fn run(set: Set, threads: usize) -> Result<Outcome> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), "train", &set.train)?;
    write(folder.path(), "valid", &set.valid)?;
    let batch_size = (set.train.len() / STEPS).clamp(64, LARGEST_BATCH);
    let Set { n_users, n_items, y_range, .. } = set;
    let numbers = [n_users, n_items, FACTORS, threads, batch_size].map(|number| number.to_string());
    let range = [y_range.start, y_range.end].map(|end| end.to_string());
    let output = Command::new(python())
        .arg(SCRIPT)
        .arg(folder.path())
        .args(numbers)
        .args(range)
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "{SCRIPT} failed");
    serde_json::from_slice(&output.stdout).context("the script's answer is not an outcome")
}

/// Each column as a file of numbers of four bytes.
fn write(folder: &Path, name: &str, ratings: &Ratings) -> Result<()> {
    let column =
        |numbers: &mut dyn Iterator<Item = [u8; 4]>| numbers.flatten().collect::<Vec<u8>>();
    let [users, items] = [&ratings.users, &ratings.items]
        .map(|ids| column(&mut ids.iter().map(|id| id.to_ne_bytes())));
    let values = column(&mut ratings.values.iter().map(|value| value.to_ne_bytes()));
    for (part, bytes) in [("users", users), ("items", items), ("values", values)] {
        fs::write(folder.join(format!("{name}.{part}")), bytes)?;
    }
    Ok(())
}
