//! Ratings dealt so that very active users, or very popular items, do not set the model alone.

use super::{Examples, Ratings};
use rand::{Rng, SeedableRng, rngs::StdRng};

/// How far the ratings of active users and of popular items are held back: a rating weighs
/// (ratings of its user)^-`users` × (ratings of its item)^-`items`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Balance {
    /// 0 weighs all ratings alike; with 1, and items at 0, all users weigh alike, however much they rate.
    pub users: f64,
    /// 0 weighs all ratings alike; with 1, and users at 0, all items weigh alike, however often they are
    /// rated.
    pub items: f64,
}

impl Balance {
    /// How many times an epoch is expected to deal each rating, shape `(ratings,)`. There are as many
    /// deals as ratings, so the mean is 1.
    ///
    /// # Panics
    /// If a strength does not lie between 0 and 1.
    pub fn expected_deals(self, ratings: &Ratings) -> Vec<f64> {
        let of_users = weights(&ratings.users, self.users);
        let of_items = weights(&ratings.items, self.items);
        let pairs = ratings.pairs();
        let mut deals: Vec<f64> =
            pairs.map(|(user, item)| of_users[user] * of_items[item]).collect();
        let mean = deals.iter().sum::<f64>() / deals.len() as f64;
        deals.iter_mut().for_each(|deal| *deal /= mean);
        deals
    }
}

/// The weight of each row: the number of its ratings to the power `-strength`.
fn weights(rows: &[u32], strength: f64) -> Vec<f64> {
    assert!((0.0..=1.0).contains(&strength), "a balance lies between 0 and 1, not at {strength}");
    let n_rows = rows.iter().max().map_or(0, |&row| row as usize + 1);
    let mut counts = vec![0_usize; n_rows];
    rows.iter().for_each(|&row| counts[row as usize] += 1);
    counts.into_iter().map(|count| (count as f64).powf(-strength)).collect()
}

// ANCHOR: balanced
/// Ratings, dealt as often as a [`Balance`] says, for a learner to learn from.
///
/// Lay the ratings side by side on a ruler, each as long as an epoch is expected to deal it, so that
/// the ruler is as long as there are ratings. Example number `k` is the rating below a random point
/// between the marks `k` and `k + 1`. So every rating comes up as often as it should on average, and
/// in every single epoch nearly so. Without balance all ratings have length 1, and number `k` is
/// always rating `k`: the usual passage, in which each comes up once.
#[derive(Clone, Debug)]
pub struct Balanced<'a> {
    ratings: &'a Ratings,
    /// Where each rating begins on the ruler.
    starts: Vec<f64>,
    rng: StdRng,
}

impl<'a> Balanced<'a> {
    /// Deals these ratings with this balance; the same seed makes the same draws.
    ///
    /// # Panics
    /// If a strength of the balance does not lie between 0 and 1.
    pub fn new(ratings: &'a Ratings, balance: Balance, seed: u64) -> Self {
        let mut end = 0.0;
        let starts = balance.expected_deals(ratings).into_iter().map(|length| {
            let start = end;
            end += length;
            start
        });
        Self { ratings, starts: starts.collect(), rng: StdRng::seed_from_u64(seed) }
    }

    /// The rating below a random point between two marks of the ruler.
    fn draw(&mut self, number: usize) -> usize {
        let point = self.rng.gen_range(number as f64..(number + 1) as f64);
        self.starts.partition_point(|&start| start <= point) - 1
    }
}

impl Examples for Balanced<'_> {
    fn len(&self) -> usize {
        self.ratings.len()
    }

    fn deal(&mut self, numbers: &[usize]) -> Ratings {
        let rows: Vec<usize> = numbers.iter().map(|&number| self.draw(number)).collect();
        self.ratings.select(rows)
    }

    fn unit(&self) -> f32 {
        self.ratings.unit()
    }
}
// ANCHOR_END: balanced
