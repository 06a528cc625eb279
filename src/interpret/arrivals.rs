//! Ratings that arrive after the training, taken into the model without training again.
//!
//! Each user whom they concern is fitted anew by [`FoldIn`], with the items fixed, and each item with the
//! users fixed. Alternating between two such regressions is how *alternating least squares*
//! learns both tables from nothing (Hu, Koren and Volinsky, 2008,
//! <https://doi.org/10.1109/ICDM.2008.22>); here a single sweep starts from tables that are good already.

use super::{FoldIn, Learned};
use crate::data::Ratings;
use std::collections::{BTreeMap, HashSet};

/// How much dearer a step away from a row of the model is than one away from the mean taste, because
/// a trained row is closer to the truth. Rows of newcomers take the same. Chosen among 1, 2, 4 and 8 on
/// ratings held back from the training ratings.
const TRAINED: f64 = 2.0;

/// Gives every user and item without a rating in `train` the values of row 0, the unknown user or item.
/// Training leaves such rows as they were drawn at random.
///
/// # Panics
/// If a row in `train` does not exist.
pub fn with_unknown_rows(model: &Learned, train: &Ratings) -> Learned {
    let half = with_unknown_users(model, train);
    with_unknown_users(&half.mirrored(), &train.mirrored()).mirrored()
}

fn with_unknown_users(model: &Learned, train: &Ratings) -> Learned {
    let mut is_known = vec![false; model.n_users()];
    train.users.iter().for_each(|&user| is_known[user as usize] = true);
    let mut model = model.clone();
    let unknown = model.taste(0);
    for user in (1..is_known.len()).filter(|&user| !is_known[user]) {
        model.set_taste(user, &unknown);
    }
    model
}

// ANCHOR: fold_in_later
/// Takes `later` ratings into a model that was trained on `known` ones, and leaves rows that none of them
/// concerns as they are. The side with more newcomers goes first, so that these find their place before
/// they move anything else. Rows of newcomers must predict something sensible beforehand:
/// [`with_unknown_rows`] sees to that.
///
/// # Panics
/// If a user or an item does not exist.
pub fn fold_in_later(model: &Learned, known: &Ratings, later: &Ratings) -> Learned {
    let users_first =
        newcomers(&known.users, &later.users) >= newcomers(&known.items, &later.items);
    let users = |model: &Learned| refit_users(model, known, later);
    let items = |model: &Learned| {
        refit_users(&model.mirrored(), &known.mirrored(), &later.mirrored()).mirrored()
    };
    if users_first { items(&users(model)) } else { users(&items(model)) }
}
// ANCHOR_END: fold_in_later

/// How many rows are among `later` and not among `known`.
fn newcomers(known: &[u32], later: &[u32]) -> usize {
    let known: HashSet<u32> = known.iter().copied().collect();
    later.iter().filter(|row| !known.contains(row)).collect::<HashSet<_>>().len()
}

// ANCHOR: refit_users
/// Fits the taste of each user in `later` around its present value, with the items fixed.
fn refit_users(model: &Learned, known: &Ratings, later: &Ratings) -> Learned {
    let mut of_user: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for rating in later.iter() {
        of_user.entry(rating.user).or_default().push((rating.item, f64::from(rating.value)));
    }
    for rating in known.iter() {
        if let Some(ratings) = of_user.get_mut(&rating.user) {
            // The taste has learned what it could from this rating. Entered as what the model
            // predicts, it asks for no change, and holds the taste where it is.
            let predicted = model.predict(&model.taste(rating.user), rating.item);
            ratings.push((rating.item, predicted));
        }
    }
    let mut refitted = model.clone();
    for (user, ratings) in of_user {
        let ridge = TRAINED * model.taste_ridge();
        let fold_in = FoldIn::fit(model, &ratings, &model.taste(user), ridge);
        refitted.set_taste(user, &fold_in.taste);
    }
    refitted
}
// ANCHOR_END: refit_users
