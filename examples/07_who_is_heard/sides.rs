//! The two sides of a rating, users and films, and tables that compare strengths of balance.

use crate::{Round, STRENGTHS, name, of_films, of_users};
use lab::{Report, Result, Row};
use workbook::data::{Balance, Dataset, Ratings};
use workbook::interpret::Learned;
use workbook::learn::Spread;

/// Either the users or the films, and the models in which they are balanced.
pub struct Side {
    /// What they are called.
    pub whose: &'static str,
    /// Their rows in some ratings.
    pub ids: fn(&Ratings) -> &[u32],
    /// Number of rows of their tables.
    pub n_rows: usize,
    /// Their balance with a strength.
    pub balance: fn(f64) -> Balance,
    /// A model of a round for each of the [`STRENGTHS`].
    pub models: fn(&Round) -> &[Learned],
}

impl Side {
    /// The users.
    pub fn users(data: &Dataset) -> Self {
        Self {
            whose: "users",
            ids: |ratings| &ratings.users,
            n_rows: data.n_users(),
            balance: of_users,
            models: |round| &round.users,
        }
    }

    /// The films.
    pub fn films(data: &Dataset) -> Self {
        Self {
            whose: "films",
            ids: |ratings| &ratings.items,
            n_rows: data.n_items(),
            balance: of_films,
            models: |round| &round.films,
        }
    }
}

/// The keys of the [`STRENGTHS`] in JSON.
const KEYS: [&str; STRENGTHS.len()] = ["usual", "half", "full"];

/// What one round says: for each strength of balance, a number for each group.
pub type Measured = Vec<Vec<f64>>;

/// What every round says.
pub fn measure(
    rounds: &[Round],
    of_one: impl Fn(&Round) -> Result<Measured>,
) -> Result<Vec<Measured>> {
    rounds.iter().map(of_one).collect()
}

/// The mean over the rounds, for each strength and group.
pub fn by_strength(rounds: &[Measured]) -> Vec<Vec<Spread>> {
    let groups = rounds[0][0].len();
    let spread = |strength: usize, group: usize| {
        Spread::from_values(rounds.iter().map(|round| round[strength][group]))
    };
    let of_strength = |strength| (0..groups).map(|group| spread(strength, group)).collect();
    (0..STRENGTHS.len()).map(of_strength).collect()
}

/// A row for each group, with a cell for each strength.
pub fn table(
    run: &str,
    labels: &[&str],
    rounds: &[Measured],
    cell: impl Fn(Row, &str, Spread) -> Row,
    report: &mut Report,
) {
    let spreads = by_strength(rounds);
    let names = STRENGTHS.map(name);
    let rows = labels.iter().enumerate().map(|(group, label)| {
        let row = Row::new(format!("{run}, {label}"), *label);
        KEYS.iter().zip(&spreads).fold(row, |row, (key, groups)| cell(row, key, groups[group]))
    });
    report.table(&["fifth", &names[0], &names[1], &names[2]], rows);
}
