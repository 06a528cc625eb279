//! What is known of the users and the items of ratings, as features.

use super::Feature;
use crate::data::{Dataset, Ratings, Split, Vocab, row_id};
use std::collections::{BTreeSet, HashMap};

/// Lengths of a user's sittings, in seconds: a day, ten minutes, a minute. Moods last about that long.
const SITTINGS: [i64; 3] = [24 * 60 * 60, 10 * 60, 60];
/// How long tastes last, in seconds: a week. A week is treated as a feature of the item.
const WEEK: i64 = 7 * 24 * 60 * 60;

/// A kind of knowledge that a data set may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// Which items each user rated, and which users rated each item, whatever the rating.
    WhoRatedWhat,
    /// Age, gender and occupation of the users, genres and year of the items.
    Records,
    /// When the rating was given.
    Time,
}

/// One party to the ratings, such as the user, or the user at that minute: its rows and their
/// features.
#[derive(Clone, Debug)]
pub struct Party {
    /// Number of rows.
    pub n_rows: usize,
    /// The row of each training rating.
    pub train: Vec<u32>,
    /// The row of each validation rating.
    pub valid: Vec<u32>,
    /// The features, in groups of one kind.
    pub groups: Vec<Vec<Feature>>,
}

/// All parties to the ratings, on both sides.
#[derive(Clone, Debug)]
pub struct Parties {
    /// The users' side; the users themselves come first.
    pub users: Vec<Party>,
    /// The items' side; the items themselves come first.
    pub items: Vec<Party>,
}

impl Knowledge {
    /// Whether a data set holds any of it.
    pub fn is_in(self, data: &Dataset) -> bool {
        match self {
            Self::WhoRatedWhat => true,
            Self::Records => !(data.user_records.is_empty() && data.item_records.is_empty()),
            Self::Time => data.ratings.timestamps.is_some(),
        }
    }
}

impl Parties {
    /// The users and the items of a split, with what is known of them. Knowledge that the data set
    /// lacks is left out, and so are the values of the validation ratings.
    pub fn new(data: &Dataset, split: &Split, knowledge: &[Knowledge]) -> Self {
        let train = &split.train;
        let valid = &split.valid;
        let n_users = data.n_users();
        let n_items = data.n_items();
        let mut users = vec![Party::new(n_users, train.users.clone(), valid.users.clone())];
        let mut items = vec![Party::new(n_items, train.items.clone(), valid.items.clone())];
        for kind in knowledge {
            match kind {
                Knowledge::WhoRatedWhat => {
                    users[0].groups.push(rated_by(&train.users, n_users, &train.items, n_items));
                    items[0].groups.push(rated_by(&train.items, n_items, &train.users, n_users));
                }
                Knowledge::Records => {
                    users[0].groups.extend(user_records(data));
                    items[0].groups.extend(item_records(data));
                }
                Knowledge::Time => {
                    let user = |ratings: &Ratings, i: usize| ratings.users[i];
                    users.extend(SITTINGS.iter().filter_map(|&s| Party::by_time(split, user, s)));
                    items.extend(Party::by_time(split, |_, _| 0, WEEK));
                }
            }
        }
        Self { users, items }
    }
}

impl Party {
    /// Rows with only their identity: each has a feature of its own.
    fn new(n_rows: usize, train: Vec<u32>, valid: Vec<u32>) -> Self {
        let own = (0..).take(n_rows).map(|row| Feature::from_iter([(row, 1.0)])).collect();
        Self { n_rows, train, valid, groups: vec![own] }
    }

    /// A row for each `id` in each stretch of time; `None` if there are no times.
    fn by_time(split: &Split, id: impl Fn(&Ratings, usize) -> u32, seconds: i64) -> Option<Self> {
        let mut numbers = HashMap::new();
        let mut rows = |ratings: &Ratings| -> Option<Vec<u32>> {
            let times = ratings.timestamps.as_ref()?;
            let row = |(i, time): (usize, &i64)| {
                let next = row_id(numbers.len());
                *numbers.entry((id(ratings, i), time.div_euclid(seconds))).or_insert(next)
            };
            Some(times.iter().enumerate().map(row).collect())
        };
        let train = rows(&split.train)?;
        let valid = rows(&split.valid)?;
        Some(Self::new(numbers.len(), train, valid))
    }
}

/// A feature for each of the `others`: the rows that met it in a training rating. A row that met n of
/// them has 1/√n of each, so that their sum has the same scale for every n.
fn rated_by(rows: &[u32], n_rows: usize, others: &[u32], n_others: usize) -> Vec<Feature> {
    let mut met = vec![0; n_rows];
    for &row in rows {
        met[row as usize] += 1;
    }
    let mut features = vec![Vec::new(); n_others];
    for (&row, &other) in rows.iter().zip(others) {
        features[other as usize].push((row, 1.0 / (met[row as usize] as f32).sqrt()));
    }
    features.into_iter().map(Feature::from_iter).collect()
}

fn user_records(data: &Dataset) -> Vec<Vec<Feature>> {
    let records = &data.user_records;
    let age = categories(records, |user| vec![user.age.to_string()]);
    let gender = categories(records, |user| vec![user.gender.clone()]);
    let occupation = categories(records, |user| vec![user.occupation.clone()]);
    [age, gender, occupation].into_iter().flatten().collect()
}

fn item_records(data: &Dataset) -> Vec<Vec<Feature>> {
    let records = &data.item_records;
    let genres = categories(records, |item| item.genres.clone());
    let year = categories(records, |item| item.year.iter().map(u32::to_string).collect());
    [genres, year].into_iter().flatten().collect()
}

/// A feature for each name that occurs: the rows that have it. `None` if no name occurs.
fn categories<R>(records: &[Option<R>], names: impl Fn(&R) -> Vec<String>) -> Option<Vec<Feature>> {
    // A name that a record has twice counts once.
    let names = |record: &Option<R>| -> BTreeSet<String> {
        record.as_ref().map_or(Vec::new(), &names).into_iter().collect()
    };
    let names: Vec<BTreeSet<String>> = records.iter().map(names).collect();
    let vocab = Vocab::new(names.iter().flatten().map(String::as_str));
    let mut features = vec![Vec::new(); vocab.len()];
    for (row, names) in (0..).zip(&names) {
        for name in names {
            features[vocab.row(name).expect("the vocabulary has all names")].push((row, 1.0));
        }
    }
    features.remove(0); // the unknown name, which no row has
    (!features.is_empty()).then(|| features.into_iter().map(Feature::from_iter).collect())
}
