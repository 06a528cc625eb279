//! What recommendations do to the ratings they are learned from.

use super::{Learned, seen_by_user, top_lists};
use crate::data::{Dataset, Ratings};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rand_distr::StandardNormal;
use std::collections::HashSet;

/// Length of everyone's list.
pub const LIST: usize = 10;

// ANCHOR: with_fans
/// The ratings with a few very active users added, who give every film of a genre the highest rating and
/// every other film the lowest. They take the rows from `data.n_users()` on.
pub fn with_fans(data: &Dataset, ratings: &Ratings, genre: &str, fans: usize) -> Ratings {
    let (low, high) = (data.lowest_rating(), data.highest_rating());
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

/// The share of films of a genre among the top lists of the users of the data.
pub fn genre_share(data: &Dataset, model: &Learned, genre: &str) -> f64 {
    let lists = &top_lists(model, &data.ratings, LIST)[1..data.n_users()];
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
    /// The ten films with the highest predicted ratings that they have not rated.
    Best,
    /// Ten films that they have not rated, at random.
    Random,
}

/// A loop of showing films, collecting ratings and learning from them again.
pub struct FeedbackLoop<'a> {
    /// Gives the ratings that users "really" would: a model taken for the truth.
    pub world: &'a Learned,
    /// How much their ratings scatter around it (standard deviation).
    pub noise: f64,
    /// The lowest and the highest rating that there is.
    pub scale: (f32, f32),
    /// What they are shown.
    pub shown: Shown,
    /// Seed of their moods and of the random choice.
    pub seed: u64,
}

impl FeedbackLoop<'_> {
    // ANCHOR: run
    /// Runs `rounds` rounds from the ratings `start`; returns how things stand before the first and
    /// after each. In each round every user rates ten films, and `fit` trains a model on all ratings so
    /// far.
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
        let mut standings = vec![Standing::of(&model, &ratings)];
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
            standings.push(Standing::of(&model, &ratings));
        }
        Ok(standings)
    }
    // ANCHOR_END: run

    /// What every user is shown, by row; the unknown user's list is of no consequence.
    fn shown(&self, model: &Learned, ratings: &Ratings, rng: &mut StdRng) -> Vec<Vec<usize>> {
        match self.shown {
            Shown::Best => (top_lists(model, ratings, LIST).into_iter())
                .map(|list| list.into_iter().map(|shown| shown.item).collect())
                .collect(),
            Shown::Random => (seen_by_user(ratings, model.n_users()).into_iter())
                .map(|seen| {
                    let unseen: Vec<usize> =
                        (1..model.n_items()).filter(|item| !seen.contains(item)).collect();
                    unseen.choose_multiple(rng, LIST).copied().collect()
                })
                .collect(),
        }
    }
}

/// How things stand in the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Distinct films among everyone's ten best, seen or not.
    pub distinct_films: usize,
    /// The share of all ratings that the most rated tenth of the films has.
    pub top_tenth: f64,
}

impl Standing {
    fn of(model: &Learned, ratings: &Ratings) -> Self {
        let lists = top_lists(model, &Ratings::default(), LIST);
        let films: HashSet<usize> = lists[1..].iter().flatten().map(|film| film.item).collect();
        let mut counts = vec![0_usize; model.n_items() - 1];
        for &item in &ratings.items {
            counts[item - 1] += 1;
        }
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let tenth: usize = counts[..counts.len().div_ceil(10)].iter().sum();
        Self { distinct_films: films.len(), top_tenth: tenth as f64 / ratings.len() as f64 }
    }
}
