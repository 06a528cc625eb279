//! What training learns from: ratings as they are, or interactions with negatives beside them.

use super::ratings::row_id;
use super::{RatingScale, Ratings, Touched};
use rand::{Rng, SeedableRng, rngs::StdRng};

/// What a model should predict for an interaction.
pub const TOUCHED: f32 = 1.0;
/// What a model should predict for a pair of user and item without an interaction.
pub const UNTOUCHED: f32 = 0.0;

/// Examples for a model to learn from, dealt out by number.
pub trait Examples {
    /// How many an epoch has.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The examples with these numbers, each below [`len`](Self::len).
    fn deal(&mut self, numbers: &[usize]) -> Ratings;

    /// The unit in which errors are measured while a model learns.
    ///
    /// # Panics
    /// It may, if there are no examples.
    fn unit(&self) -> f32 {
        1.0
    }
}

/// The examples are the ratings.
impl Examples for &Ratings {
    fn len(&self) -> usize {
        Ratings::len(self)
    }

    fn deal(&mut self, numbers: &[usize]) -> Ratings {
        self.select(numbers.iter().copied())
    }

    fn unit(&self) -> f32 {
        RatingScale::new(&self.values).unit() as f32
    }
}

// ANCHOR: negatives
/// Interactions, and beside each some *negatives*: items that its user has not touched, drawn anew
/// whenever they are dealt. They are never all held at once.
#[derive(Clone, Debug)]
pub struct WithNegatives<'a> {
    positives: &'a Ratings,
    touched: &'a Touched,
    per_positive: usize,
    /// The user of each positive that gets negatives.
    users: Vec<u32>,
    rng: StdRng,
}

impl<'a> WithNegatives<'a> {
    /// Interactions, each with this many negatives that are not among `touched`. A user who has touched
    /// every item gets none.
    pub fn new(
        positives: &'a Ratings,
        touched: &'a Touched,
        per_positive: usize,
        seed: u64,
    ) -> Self {
        let users = positives.users.iter().copied();
        let users = users.filter(|&user| touched.n_untouched(user as usize) > 0).collect();
        Self { positives, touched, per_positive, users, rng: StdRng::seed_from_u64(seed) }
    }
}

impl Examples for WithNegatives<'_> {
    fn len(&self) -> usize {
        self.positives.len() + self.per_positive * self.users.len()
    }

    /// The positives have the first numbers, and the negatives the others.
    fn deal(&mut self, numbers: &[usize]) -> Ratings {
        let user = |&number: &usize| match number.checked_sub(self.positives.len()) {
            None => self.positives.users[number],
            Some(negative) => self.users[negative / self.per_positive],
        };
        let users: Vec<u32> = numbers.iter().map(user).collect();
        let example = |(&number, &user): (&usize, &u32)| {
            if number < self.positives.len() {
                return (self.positives.items[number], TOUCHED);
            }
            let place = self.rng.gen_range(0..self.touched.n_untouched(user as usize));
            (row_id(self.touched.untouched(user as usize, place)), UNTOUCHED)
        };
        let (items, values) = numbers.iter().zip(&users).map(example).unzip();
        Ratings { users, items, values, ..Ratings::default() }
    }
}
// ANCHOR_END: negatives
