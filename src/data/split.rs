//! Holding ratings back, to see how a model does on ratings it has not learned from.

use super::{Dataset, Ratings};
use crate::{Error, Result};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// The share of the ratings held back when nothing else is asked for, as in fastai.
pub const VALID_SHARE: f64 = 0.2;

/// The seed of the split when nothing else is asked for. It is not the training's seed: runs that
/// differ in their seed are then compared on the same ratings.
pub const SPLIT_SEED: u64 = 42;

/// Ratings to learn from and ratings to be judged by.
#[derive(Clone, Debug)]
pub struct Split {
    /// Ratings to learn from.
    pub train: Ratings,
    /// Ratings held back. A user or item without any training rating stands as row 0 here.
    pub valid: Ratings,
    /// The numbers, in the data set, of the ratings held back.
    pub valid_rows: Vec<usize>,
    /// What the validation ratings hold that training never saw.
    pub unseen: Unseen,
}

/// Users and items of the validation ratings that have no training rating, and are therefore
/// predicted from row 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// Distinct users.
    pub users: usize,
    /// Distinct items.
    pub items: usize,
    /// Validation ratings that concern one of them.
    pub ratings: usize,
}

impl Dataset {
    /// Holds back a random share of the ratings, the same ones for the same seed.
    ///
    /// # Errors
    /// If either side would be left empty.
    pub fn split_random(&self, valid_share: f64, seed: u64) -> Result<Split> {
        let n = self.ratings.len();
        let mut numbers: Vec<usize> = (0..n).collect();
        numbers.shuffle(&mut StdRng::seed_from_u64(seed));
        numbers.truncate((n as f64 * valid_share).round() as usize);
        self.split_by_rows(&numbers)
    }

    /// Holds back the ratings with the given zero-based numbers.
    ///
    /// # Errors
    /// If a number is out of range or named twice, or either side is left empty.
    pub fn split_by_rows(&self, valid_rows: &[usize]) -> Result<Split> {
        let n = self.ratings.len();
        let held_back = mark(valid_rows, n).map_err(|bad| {
            Error::Settings(format!("{} (place {} of the list)", bad.problem, bad.position + 1))
        })?;
        let (valid_rows, train_rows): (Vec<usize>, Vec<usize>) =
            (0..n).partition(|&row| held_back[row]);
        if valid_rows.is_empty() || train_rows.is_empty() {
            return Err(Error::Settings(format!(
                "{} of {n} ratings would be held back for validation; \
                 training and validation both need at least one",
                valid_rows.len()
            )));
        }
        let train = self.ratings.select(train_rows);
        let mut valid = self.ratings.select(valid_rows.iter().copied());
        let (new_users, user_hits) = to_unknown(&mut valid.users, &train.users, self.n_users());
        let (new_items, item_hits) = to_unknown(&mut valid.items, &train.items, self.n_items());
        let unseen = Unseen {
            users: new_users,
            items: new_items,
            ratings: (user_hits.iter().zip(&item_hits))
                .filter(|&(user, item)| *user || *item)
                .count(),
        };
        Ok(Split { train, valid, valid_rows, unseen })
    }
}

/// A validation row that cannot be used.
pub(super) struct BadRow {
    /// Its place in the list of rows.
    pub(super) position: usize,
    /// What is wrong with it.
    pub(super) problem: String,
}

/// Marks the named ones of `n` ratings; each must exist and be named once.
pub(super) fn mark(rows: &[usize], n: usize) -> std::result::Result<Vec<bool>, BadRow> {
    let mut marked = vec![false; n];
    for (position, &row) in rows.iter().enumerate() {
        let problem = match marked.get_mut(row) {
            None => format!("validation row {row} does not exist: there are {n} ratings, from 0"),
            Some(true) => format!("validation row {row} is named a second time"),
            Some(slot) => {
                *slot = true;
                continue;
            }
        };
        return Err(BadRow { position, problem });
    }
    Ok(marked)
}

/// Sends rows of `valid` that `train` lacks to row 0. Returns how many distinct rows those were,
/// and which places they held.
fn to_unknown(valid: &mut [usize], train: &[usize], n_rows: usize) -> (usize, Vec<bool>) {
    let mut trained = vec![false; n_rows];
    for &row in train {
        trained[row] = true;
    }
    let mut new_rows = vec![false; n_rows];
    let mut hits = vec![false; valid.len()];
    for (row, hit) in valid.iter_mut().zip(&mut hits) {
        if !trained[*row] {
            *hit = true;
            new_rows[*row] = true;
            *row = 0;
        }
    }
    (new_rows.iter().filter(|&&new| new).count(), hits)
}
