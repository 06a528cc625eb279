//! How recommendations change the ratings they are learned from.

use super::{Learned, seen_by_user, top_lists};
use crate::data::{Dataset, Ratings};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rand_distr::StandardNormal;
use std::collections::HashSet;

/// Length of every user's list.
const LIST_LENGTH: usize = 10;

// ANCHOR: with_fans
/// Adds a few very active users to the ratings, who give every item of a genre the highest rating and
/// every other item the lowest. Their rows start at `data.n_users()`.
pub fn with_fans(data: &Dataset, ratings: &Ratings, genre: &str, fans: usize) -> Ratings {
    let low = data.lowest_rating();
    let high = data.highest_rating();
    let items = || 1..data.n_items();
    let values: Vec<f32> =
        items().map(|item| if is_of(data, item, genre) { high } else { low }).collect();
    let mut all = ratings.bare();
    for fan in 0..fans {
        all.users.extend(items().map(|_| data.n_users() + fan));
        all.items.extend(items());
        all.values.extend(&values);
    }
    all
}
// ANCHOR_END: with_fans

/// The share of items of a genre in the top lists of the data's users, ten items each.
pub fn genre_share(data: &Dataset, model: &Learned, genre: &str) -> f64 {
    let lists = &top_lists(model, &data.ratings, LIST_LENGTH)[1..data.n_users()];
    let shown: Vec<usize> = lists.iter().flatten().map(|shown| shown.item).collect();
    let of_genre = shown.iter().filter(|&&item| is_of(data, item, genre)).count();
    of_genre as f64 / shown.len() as f64
}

fn is_of(data: &Dataset, item: usize, genre: &str) -> bool {
    let record = data.item_records.get(item).and_then(Option::as_ref);
    record.is_some_and(|record| record.genres.iter().any(|name| name == genre))
}

/// What users are shown in the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The ten items with the highest predicted ratings that they have not rated.
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
    /// The lowest and the highest possible rating.
    pub scale: (f32, f32),
    /// What users are shown.
    pub shown: Shown,
    /// Seed of the users' moods and of the random choice.
    pub seed: u64,
}

impl FeedbackLoop<'_> {
    // ANCHOR: run
    /// Runs `rounds` rounds, starting with the ratings `start`. In each round every user rates ten
    /// items, and `fit` trains a model on all ratings so far. Returns the standing before the first
    /// round and after each.
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
        let truth = self.world.predict_all();
        let mut model = fit(&ratings)?;
        let mut standings = vec![Standing::new(&model, &ratings)];
        for _ in 0..rounds {
            let shown = self.shown(&model, &ratings, rng);
            for (user, items) in shown.into_iter().enumerate().skip(1) {
                for item in items {
                    let mood: f64 = rng.sample(StandardNormal);
                    let rating = (truth[(user, item)] + self.noise * mood).round() as f32;
                    ratings.users.push(user);
                    ratings.items.push(item);
                    ratings.values.push(rating.clamp(self.scale.0, self.scale.1));
                }
            }
            model = fit(&ratings)?;
            standings.push(Standing::new(&model, &ratings));
        }
        Ok(standings)
    }
    // ANCHOR_END: run

    /// What every user is shown, by row. The list of the unknown user, row 0, is ignored.
    fn shown(&self, model: &Learned, ratings: &Ratings, rng: &mut StdRng) -> Vec<Vec<usize>> {
        match self.shown {
            Shown::Best => (top_lists(model, ratings, LIST_LENGTH).into_iter())
                .map(|list| list.into_iter().map(|shown| shown.item).collect())
                .collect(),
            Shown::Random => (seen_by_user(ratings, model.n_users()).into_iter())
                .map(|seen| {
                    let unseen: Vec<usize> =
                        (1..model.n_items()).filter(|item| !seen.contains(item)).collect();
                    unseen.choose_multiple(rng, LIST_LENGTH).copied().collect()
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
        let lists = top_lists(model, &Ratings::default(), LIST_LENGTH);
        let films: HashSet<usize> = lists[1..].iter().flatten().map(|film| film.item).collect();
        let mut counts = vec![0_usize; model.n_items() - 1];
        for &item in &ratings.items {
            counts[item - 1] += 1;
        }
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let tenth: usize = counts[..counts.len().div_ceil(10)].iter().sum();
        Self { distinct_items: films.len(), top_tenth: tenth as f64 / ratings.len() as f64 }
    }
}
