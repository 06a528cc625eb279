//! A data set in memory: ratings, vocabularies, and what is known of users and items.

use super::{Ratings, Vocab};
use serde::Deserialize;

/// Ratings with the vocabularies that name their rows, and with records if the format has them.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// Its name in output: `builtin`, `ml-100k`, or a path.
    pub name: String,
    /// The format in which it was found, in words.
    pub format: String,
    /// What a reader should know of the file, a sentence each: columns that were passed over, ratings
    /// that repeat others, times that are missing.
    pub notes: Vec<String>,
    /// All ratings, in the order of the file.
    pub ratings: Ratings,
    /// Names of the users' rows.
    pub users: Vocab,
    /// Names of the items' rows. Items that share a name (a title) share a row.
    pub items: Vocab,
    /// What is known of each user, by row; empty if the format has no such records.
    pub user_records: Vec<Option<UserRecord>>,
    /// What is known of each item, by row; empty if the format has no such records.
    pub item_records: Vec<Option<ItemRecord>>,
}

/// What a data set knows of a user.
// The fields stand in the order of `u.user`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct UserRecord {
    /// The id in the file.
    pub id: String,
    /// Age in years.
    pub age: u32,
    /// `M` or `F`, as the file has it.
    pub gender: String,
    /// One of the 21 occupations of MovieLens.
    pub occupation: String,
}

/// What a data set knows of an item. If several items share a title, this is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRecord {
    /// The id in the file.
    pub id: String,
    /// Title with its year: `Toy Story (1995)`.
    pub title: String,
    /// The year in the title's last brackets.
    pub year: Option<u32>,
    /// Names of its genres.
    pub genres: Vec<String>,
}

impl Dataset {
    /// Rows of the user tables, the unknown user's included.
    pub fn n_users(&self) -> usize {
        self.users.len()
    }

    /// Rows of the item tables, the unknown item's included.
    pub fn n_items(&self) -> usize {
        self.items.len()
    }

    /// How many ratings each item row has, shape `(n_items,)`.
    pub fn ratings_per_item(&self) -> Vec<usize> {
        count(&self.ratings.items, self.n_items())
    }

    /// How many ratings each user row has, shape `(n_users,)`.
    pub fn ratings_per_user(&self) -> Vec<usize> {
        count(&self.ratings.users, self.n_users())
    }
}

fn count(rows: &[u32], n: usize) -> Vec<usize> {
    let mut counts = vec![0; n];
    for &row in rows {
        counts[row as usize] += 1;
    }
    counts
}
