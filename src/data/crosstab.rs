//! Ratings as the matrix that they are a sparse sample of.

use super::Dataset;
use std::cmp::Reverse;

/// A corner of the user-item matrix: ratings where there are some, and gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// Rows of the users, the most active first.
    pub users: Vec<usize>,
    /// Rows of the items, the most rated first.
    pub items: Vec<usize>,
    /// `values[i][j]` is the rating of `users[i]` for `items[j]`; the last one, if there are
    /// several.
    pub values: Vec<Vec<Option<f32>>>,
}

impl Dataset {
    /// The corner of the `n` most active users and the `n` most rated items. Of equals, the lower
    /// row comes first.
    pub fn crosstab(&self, n: usize) -> Crosstab {
        let users = most_frequent(&self.ratings_per_user(), n);
        let items = most_frequent(&self.ratings_per_item(), n);
        let mut values = vec![vec![None; items.len()]; users.len()];
        let place = |rows: &[usize], row| rows.iter().position(|&r| r == row);
        let ratings = &self.ratings;
        for ((&user, &item), &value) in
            ratings.users.iter().zip(&ratings.items).zip(&ratings.values)
        {
            if let (Some(i), Some(j)) = (place(&users, user), place(&items, item)) {
                values[i][j] = Some(value);
            }
        }
        Crosstab { users, items, values }
    }
}

/// The `n` rows with the highest counts, those without any left out.
fn most_frequent(counts: &[usize], n: usize) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..counts.len()).filter(|&row| counts[row] > 0).collect();
    rows.sort_by_key(|&row| (Reverse(counts[row]), row));
    rows.truncate(n);
    rows
}
