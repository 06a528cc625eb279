//! Who sets the model: the share of an epoch that each fifth of the users, or of the films, gets.

use crate::fifths::Fifths;
use crate::sides::{Measured, Side, measure, table};
use crate::{Round, STRENGTHS};
use lab::{Report, Result, Row};
use workbook::learn::Spread;

/// The shares usually, and with each strength of balance.
pub fn show(side: &Side, rounds: &[Round], report: &mut Report) -> Result<()> {
    let whose = side.whose;
    let shares = measure(rounds, |round| shares(side, round))?;
    report.say(format_args!(
        "The {whose} in fifths by their number of training ratings, and the share of an epoch that\n\
         each fifth gets: usually, and with {whose} balanced by α. Last, how many ratings of equal\n\
         weight would be worth as much as all of these:"
    ));
    let percent = |row: Row, key: &str, value: Spread| row.percent(key, value.mean, 1);
    let labels = [Fifths::NAMES.as_slice(), &["worth"]].concat();
    table(&format!("share, {whose}"), &labels, &shares, percent, report);
    Ok(())
}

/// The share of an epoch's deals that each fifth gets, in percent, and how many ratings of equal weight
/// would make means as steady as these do, in percent of all: (sum of weights)² / (sum of squares).
fn shares(side: &Side, round: &Round) -> Result<Measured> {
    let train = &round.split.train;
    let rows = (side.ids)(train);
    let fifths = Fifths::new(rows, side.n_rows)?;
    let n = train.len() as f64;
    let of_strength = |&strength: &f64| {
        // The deals sum to the number of ratings.
        let deals = (side.balance)(strength).expected_deals(train);
        let squares: f64 = deals.iter().map(|deal| deal.powi(2)).sum();
        let shares = fifths.sums(rows, &deals).map(|sum| 100.0 * sum / n);
        shares.into_iter().chain([100.0 * n / squares]).collect()
    };
    Ok(STRENGTHS.iter().map(of_strength).collect())
}
