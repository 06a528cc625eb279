//! How recommendations change the ratings they are learned from.

use super::{Catalogue, Learned, Taste, top_lists};
use crate::data::{Dataset, Rating, RatingScale, Ratings, Touched};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::index};
use rand_distr::StandardNormal;
use std::collections::HashSet;

/// Length of the lists that are counted.
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
    /// The items with the highest predicted ratings that they have not rated, but others have.
    Best,
    /// Random items that they have not rated.
    Random,
    /// The best, but this many of the places go to random items that they have not rated either.
    Mixed {
        /// How many places are left to chance; as many as there are leave none to the best, and so do more.
        random: usize,
    },
}

impl Shown {
    /// How many of these places are left to chance.
    fn random_of(self, places: usize) -> usize {
        match self {
            Self::Best => 0,
            Self::Random => places,
            Self::Mixed { random } => random.min(places),
        }
    }
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
    /// How many items each of them is shown in a round.
    pub places: usize,
    /// Seed of the users' moods and of the random choice.
    pub seed: u64,
}

impl FeedbackLoop<'_> {
    /// The standings of [`watch`](Self::watch): before the first round, and after each.
    ///
    /// # Errors
    /// Those of `fit`.
    pub fn run<E>(
        &self,
        start: &Ratings,
        rounds: usize,
        fit: impl FnMut(&Ratings) -> Result<Learned, E>,
    ) -> Result<Vec<Standing>, E> {
        let mut standings = Vec::with_capacity(rounds + 1);
        self.watch(start, rounds, fit, |standing| standings.push(standing))?;
        Ok(standings)
    }

    // ANCHOR: run
    /// Runs `rounds` rounds, starting with the ratings `start`. In each round every user rates
    /// what is shown, and `fit` trains a model on all ratings so far. `report` gets the standing
    /// before the first round, and after each as soon as it is known.
    ///
    /// # Errors
    /// Those of `fit`.
    pub fn watch<E>(
        &self,
        start: &Ratings,
        rounds: usize,
        mut fit: impl FnMut(&Ratings) -> Result<Learned, E>,
        mut report: impl FnMut(Standing),
    ) -> Result<(), E> {
        let rng = &mut StdRng::seed_from_u64(self.seed);
        let mut ratings = start.bare();
        let mut model = fit(&ratings)?;
        report(self.standing(&model, &ratings, None));
        for _ in 0..rounds {
            let shown = self.shown(&model, &ratings, rng);
            let enjoyed = self.mean_rating(&shown);
            for (user, items) in (1..).zip(shown) {
                let taste = self.world.taste(user);
                for item in items {
                    ratings.push(Rating { user, item, value: self.rating(&taste, item, rng) });
                }
            }
            model = fit(&ratings)?;
            report(self.standing(&model, &ratings, enjoyed));
        }
        Ok(())
    }
    // ANCHOR_END: run

    /// The same users and items with ratings as users give them in the loop. A loop that starts with them
    /// knows nothing of its world but what it was told there, and so its errors against that world mean
    /// something.
    pub fn rated_anew(&self, ratings: &Ratings, seed: u64) -> Ratings {
        let rng = &mut StdRng::seed_from_u64(seed);
        let mut anew = ratings.bare();
        for (value, (user, item)) in anew.values.iter_mut().zip(ratings.pairs()) {
            *value = self.rating(&self.world.taste(user), item, rng);
        }
        anew
    }

    /// The rating that a user with this taste gives an item: the truth with a mood, on the scale.
    fn rating(&self, taste: &Taste, item: usize, rng: &mut StdRng) -> f32 {
        let mood: f64 = rng.sample(StandardNormal);
        self.scale.round(self.world.predict(taste, item) + self.noise * mood)
    }

    // ANCHOR: shown
    /// What every user is shown, from user 1 on: the best first, then what chance adds.
    fn shown(&self, model: &Learned, ratings: &Ratings, rng: &mut StdRng) -> Vec<Vec<usize>> {
        let random = self.shown.random_of(self.places);
        let users = 1..model.n_users();
        let seen = Touched::new(ratings, model.n_users(), model.n_items());
        let catalogue = Catalogue::new(ratings, seen);
        let best = top_lists(model, users.clone(), &catalogue, self.places - random);
        users
            .zip(best)
            .map(|(user, best)| {
                let mut shown: Vec<usize> = best.into_iter().map(|best| best.item).collect();
                shown.extend(random_unseen(&catalogue.seen, user, &shown, random, rng));
                shown
            })
            .collect()
    }
    // ANCHOR_END: shown

    fn standing(&self, model: &Learned, ratings: &Ratings, enjoyed: Option<f64>) -> Standing {
        let nothing_seen = Touched::new(&Ratings::default(), model.n_users(), model.n_items());
        let catalogue = Catalogue::new(ratings, nothing_seen);
        let lists: Vec<Vec<usize>> = top_lists(model, 1..model.n_users(), &catalogue, LIST_LENGTH)
            .map(|list| list.into_iter().map(|best| best.item).collect())
            .collect();
        Standing {
            distinct_items: lists.iter().flatten().collect::<HashSet<_>>().len(),
            top_tenth: top_tenth(ratings, model.n_items()),
            catalogue_error: self.catalogue_error(model),
            rating_of_best: self.mean_rating(&lists),
            rating_of_shown: enjoyed,
        }
    }

    /// The mean true rating of a list of items for each user, from user 1 on; `None` without items.
    fn mean_rating(&self, lists: &[Vec<usize>]) -> Option<f64> {
        let ratings = (1..).zip(lists).flat_map(|(user, items)| {
            let taste = self.world.taste(user);
            items.iter().map(move |&item| self.world.predict(&taste, item))
        });
        let n: usize = lists.iter().map(Vec::len).sum();
        (n > 0).then(|| ratings.sum::<f64>() / n as f64)
    }

    /// The mean squared difference between a model's predictions and the truth, row 0 left out.
    fn catalogue_error(&self, model: &Learned) -> f64 {
        let predictions =
            |model: &Learned, user| model.scores(user..user + 1).map(|score| model.squeeze(score));
        let errors = (1..model.n_users()).map(|user| {
            let errors = predictions(model, user) - predictions(self.world, user);
            errors.rows(1, errors.len() - 1).norm_squared()
        });
        let pairs = (model.n_users() - 1) * (model.n_items() - 1);
        errors.sum::<f64>() / pairs as f64
    }
}

/// The share of the ratings that go to the most rated tenth of the items.
fn top_tenth(ratings: &Ratings, n_items: usize) -> f64 {
    let mut counts = vec![0_usize; n_items];
    for &item in &ratings.items {
        counts[item as usize] += 1;
    }
    let counts = &mut counts[1..];
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let tenth: usize = counts[..counts.len().div_ceil(10)].iter().sum();
    tenth as f64 / ratings.len() as f64
}

/// This many random items that a user has not seen and that are not among `shown`, or as many as there
/// are.
fn random_unseen(
    seen: &Touched,
    user: usize,
    shown: &[usize],
    n: usize,
    rng: &mut StdRng,
) -> Vec<usize> {
    // Without a place to fill, the random numbers that follow stay as they are.
    if n == 0 {
        return Vec::new();
    }
    let unseen = seen.n_untouched(user);
    // Enough for all that are shown to be among them.
    let places = index::sample(rng, unseen, (n + shown.len()).min(unseen)).into_iter();
    let items = places.map(|place| seen.untouched(user, place));
    items.filter(|item| !shown.contains(item)).take(n).collect()
}

/// The state of the loop after a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Distinct items among every user's ten best, seen or not.
    pub distinct_items: usize,
    /// The share of all ratings that go to the most rated tenth of the items.
    pub top_tenth: f64,
    /// The mean squared error of the model on all pairs of a user and an item, rated or not: how far it
    /// is from the truth.
    pub catalogue_error: f64,
    /// What users really think of their ten best, seen or not: the mean true rating.
    pub rating_of_best: Option<f64>,
    /// What they really thought of what they were shown in this round; `None` before the first, and if
    /// there was nothing left to show.
    pub rating_of_shown: Option<f64>,
}
