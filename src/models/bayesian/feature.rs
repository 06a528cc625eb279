//! A feature of the rows of a party.

use std::collections::HashMap;

/// The rows that have a feature, each once, with the amount of it. A draw takes one step for all of them,
/// and would overshoot for a row that is listed twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature(Vec<(u32, f32)>);

impl Feature {
    /// The rows, each with its amount.
    pub fn iter(&self) -> impl Iterator<Item = (usize, f32)> {
        self.0.iter().map(|&(row, amount)| (row as usize, amount))
    }

    /// Whether no row has it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Amounts of the same row are added up.
impl FromIterator<(u32, f32)> for Feature {
    fn from_iter<I: IntoIterator<Item = (u32, f32)>>(amounts: I) -> Self {
        let mut rows: Vec<(u32, f32)> = Vec::new();
        let mut places = HashMap::new();
        for (row, amount) in amounts {
            let place = *places.entry(row).or_insert(rows.len());
            match rows.get_mut(place) {
                Some((_, sum)) => *sum += amount,
                None => rows.push((row, amount)),
            }
        }
        Self(rows)
    }
}
