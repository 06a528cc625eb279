//! Checks of what a reader returns. They panic, which is how a target reports a finding.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use workbook::data::{
    Dataset, SPLIT_SEED, Side, SideEncoder, SideFeature, UNKNOWN, VALID_SHARE, Vocab,
};
use workbook::text::is_hidden;
use workbook::{Error, Result};

/// How many characters a line with an error may have.
const LONGEST: usize = 300;

/// Checks that an error can be printed as it is.
pub fn error_is_one_line(error: &impl Display) {
    let line = format!("error: {error}");
    assert!(line.chars().count() <= LONGEST, "too long: {line}");
    assert!(!line.contains(is_hidden), "not printable: {line:?}");
}

/// Checks that an error can be printed as it is and begins with the place of the fault.
pub fn one_line_that_names(place: &str, error: &Error) {
    error_is_one_line(error);
    let error = error.to_string();
    assert!(error.starts_with(place), "does not name {place}: {error}");
}

/// Opens data twice. Checks that both give the same: an error that begins with `place`, or a data set
/// that holds together.
pub fn data_opens_or_error_names(
    place: &str,
    mut open: impl FnMut() -> Result<Dataset>,
) -> Option<Dataset> {
    match (open(), open()) {
        (Ok(data), Ok(again)) => {
            holds_together(&data);
            same(&data, &again);
            Some(data)
        }
        (Err(error), Err(again)) => {
            one_line_that_names(place, &error);
            assert_eq!(error.to_string(), again.to_string());
            None
        }
        (one, other) => {
            let [one, other] = [one, other].map(|data| data.map(|_| "opens"));
            panic!("first {one:?}, then {other:?}");
        }
    }
}

fn holds_together(data: &Dataset) {
    let ratings = &data.ratings;
    let n = ratings.len();
    assert!(n > 0, "opens without a rating");
    assert_eq!((ratings.users.len(), ratings.items.len()), (n, n));
    assert!(ratings.timestamps.as_ref().is_none_or(|times| times.len() == n));
    assert!(ratings.values.iter().all(|value| value.is_finite()));
    every_name_is_used(&data.users, &ratings.users);
    every_name_is_used(&data.items, &ratings.items);
    repeats_are_repeats(data);
    has_a_scale(data);
    can_be_split(data);
    has_side_features(data);
    for (records, n) in
        [(data.user_records.len(), data.n_users()), (data.item_records.len(), data.n_items())]
    {
        assert!(records == 0 || records == n, "{records} records for {n} rows");
    }
    for (row, item) in data.item_records.iter().enumerate() {
        let titled = item.as_ref().is_none_or(|item| item.title == data.items.name(row));
        assert!(titled && item.is_some() == (row > 0), "{item:?} in row {row}");
    }
    for (row, user) in data.user_records.iter().enumerate() {
        let named = user.as_ref().is_none_or(|user| user.id == data.users.name(row));
        assert!(named && user.is_some() == (row > 0), "{user:?} in row {row}");
    }
    for note in data.notes.iter().chain([&data.format]) {
        assert!(note.chars().count() <= LONGEST, "too long: {note}");
    }
}

/// The rows of a column go from 1 to the last of their vocabulary, whose names are fit for people.
fn every_name_is_used(names: &Vocab, rows: &[u32]) {
    let mut used = vec![false; names.len()];
    for &row in rows {
        used[row as usize] = true;
    }
    assert!(!used[0], "a rating of the unknown");
    assert!(used[1..].iter().all(|&used| used), "a name without ratings");
    for (row, name) in names.names().iter().enumerate() {
        assert_eq!(names.row(name), Some(row));
        assert_eq!(name == UNKNOWN, row == 0);
        assert!(!name.is_empty() && name.trim() == name, "row {row} is called {name:?}");
    }
}

/// Ratings that share a number share their user and item, and in a file without titles those that share
/// user and item share a number.
fn repeats_are_repeats(data: &Dataset) {
    let ratings = &data.ratings;
    let pairs: Vec<_> = ratings.pairs().collect();
    let distinct = pairs.iter().collect::<HashSet<_>>().len();
    let Some(repeats) = &ratings.repeats else {
        assert!(!data.item_records.is_empty() || distinct == pairs.len(), "repeats go unnoticed");
        return;
    };
    assert_eq!(repeats.len(), pairs.len());
    let mut first = HashMap::new();
    for (pair, repeat) in pairs.iter().zip(repeats) {
        assert_eq!(first.entry(repeat).or_insert(pair), &pair, "not of one user and item");
    }
    assert!(first.len() < pairs.len(), "repeats where there are none");
    assert!(!data.item_records.is_empty() || first.len() == distinct, "repeats go unnoticed");
}

/// What is said of the scale are numbers, and every rating has its bar.
fn has_a_scale(data: &Dataset) {
    let scale = data.scale();
    let range = data.y_range();
    assert!(range.start.is_finite() && range.end.is_finite(), "predictions in {range:?}");
    assert!(range.start <= scale.lowest && scale.highest <= range.end, "{scale:?} in {range:?}");
    assert!(range.start < range.end, "predictions in {range:?}");
    let line = scale.to_string();
    assert!(!line.contains("inf") && !line.contains("NaN"), "{line}");
    let bars = scale.histogram(&data.ratings.values);
    let in_bars: usize = bars.iter().map(|bar| bar.ratings).sum();
    assert_eq!(in_bars, data.ratings.len());
    assert!(bars.len() <= 25, "{} bars", bars.len());
}

/// Every rating is on one side of a split, with all that repeat it.
fn can_be_split(data: &Dataset) {
    match data.split_random(VALID_SHARE, SPLIT_SEED) {
        Ok(split) => {
            assert_eq!(split.train.len() + split.valid.len(), data.ratings.len());
            let train: HashSet<_> = split.train.repeats.iter().flatten().collect();
            assert!(split.valid.repeats.iter().flatten().all(|repeat| !train.contains(repeat)));
        }
        Err(error) => error_is_one_line(&error),
    }
}

/// The side features that the data know become rows of tables and numbers; the others are refused.
fn has_side_features(data: &Dataset) {
    let known = data.side_features();
    for feature in SideFeature::ALL {
        match SideEncoder::fit(data, &[feature]) {
            Ok(_) => assert!(known.contains(&feature), "{} is not known", feature.name()),
            Err(error) => {
                assert!(!known.contains(&feature), "{} is known", feature.name());
                error_is_one_line(&error);
            }
        }
    }
    let (flags, others) = known.into_iter().partition(|&feature| feature == SideFeature::Genres);
    side_columns_fit(data, flags);
    for column in side_columns_fit(data, others).numbers {
        let is_constant = column.iter().all(|&number| number == column[0]);
        assert!(!is_constant || column[0] == 0.0, "equal numbers became {}", column[0]);
    }
}

fn side_columns_fit(data: &Dataset, known: Vec<SideFeature>) -> Side {
    let mut with = data.clone();
    let shape = with.add_side_features(&known).expect("the data know them").shape();
    let side = with.ratings.side;
    assert_eq!(
        (side.categories.len(), side.numbers.len()),
        (shape.categories.len(), shape.numbers)
    );
    for (column, n_rows) in side.categories.iter().zip(shape.categories) {
        assert_eq!(column.len(), data.ratings.len());
        assert!(column.iter().all(|&row| (row as usize) < n_rows));
    }
    for column in &side.numbers {
        assert_eq!(column.len(), data.ratings.len());
        assert!(column.iter().all(|number| number.is_finite()), "{column:?}");
    }
    side
}

/// Checks that two data sets differ in nothing but their names.
pub fn same(one: &Dataset, other: &Dataset) {
    assert_eq!(one.format, other.format);
    assert_eq!(one.notes, other.notes);
    assert_eq!(one.ratings, other.ratings);
    assert_eq!(one.users, other.users);
    assert_eq!(one.items, other.items);
    assert_eq!(one.user_records, other.user_records);
    assert_eq!(one.item_records, other.item_records);
}
