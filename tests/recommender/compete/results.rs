//! The file in which entries are kept, to be compared and shared.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{fs, io};

/// Its name, in the repository.
pub const FILE: &str = "competition.json";

/// One run of an entry.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
    /// What its author called it.
    pub name: String,
    /// The seed of the invented ratings.
    pub set: u64,
    /// Its mean squared error on the validation ratings.
    pub loss: f64,
    /// The loss that only luck can beat.
    pub noise_floor: f64,
    /// How far the loss is above that.
    pub above_floor: f64,
    /// `bronze`, `silver` or `gold`.
    pub medal: Option<String>,
    /// What fit and predictions took.
    pub seconds: f64,
    /// When it ran, in seconds since 1970.
    pub time: u64,
}

impl Entry {
    /// An entry that has just run.
    pub fn new(
        name: String,
        set: u64,
        loss: f64,
        noise_floor: f64,
        seconds: f64,
        medal: Option<&str>,
    ) -> Self {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let (above_floor, medal) = (loss - noise_floor, medal.map(str::to_owned));
        Self { name, set, loss, noise_floor, above_floor, medal, seconds, time }
    }

    /// What it has won, and how it compares with the best before.
    pub fn verdict(&self, before: Option<f64>) -> String {
        let medal = match &self.medal {
            Some(medal) => format!("Your entry wins {medal}"),
            None => "No medal yet".to_owned(),
        };
        let distance = self.above_floor;
        match before {
            None => format!("{medal}: {distance:.4} above the noise floor."),
            Some(best) if distance < best => {
                format!(
                    "{medal}: {distance:.4} above the noise floor, your best so far ({best:.4} before)."
                )
            }
            Some(best) => {
                format!("{medal}: {distance:.4} above the noise floor; your best is {best:.4}.")
            }
        }
    }
}

/// The entries in the file.
pub struct Kept {
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Kept {
    /// Reads the file, if there is one.
    pub fn read() -> Result<Self> {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = package.ancestors().nth(2).expect("in tests/recommender").join(FILE);
        let entries = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            text => serde_json::from_str(&text.context(FILE)?).with_context(|| {
                format!("{FILE} is not a list of entries; move it away to begin anew")
            })?,
        };
        Ok(Self { path, entries })
    }

    /// The smallest distance from the noise floor of a set so far.
    pub fn best(&self, set: u64) -> Option<f64> {
        let same = self.entries.iter().filter(|entry| entry.set == set);
        same.map(|entry| entry.above_floor).min_by(f64::total_cmp)
    }

    /// Adds an entry to the file.
    pub fn add(mut self, entry: Entry) -> Result<()> {
        self.entries.push(entry);
        let text = serde_json::to_string_pretty(&self.entries)? + "\n";
        grade::write_whole(&self.path, text.as_bytes()).context(FILE)
    }
}
