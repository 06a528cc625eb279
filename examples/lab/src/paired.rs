//! Two ways of doing something, compared round by round on the same ratings.

use crate::{Report, Row};
use workbook::learn::Spread;

impl Report {
    /// A table of pairs. Each has a name, such as `fold-in over film mean`, and by how much the first
    /// does better than the second in every round; what makes a round hard to predict makes it so for
    /// both, and drops out of the difference. The table shows the mean of the rounds ± the standard
    /// deviation between them, the standard error of the mean, and how many rounds the first wins.
    ///
    /// Says nothing if there is a single round, which has no spread.
    pub fn paired(&mut self, pairs: impl IntoIterator<Item = (String, Vec<f64>)>) {
        let rows = pairs.into_iter().filter(|(_, gains)| gains.len() > 1).map(|(pair, gains)| {
            let n = gains.len();
            let won = gains.iter().filter(|gain| **gain > 0.0).count();
            let gain = Spread::from_values(gains.iter().copied());
            let standard_error = gain.sd.unwrap_or(f64::NAN) / (n as f64).sqrt();
            let row = Row::new(format!("paired, {pair}"), pair)
                .spread("gain", gain)
                .number("standard_error", standard_error, 4)
                .hidden("by_round", gains)
                .hidden("won", won)
                .cell(format!("{won} of {n}"));
            // Rounds that all agree leave nothing to count in.
            match standard_error > 0.0 {
                true => row.hidden("standard_errors", gain.mean / standard_error),
                false => row,
            }
        });
        let rows: Vec<Row> = rows.collect();
        if !rows.is_empty() {
            self.table(&["comparison", "difference", "standard error", "rounds won"], rows);
        }
    }

    /// Says why a part of an example is left out, if it is, so that the others still run.
    pub fn or_left_out(&mut self, part: &str, done: crate::Result<()>) {
        if let Err(error) = done {
            let why = error.to_string();
            let text = format!("Without {part}: {why}.");
            self.find(&format!("without {part}"), serde_json::json!({"why": why}), text);
        }
    }
}
