//! Which items each user has touched, and which not.

use super::ratings::row_id;
use super::{Rating, Ratings, TOUCHED};

/// The items that each user has touched. Row 0, the unknown item, is never among them, nor among the
/// untouched ones.
#[derive(Clone, Debug)]
pub struct Touched {
    /// Where each user's items begin in `items`; one more at the end.
    starts: Vec<usize>,
    /// The items of user after user, each user's in ascending order, none twice.
    items: Vec<u32>,
    /// For each of these, how many items below it its user has not touched.
    untouched_below: Vec<u32>,
    n_items: usize,
}

impl Touched {
    /// The items that each of `n_users` users has in `interactions`.
    ///
    /// # Panics
    /// If a row of a user or item does not exist.
    pub fn new(interactions: &Ratings, n_users: usize, n_items: usize) -> Self {
        let mut of_user = vec![Vec::new(); n_users];
        for (user, item) in interactions.pairs() {
            assert!(item < n_items, "item {item} does not exist");
            of_user[user].push(row_id(item));
        }
        let mut starts = vec![0];
        let mut items = Vec::with_capacity(interactions.len());
        let mut untouched_below = Vec::with_capacity(interactions.len());
        for mut of_one in of_user {
            of_one.sort_unstable();
            of_one.dedup();
            for (touched_below, item) in (0..).zip(of_one.into_iter().filter(|&item| item != 0)) {
                items.push(item);
                untouched_below.push(item - 1 - touched_below);
            }
            starts.push(items.len());
        }
        Self { starts, items, untouched_below, n_items }
    }

    /// Number of rows of the user tables.
    pub fn n_users(&self) -> usize {
        self.starts.len() - 1
    }

    /// Number of rows of the item tables.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// The items that a user has touched, in ascending order.
    ///
    /// # Panics
    /// If there is no such user.
    pub fn by(&self, user: usize) -> &[u32] {
        &self.items[self.starts[user]..self.starts[user + 1]]
    }

    /// The other way round: the users who have touched each item, as if they were its items. Row 0, the
    /// unknown user, is left out.
    pub fn transposed(&self) -> Self {
        let mut ratings = Ratings::default();
        for user in 1..self.n_users() {
            for &item in self.by(user) {
                ratings.push(Rating { user: item as usize, item: user, value: TOUCHED });
            }
        }
        Self::new(&ratings, self.n_items(), self.n_users())
    }

    /// How many items a user has not touched.
    ///
    /// # Panics
    /// If there is no such user.
    pub fn n_untouched(&self, user: usize) -> usize {
        self.n_items - 1 - self.by(user).len()
    }

    // ANCHOR: untouched
    /// The item at `place`, counted from 0, among those that a user has not touched, in ascending
    /// order.
    ///
    /// # Panics
    /// If the user does not have that many untouched items.
    pub fn untouched(&self, user: usize, place: usize) -> usize {
        assert!(place < self.n_untouched(user), "the user has touched nearly everything");
        // The touched items that come before it are those with at most `place` untouched ones below them.
        let untouched_below = &self.untouched_below[self.starts[user]..self.starts[user + 1]];
        let touched = untouched_below.partition_point(|&untouched| untouched as usize <= place);
        1 + place + touched
    }
    // ANCHOR_END: untouched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_untouched_items_by_their_places_are_all_untouched_items() {
        let interactions = Ratings {
            users: vec![1, 1, 1, 1, 2, 2, 2, 2, 2],
            items: vec![4, 1, 5, 4, 1, 2, 3, 4, 5],
            ..Ratings::default()
        };
        let touched = Touched::new(&interactions, 3, 7);
        for (user, untouched) in [(0, vec![1, 2, 3, 4, 5, 6]), (1, vec![2, 3, 6]), (2, vec![6])] {
            assert_eq!(touched.n_untouched(user), untouched.len());
            let by_place = (0..untouched.len()).map(|place| touched.untouched(user, place));
            assert_eq!(by_place.collect::<Vec<_>>(), untouched);
        }
    }
}
