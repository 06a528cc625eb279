//! Who rates which film, and when.

use super::choices::Choices;
use super::shape::{MIN_RATINGS, Shape};
use super::steps::{SEED, Step};
use crate::data::row_id;
use crate::data::truth::Truth;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use rand_distr::{Exp1, StandardNormal};

/// How unequally active users are: the standard deviation of the logarithm of their numbers of
/// ratings beyond the minimum.
const ACTIVITY_SPREAD: f64 = 1.15;
/// The most ratings of a user beyond the minimum, as a multiple of a typical user's.
const MAX_ACTIVITY: f64 = 13.0;

/// The first and the last moment of the set, in Unix time: 20 September 1997 and 22 April 1998.
const PERIOD: (u32, u32) = (874_713_600, 893_289_599);
/// Seconds between two ratings of a sitting, on average.
const SECONDS_PER_RATING: f64 = 30.0;
/// The probability that a user comes back for another sitting.
const COMES_BACK: f64 = 0.4;

/// A user rates a film. There may be millions of these, so the numbers are small.
pub struct Viewing {
    /// The user's id, from 1.
    pub user: u32,
    /// The film's id, from 1.
    pub film: u32,
    /// Unix time, in seconds.
    pub time: u32,
}

/// All viewings of a set of this shape, user by user: as many as there are ratings, no pair twice, no
/// film left out.
pub fn viewings(truth: &Truth, shape: Shape, seed: u64) -> Vec<Viewing> {
    let mut rng = Step::Viewing.random(seed);
    let counts = activity(&mut rng, shape);
    let mut choices = Choices::new(rng, truth, &counts);

    let mut times_rng = Step::Times.random(seed);
    let mut viewings = Vec::with_capacity(shape.ratings);
    for (user, &count) in counts.iter().enumerate() {
        let mut films = choices.of(user, count);
        films.shuffle(&mut times_rng);
        let times = times(&mut times_rng, count);
        let id = row_id(user + 1);
        let viewing = |(film, time)| Viewing { user: id, film, time };
        viewings.extend(films.into_iter().zip(times).map(viewing));
    }
    viewings
}

/// How many films each user rates, shape `(users,)`. Most users rate few and a few rate many, at most half
/// of the films; they sum to the ratings of the set.
fn activity(rng: &mut StdRng, shape: Shape) -> Vec<usize> {
    let eagerness: Vec<f64> = (0..shape.users)
        .map(|_| {
            libm::exp(ACTIVITY_SPREAD * rng.sample::<f64, _>(StandardNormal)).min(MAX_ACTIVITY)
        })
        .collect();
    let to_share_out = shape.ratings - shape.users * MIN_RATINGS;
    let scale = to_share_out as f64 / eagerness.iter().sum::<f64>();
    let most = shape.films / 2;
    let mut counts: Vec<usize> =
        eagerness.iter().map(|x| (MIN_RATINGS + (x * scale) as usize).min(most)).collect();
    // Rounding down has left a few ratings over, and so have users who want more than half of the films.
    let mut left_over = shape.ratings - counts.iter().sum::<usize>();
    while left_over > 0 {
        for count in counts.iter_mut().filter(|count| **count < most).take(left_over) {
            *count += 1;
            left_over -= 1;
        }
    }
    counts
}

/// The logarithm of the weight with which each user chose each film of the built-in data, up to a
/// constant of the user, shape `(users, films)`.
pub fn true_log_weights(truth: &Truth) -> Vec<Vec<f64>> {
    let mut rng = Step::Viewing.random(SEED);
    // The random numbers of the popularity come after those of the activity.
    activity(&mut rng, Shape::BUILT_IN);
    super::choices::log_weights(&mut rng, truth)
}

/// When a user makes `count` ratings, in Unix time and in order: in one sitting or several, of
/// minutes to hours.
fn times(rng: &mut StdRng, count: usize) -> Vec<u32> {
    // The longest sittings take hours, so the last one starts at least a day before the end.
    let first = PERIOD.0;
    let last = PERIOD.1 - 24 * 60 * 60;
    let mut starts = vec![rng.gen_range(first..last)];
    while rng.gen_bool(COMES_BACK) {
        starts.push(rng.gen_range(starts[0]..last));
    }
    let per_sitting = count.div_ceil(starts.len());
    let mut times: Vec<u32> =
        starts.iter().flat_map(|&start| sitting(rng, start, per_sitting)).collect();
    times.truncate(count);
    times.sort_unstable();
    times
}

/// The times of `count` ratings in a row, in Unix time.
fn sitting(rng: &mut StdRng, start: u32, count: usize) -> Vec<u32> {
    let mut elapsed = 0.0;
    let moment = |_| {
        elapsed += SECONDS_PER_RATING * rng.sample::<f64, _>(Exp1);
        start + elapsed as u32
    };
    (0..count).map(moment).collect()
}
