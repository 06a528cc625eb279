//! Ratings that arrive after the training.

use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use workbook::data::{Dataset, Ratings};

/// What arrives late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// Some of the ratings, by users of films that are mostly known.
    Ratings,
    /// Some of the users, with all their ratings.
    Users,
    /// Some of the films, with all their ratings.
    Films,
}

impl Late {
    pub const ALL: [Self; 3] = [Self::Ratings, Self::Users, Self::Films];

    pub fn name(self) -> &'static str {
        match self {
            Self::Ratings => "ratings",
            Self::Users => "users",
            Self::Films => "films",
        }
    }

    /// The ratings that are there from the start, and a random share that arrives later.
    pub fn hold_back(
        self,
        data: &Dataset,
        all: &Ratings,
        share: f64,
        seed: u64,
    ) -> (Ratings, Ratings) {
        let n = match self {
            Self::Ratings => all.len(),
            Self::Users => data.n_users(),
            Self::Films => data.n_items(),
        };
        let mut order: Vec<usize> = (0..n).collect();
        order.shuffle(&mut StdRng::seed_from_u64(seed));
        let mut is_late = vec![false; n];
        let late = (n as f64 * share).round() as usize;
        order[..late].iter().for_each(|&place| is_late[place] = true);
        let (later, known): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|&i| match self {
            Self::Ratings => is_late[i],
            Self::Users => is_late[all.users[i] as usize],
            Self::Films => is_late[all.items[i] as usize],
        });
        (all.select(known), all.select(later))
    }
}
