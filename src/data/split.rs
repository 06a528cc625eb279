//! Holding ratings back, to see how a model does on ratings it has not learned from.

use super::{Dataset, Ratings};
use crate::{Error, Result};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use std::collections::{HashMap, HashSet};

/// The share of the ratings held back by default, as in fastai.
pub const VALID_SHARE: f64 = 0.2;

/// The default seed of the split. It is independent of the training's seed, so that runs with
/// different seeds are compared on the same ratings.
pub const SPLIT_SEED: u64 = 42;

/// Ratings for training and ratings for validation.
#[derive(Clone, Debug)]
pub struct Split {
    /// Ratings to learn from.
    pub train: Ratings,
    /// Ratings held back. A user or item without any training rating has row 0 here.
    pub valid: Ratings,
    /// The row numbers, in the ratings file, of the ratings held back.
    pub valid_rows: Vec<usize>,
    /// What the validation ratings hold that training never saw.
    pub unseen: Unseen,
}

/// Users and items of the validation ratings that have no training rating. They are predicted from
/// row 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// Distinct users.
    pub users: usize,
    /// Distinct items.
    pub items: usize,
    /// Validation ratings that concern at least one of them.
    pub ratings: usize,
}

impl Dataset {
    /// Holds back a random share of the ratings, the same ones for the same seed. Ratings that repeat
    /// each other stay together, because a model that has seen one of them knows the others.
    ///
    /// # Errors
    /// If either side would be left empty.
    pub fn split_random(&self, valid_share: f64, seed: u64) -> Result<Split> {
        let n = self.ratings.len();
        let mut rows: Vec<usize> = (0..n).collect();
        rows.shuffle(&mut StdRng::seed_from_u64(seed));
        let held_back = (n as f64 * valid_share).round() as usize;
        match &self.ratings.repeats {
            None => rows.truncate(held_back),
            Some(repeats) => rows = whole_groups(repeats, &rows, held_back),
        }
        self.split_by_rows(&rows)
    }

    /// Holds back the ratings with the given zero-based row numbers.
    ///
    /// # Errors
    /// If a number is out of range or named twice, or either side is left empty.
    pub fn split_by_rows(&self, valid_rows: &[usize]) -> Result<Split> {
        let n = self.ratings.len();
        let held_back = validation_mask(valid_rows, n).map_err(|bad| {
            Error::Settings(format!("{} (place {} of the list)", bad.problem, bad.position + 1))
        })?;
        let (valid_rows, train_rows): (Vec<usize>, Vec<usize>) =
            (0..n).partition(|&row| held_back[row]);
        if valid_rows.is_empty() || train_rows.is_empty() {
            return Err(Error::Settings(format!(
                "{}: {} of {n} ratings would be held back for validation; \
                 training and validation both need at least one",
                self.name,
                valid_rows.len()
            )));
        }
        let train = self.ratings.select(train_rows);
        let mut valid = self.ratings.select(valid_rows.iter().copied());
        let user_seen = occurring(&train.users, self.n_users());
        let item_seen = occurring(&train.items, self.n_items());
        let ratings = valid.pairs().filter(|&(u, i)| !user_seen[u] || !item_seen[i]).count();
        let users = replace_unseen(&mut valid.users, &user_seen);
        let items = replace_unseen(&mut valid.items, &item_seen);
        Ok(Split { train, valid, valid_rows, unseen: Unseen { users, items, ratings } })
    }
}

/// Takes rows in the order of `rows`, each with all that repeat it, until there are at least `n`.
fn whole_groups(repeats: &[u32], rows: &[usize], n: usize) -> Vec<usize> {
    let mut groups: HashMap<u32, Vec<usize>> = HashMap::new();
    for (row, &repeat) in repeats.iter().enumerate() {
        groups.entry(repeat).or_default().push(row);
    }
    let mut taken = Vec::new();
    for &row in rows {
        if taken.len() >= n {
            break;
        }
        taken.extend(groups.remove(&repeats[row]).unwrap_or_default());
    }
    taken
}

/// A validation row that cannot be used.
pub(super) struct BadRow {
    /// Its place in the list of rows.
    pub(super) position: usize,
    /// What is wrong with it.
    pub(super) problem: String,
}

/// Whether each of `n` ratings is among `rows`. Each row must exist and be named once.
pub(super) fn validation_mask(rows: &[usize], n: usize) -> std::result::Result<Vec<bool>, BadRow> {
    let mut mask = vec![false; n];
    for (position, &row) in rows.iter().enumerate() {
        let problem = match mask.get_mut(row) {
            None => format!("validation row {row} does not exist: there are {n} ratings, from 0"),
            Some(true) => format!("validation row {row} is named a second time"),
            Some(held_back) => {
                *held_back = true;
                continue;
            }
        };
        return Err(BadRow { position, problem });
    }
    Ok(mask)
}

/// Whether each of `n` rows of a table occurs among `rows`.
fn occurring(rows: &[u32], n: usize) -> Vec<bool> {
    let mut occurs = vec![false; n];
    for &row in rows {
        occurs[row as usize] = true;
    }
    occurs
}

/// Replaces every row that is not `seen` with row 0, the unknown one. Returns how many distinct rows
/// those were.
fn replace_unseen(rows: &mut [u32], seen: &[bool]) -> usize {
    let mut unseen = HashSet::new();
    for row in rows.iter_mut().filter(|row| !seen[**row as usize]) {
        unseen.insert(*row);
        *row = 0;
    }
    unseen.len()
}
