//! How recommendations change the ratings they are learned from.

use super::{Catalogue, Learned, top_lists};
use crate::data::{Dataset, Rating, RatingScale, Ratings, Touched};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::index};
use rand_distr::StandardNormal;
use std::collections::HashSet;

/// Length of every user's list.
const LIST_LENGTH: usize = 10;

// ANCHOR: with_fans
/// Adds a few very active users to the ratings, who give every item of a genre the highest
/// rating and every other item the lowest. Their rows start at `data.n_users()`.
pub fn with_fans(data: &Dataset, ratings: &Ratings, genre: &str, fans: usize) -> Ratings {
    let RatingScale { lowest, highest, .. } = data.scale();
    let items = || 1..data.n_items();
    let values: Vec<f32> =
        items().map(|item| if is_of(data, item, genre) { highest } else { lowest }).collect();
    let mut all = ratings.bare();
    for fan in 0..fans {
        for (item, &value) in items().zip(&values) {
            all.push(Rating { user: data.n_users() + fan, item, value });
        }
    }
    all
}
// ANCHOR_END: with_fans

/// The share of items of a genre in the top lists of the data's users, ten items each; 0 if nothing is
/// left to recommend.
pub fn genre_share(data: &Dataset, catalogue: &Catalogue, model: &Learned, genre: &str) -> f64 {
    let lists = top_lists(model, 1..data.n_users(), catalogue, LIST_LENGTH);
    let (mut of_genre, mut all) = (0, 0);
    for shown in lists.flatten() {
        of_genre += usize::from(is_of(data, shown.item, genre));
        all += 1;
    }
    of_genre as f64 / all.max(1) as f64
}

fn is_of(data: &Dataset, item: usize, genre: &str) -> bool {
    let record = data.item_records.get(item).and_then(Option::as_ref);
    record.is_some_and(|record| record.genres.iter().any(|name| name == genre))
}

/// What users are shown in the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The ten items with the highest predicted ratings that they have not rated, but others have.
    Best,
    /// Ten random items that they have not rated.
    Random,
}

/// A loop of showing items, collecting ratings and training on them again.
pub struct FeedbackLoop<'a> {
    /// The model taken for the truth: users "really" rate as it predicts.
    pub world: &'a Learned,
    /// Standard deviation of their ratings around it.
    pub noise: f64,
    /// The ratings that they may give.
    pub scale: RatingScale,
    /// What users are shown.
    pub shown: Shown,
    /// Seed of the users' moods and of the random choice.
    pub seed: u64,
}

impl FeedbackLoop<'_> {
    // ANCHOR: run
    /// Runs `rounds` rounds, starting with the ratings `start`. In each round every user rates
    /// ten items, and `fit` trains a model on all ratings so far. Returns the standing before the
    /// first round and after each.
    ///
    /// # Errors
    /// Those of `fit`.
    pub fn run<E>(
        &self,
        start: &Ratings,
        rounds: usize,
        mut fit: impl FnMut(&Ratings) -> Result<Learned, E>,
    ) -> Result<Vec<Standing>, E> {
        let rng = &mut StdRng::seed_from_u64(self.seed);
        let mut ratings = start.bare();
        let mut model = fit(&ratings)?;
        let mut standings = vec![Standing::new(&model, &ratings)];
        for _ in 0..rounds {
            let shown = self.shown(&model, &ratings, rng);
            for (user, items) in (1..).zip(shown) {
                let taste = self.world.taste(user);
                for item in items {
                    let mood: f64 = rng.sample(StandardNormal);
                    let value = self.world.predict(&taste, item) + self.noise * mood;
                    ratings.push(Rating { user, item, value: self.scale.round(value) });
                }
            }
            model = fit(&ratings)?;
            standings.push(Standing::new(&model, &ratings));
        }
        Ok(standings)
    }
    // ANCHOR_END: run

    /// What every user is shown, from user 1 on.
    fn shown(&self, model: &Learned, ratings: &Ratings, rng: &mut StdRng) -> Vec<Vec<usize>> {
        let users = 1..model.n_users();
        let seen = Touched::new(ratings, model.n_users(), model.n_items());
        match self.shown {
            Shown::Best => top_lists(model, users, &Catalogue::new(ratings, seen), LIST_LENGTH)
                .map(|list| list.into_iter().map(|shown| shown.item).collect())
                .collect(),
            Shown::Random => users
                .map(|user| {
                    let n = seen.n_untouched(user);
                    let places = index::sample(rng, n, LIST_LENGTH.min(n)).into_iter();
                    places.map(|place| seen.untouched(user, place)).collect()
                })
                .collect(),
        }
    }
}

/// The state of the loop after a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Distinct items among every user's ten best, seen or not.
    pub distinct_items: usize,
    /// The share of all ratings that go to the most rated tenth of the items.
    pub top_tenth: f64,
}

impl Standing {
    fn new(model: &Learned, ratings: &Ratings) -> Self {
        let nothing_seen = Touched::new(&Ratings::default(), model.n_users(), model.n_items());
        let catalogue = Catalogue::new(ratings, nothing_seen);
        let lists = top_lists(model, 1..model.n_users(), &catalogue, LIST_LENGTH);
        let items: HashSet<usize> = lists.flatten().map(|shown| shown.item).collect();
        let mut counts = vec![0_usize; model.n_items()];
        for &item in &ratings.items {
            counts[item as usize] += 1;
        }
        let counts = &mut counts[1..];
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let tenth: usize = counts[..counts.len().div_ceil(10)].iter().sum();
        Self { distinct_items: items.len(), top_tenth: tenth as f64 / ratings.len() as f64 }
    }
}
