//! A row of a table: cells for people, and values for programs.

use serde_json::{Map, Value, json};
use workbook::learn::Spread;

/// A row of a table. It takes each value once: people read it rounded, and programs get it in full
/// under its key.
#[derive(Clone, Debug)]
pub struct Row {
    pub(crate) run: String,
    pub(crate) cells: Vec<String>,
    pub(crate) values: Map<String, Value>,
}

impl Row {
    /// A row with its first cell. Programs know it as `run`.
    pub fn new(run: impl Into<String>, first: impl Into<String>) -> Self {
        Self { run: run.into(), cells: vec![first.into()], values: Map::new() }
    }

    /// A number with this many decimals.
    pub fn number(self, key: &str, value: f64, decimals: usize) -> Self {
        self.value(key, format!("{value:.decimals$}"), json!(value))
    }

    /// A number in percent.
    pub fn percent(self, key: &str, value: f64, decimals: usize) -> Self {
        self.value(key, format!("{value:.decimals$} %"), json!(value))
    }

    /// A mean with its standard deviation.
    pub fn spread(self, key: &str, value: Spread) -> Self {
        self.value(key, value.to_string(), json!({"mean": value.mean, "sd": value.sd}))
    }

    /// A cell for people only.
    pub fn cell(mut self, text: impl Into<String>) -> Self {
        self.cells.push(text.into());
        self
    }

    /// A value for programs only.
    pub fn hidden(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.values.insert(key.to_owned(), value.into());
        self
    }

    fn value(self, key: &str, cell: String, value: Value) -> Self {
        self.cell(cell).hidden(key, value)
    }
}
