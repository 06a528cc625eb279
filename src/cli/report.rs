//! What an example tells: text and tables for people, or JSON lines for programs.

use super::OutputOptions;
use crate::data::{Dataset, Split};
use crate::plot::{self, chapters::Drawing};
use crate::{Error, Result};
use comfy_table::{CellAlignment, Table, presets};
use serde_json::{Value, json};
use std::fmt::Display;
use std::io::Write;
use std::path::PathBuf;

/// Collects what an example has to say and writes it to standard output, for people or, with
/// `--json`, for programs.
pub struct Report {
    pub(super) example: &'static str,
    pub(super) json: bool,
    seed: Option<u32>,
    figures: PathBuf,
    drawn: Vec<PathBuf>,
}

impl Report {
    /// A report of the named example: `05_weight_decay`. `seed` is the first one of its trainings, if
    /// it has any.
    pub fn new(example: &'static str, output: &OutputOptions, seed: Option<u32>) -> Self {
        Self {
            example,
            json: output.json,
            seed,
            figures: output.figures.clone(),
            drawn: Vec::new(),
        }
    }

    /// A paragraph, for people.
    ///
    /// # Errors
    /// This and the other methods fail when standard output cannot be written to.
    pub fn say(&self, text: impl Display) -> Result<()> {
        if self.json {
            return Ok(());
        }
        write_line(format_args!("{text}\n"))
    }

    /// An aligned table, for people. All columns but the first are numbers.
    pub fn table<R>(&self, header: &[&str], rows: impl IntoIterator<Item = R>) -> Result<()>
    where
        R: IntoIterator<Item = String>,
    {
        if self.json {
            return Ok(());
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(header);
        for row in rows {
            table.add_row(row.into_iter().collect::<Vec<_>>());
        }
        for column in table.column_iter_mut().skip(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        write_line(format_args!("{}\n", table.trim_fmt()))
    }

    /// What a run of the example came to, for programs.
    pub fn summary(&self, run: &str, summary: Value) -> Result<()> {
        self.json_line(json!({
            "example": self.example, "run": run, "seed": self.seed, "summary": summary,
        }))
    }

    /// Says what the data are and how they were split.
    pub fn data(&self, data: &Dataset, split: &Split) -> Result<()> {
        let unseen = split.unseen;
        self.say(format_args!(
            "{}: {} ratings by {} users of {} films.\n\
             {} to learn from, {} held back to judge by. \
             {} of these concern a user or film never seen in training ({} users, {} films); \
             they are predicted from row 0.",
            data.name,
            data.ratings.len(),
            data.n_users() - 1,
            data.n_items() - 1,
            split.train.len(),
            split.valid.len(),
            unseen.ratings,
            unseen.users,
            unseen.items,
        ))
    }

    /// Saves a figure.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn figure(&mut self, drawing: &Drawing) -> Result<()> {
        self.drawn.push(plot::save(&self.figures, &drawing.name, "svg", &drawing.svg)?);
        Ok(())
    }

    /// Saves the data of a figure as JSON, for an interactive page.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn figure_data(&mut self, name: &str, data: &Value) -> Result<()> {
        self.drawn.push(plot::save(&self.figures, name, "json", &data.to_string())?);
        Ok(())
    }

    /// Names the figures that were drawn.
    pub fn finish(self) -> Result<()> {
        for figure in &self.drawn {
            if !self.json {
                write_line(format_args!("figure: {}", figure.display()))?;
            }
        }
        Ok(())
    }

    pub(super) fn json_line(&self, value: Value) -> Result<()> {
        if self.json {
            write_line(format_args!("{value}"))?;
        }
        Ok(())
    }
}

fn write_line(text: std::fmt::Arguments) -> Result<()> {
    writeln!(std::io::stdout(), "{text}").map_err(Error::Output)
}
