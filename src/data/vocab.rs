//! From raw ids and titles to rows of a table, and back.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The name of row 0, which stands for everything not seen before (as in fastai).
pub const UNKNOWN: &str = "#na#";

/// A two-way map between names (raw ids or titles) and the rows of an embedding table.
///
/// Row 0 is [`UNKNOWN`]. The others are in numerical order if every name is a number, else in
/// alphabetical order, so that the same data give the same rows whatever the order of the file.
///
/// A vocabulary is saved as the list of its names.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct Vocab {
    names: Vec<String>,
    row_by_name: HashMap<String, usize>,
}

impl Vocab {
    /// Collects the distinct names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut distinct: Vec<&str> = names.into_iter().collect();
        distinct.sort_unstable();
        distinct.dedup();
        let numbers: Option<Vec<u64>> = distinct.iter().map(|n| n.parse().ok()).collect();
        if let Some(numbers) = numbers {
            let mut numbered: Vec<_> = numbers.into_iter().zip(distinct).collect();
            numbered.sort_unstable();
            distinct = numbered.into_iter().map(|(_, name)| name).collect();
        }
        let names: Vec<String> = std::iter::once(UNKNOWN)
            .chain(distinct.into_iter().filter(|&name| name != UNKNOWN))
            .map(str::to_owned)
            .collect();
        let row_by_name = names.iter().cloned().zip(0..).collect();
        Self { names, row_by_name }
    }

    /// Number of rows, the unknown one included.
    #[expect(clippy::len_without_is_empty, reason = "row 0 is always there")]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The row of a name; `None` if it is not in the vocabulary.
    pub fn row(&self, name: &str) -> Option<usize> {
        self.row_by_name.get(name).copied()
    }

    /// The name of a row.
    ///
    /// # Panics
    /// If `row` is not below [`len`](Self::len).
    pub fn name(&self, row: usize) -> &str {
        &self.names[row]
    }

    /// The names of all rows, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

impl From<Vocab> for Vec<String> {
    fn from(vocab: Vocab) -> Self {
        vocab.names
    }
}

/// Keeps the order of the names, so that each has the row it had when a model was trained.
impl TryFrom<Vec<String>> for Vocab {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        if names.first().is_none_or(|name| name != UNKNOWN) {
            return Err(format!("the first name of a vocabulary is `{UNKNOWN}`"));
        }
        let row_by_name: HashMap<String, usize> = names.iter().cloned().zip(0..).collect();
        if row_by_name.len() < names.len() {
            return Err("a vocabulary names something twice".to_owned());
        }
        Ok(Self { names, row_by_name })
    }
}
