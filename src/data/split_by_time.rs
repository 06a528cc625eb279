//! Holding the latest ratings back, as a service meets them: it learns from the past and is judged by the
//! future.

use super::{Dataset, Ratings, Split};
use crate::{Error, Result};

impl Dataset {
    // ANCHOR: split_by_time
    /// Holds back the latest ratings: no rating in training is later than any in validation.
    ///
    /// The share asks for a number of ratings, rounded to the nearest. The earliest of them sets the
    /// moment of the split, and every rating from that moment on is held back. So ratings of one second
    /// stay together, in validation, and more may be held back than was asked for. The order of the
    /// file makes no difference.
    ///
    /// Someone who rates an item twice may have the earlier rating in training and the later one in
    /// validation, because that is what a service would know.
    ///
    /// # Errors
    /// If not every rating has a time, or if either side would be left empty, for instance because all
    /// times are equal.
    pub fn split_by_time(&self, valid_share: f64) -> Result<Split> {
        let times = self.times()?;
        let asked = (times.len() as f64 * valid_share).round() as usize;
        self.split_by_rows(&latest(times, (0..times.len()).collect(), asked))
    }
    // ANCHOR_END: split_by_time

    /// Holds back each user's latest ratings, by the same rule for every user by themselves. A user
    /// all of whose ratings would be held back keeps them in training. Training may hold ratings by
    /// others that are later than some in validation.
    ///
    /// # Errors
    /// If not every rating has a time, or if either side would be left empty.
    pub fn split_by_users_time(&self, valid_share: f64) -> Result<Split> {
        let times = self.times()?;
        let mut of_users = vec![Vec::new(); self.n_users()];
        for (row, &user) in self.ratings.users.iter().enumerate() {
            of_users[user as usize].push(row);
        }
        let held_back = of_users.into_iter().flat_map(|rows| {
            let n = rows.len();
            let asked = (n as f64 * valid_share).round() as usize;
            let latest = latest(times, rows, asked);
            if latest.len() < n { latest } else { Vec::new() }
        });
        self.split_by_rows(&held_back.collect::<Vec<_>>())
    }

    /// The times of all ratings.
    fn times(&self) -> Result<&[i64]> {
        self.ratings.timestamps.as_deref().ok_or_else(|| {
            let problem = "the ratings cannot be split by time, because not all of them have one";
            Error::data(&*self.name, problem, "use ratings with a timestamp each")
        })
    }
}

/// The `asked` latest of some rows, and those as late as the earliest of them.
fn latest(times: &[i64], mut rows: Vec<usize>, asked: usize) -> Vec<usize> {
    let asked = asked.min(rows.len());
    if asked == 0 {
        return Vec::new();
    }
    let earlier = rows.len() - asked;
    let (_, &mut first, _) = rows.select_nth_unstable_by_key(earlier, |&row| times[row]);
    rows.retain(|&row| times[row] >= times[first]);
    rows
}

impl Ratings {
    /// The indices of the ratings, user by user and each user's in the order of time. Those of one user
    /// and one second share a group, because none of them came before the others.
    ///
    /// # Panics
    /// If the ratings have no times.
    pub fn moments(&self) -> Vec<Vec<usize>> {
        let times = self.timestamps.as_ref().expect("the ratings have times");
        let moment = |&i: &usize| (self.users[i], times[i]);
        let mut order: Vec<usize> = (0..self.len()).collect();
        order.sort_by_key(moment);
        order.chunk_by(|a, b| moment(a) == moment(b)).map(<[usize]>::to_vec).collect()
    }
}
