//! Ratings as a matrix of users and items, most of which is empty.

use super::Dataset;
use std::cmp::Reverse;

/// A corner of the user-item matrix, with gaps where there is no rating.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// Rows of the users, the most active first.
    pub users: Vec<usize>,
    /// Rows of the items, the most rated first.
    pub items: Vec<usize>,
    /// `values[i][j]` is the rating of `users[i]` for `items[j]`; if there are several, the last.
    pub values: Vec<Vec<Option<f32>>>,
}

impl Dataset {
    /// The corner of the `n` most active users and the `n` most rated items. Among equals, the lower
    /// row comes first.
    pub fn crosstab(&self, n: usize) -> Crosstab {
        let users = most_frequent(&self.ratings_per_user(), n);
        let items = most_frequent(&self.ratings_per_item(), n);
        let mut values = vec![vec![None; items.len()]; users.len()];
        for rating in self.ratings.iter() {
            let place = (position(&users, rating.user), position(&items, rating.item));
            if let (Some(i), Some(j)) = place {
                values[i][j] = Some(rating.value);
            }
        }
        Crosstab { users, items, values }
    }
}

fn position(rows: &[usize], row: usize) -> Option<usize> {
    rows.iter().position(|&other| other == row)
}

/// The `n` rows with the highest counts, without those that have none.
fn most_frequent(counts: &[usize], n: usize) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..counts.len()).filter(|&row| counts[row] > 0).collect();
    rows.sort_by_key(|&row| (Reverse(counts[row]), row));
    rows.truncate(n);
    rows
}
