//! Who rates which film, and when.

use super::steps::{N_FILMS, N_RATINGS, N_USERS, SEED, Step};
use super::tastes::standardised;
use crate::data::truth::{Latent, Truth};
use rand::{Rng, rngs::StdRng, seq::SliceRandom};
use rand_distr::{Exp1, StandardNormal};

/// The fewest ratings of a user.
const MIN_RATINGS: usize = 20;
/// How unequally active users are: the standard deviation of the logarithm of their numbers of
/// ratings beyond the minimum.
const ACTIVITY_SPREAD: f64 = 1.15;
/// The most ratings of a user beyond the minimum, as a multiple of a typical user's.
const MAX_ACTIVITY: f64 = 13.0;
/// How steeply popularity falls among the most popular films, where a few stand out …
const POPULARITY_HEAD: f64 = 4.8;
/// … and how steeply among the least popular, most of which are hardly known.
const POPULARITY_TAIL: f64 = 2.7;
/// How much a film's popularity owes to its bias: the correlation of the two.
const POPULAR_IS_GOOD: f64 = 0.6;
/// How strongly users prefer what they will like: a star of affinity makes a film `exp(1.1)` times
/// as likely.
const SELF_SELECTION: f64 = 1.1;

/// The first and the last moment of the set, in Unix time: 20 September 1997 and 22 April 1998.
const PERIOD: (u32, u32) = (874_713_600, 893_289_599);
/// Seconds between two ratings of a sitting, on average.
const SECONDS_PER_RATING: f64 = 30.0;
/// The probability that a user comes back for another sitting.
const COMES_BACK: f64 = 0.4;

/// A user rates a film.
pub struct Viewing {
    /// The user's id, from 1.
    pub user: usize,
    /// The film's id, from 1.
    pub film: usize,
    /// Unix time, in seconds.
    pub time: u32,
}

/// All viewings, user by user: as many as there are ratings, no pair twice, no film left out.
pub fn viewings(truth: &Truth, seed: u64) -> Vec<Viewing> {
    let mut rng = Step::Viewing.random(seed);
    let counts = activity(&mut rng);
    let mut wishes = wishes(&mut rng, truth);
    (0..N_FILMS).for_each(|film| grant_a_viewer(film, &mut wishes, &counts));

    let mut times_rng = Step::Times.random(seed);
    let mut viewings = Vec::with_capacity(N_RATINGS);
    for ((user, wishes), &count) in (1..).zip(&wishes).zip(&counts) {
        let mut films: Vec<usize> = (1..=N_FILMS).collect();
        films.sort_by(|a, b| wishes[b - 1].total_cmp(&wishes[a - 1]));
        films.truncate(count);
        films.shuffle(&mut times_rng);
        let times = times(&mut times_rng, count);
        let viewing = |(film, time)| Viewing { user, film, time };
        viewings.extend(films.into_iter().zip(times).map(viewing));
    }
    viewings
}

/// How many films each user rates, shape `(N_USERS,)`. Most users rate few and a few rate many; they
/// sum to [`N_RATINGS`].
fn activity(rng: &mut StdRng) -> Vec<usize> {
    let eagerness: Vec<f64> = (0..N_USERS)
        .map(|_| {
            libm::exp(ACTIVITY_SPREAD * rng.sample::<f64, _>(StandardNormal)).min(MAX_ACTIVITY)
        })
        .collect();
    let to_share_out = N_RATINGS - N_USERS * MIN_RATINGS;
    let scale = to_share_out as f64 / eagerness.iter().sum::<f64>();
    let mut counts: Vec<usize> =
        eagerness.iter().map(|x| MIN_RATINGS + (x * scale) as usize).collect();
    // Rounding down has left a few ratings over, fewer than one per user.
    let left_over = N_RATINGS - counts.iter().sum::<usize>();
    for count in &mut counts[..left_over] {
        *count += 1;
    }
    counts
}

/// How much each user wants to see each film, shape `(N_USERS, N_FILMS)`; a user's `n` greatest
/// wishes are the films they rate.
///
/// A wish is the logarithm of the film's weight for the user plus a random number from the Gumbel
/// distribution. Taking the `n` greatest such sums is the same as drawing `n` films one by one,
/// without replacement, with probabilities proportional to the weights.
fn wishes(rng: &mut StdRng, truth: &Truth) -> Vec<Vec<f64>> {
    let mut wishes = log_weights(rng, truth);
    wishes.iter_mut().flatten().for_each(|weight| *weight += gumbel(rng));
    wishes
}

/// The logarithm of the weight with which each user chooses each film, shape `(N_USERS, N_FILMS)`.
fn log_weights(rng: &mut StdRng, truth: &Truth) -> Vec<Vec<f64>> {
    let popularity = popularity(rng, truth);
    let weights_of = |user: &Latent| {
        let films = truth.films.iter().zip(&popularity);
        films.map(|(film, popularity)| popularity + SELF_SELECTION * user.affinity(film)).collect()
    };
    truth.users.iter().map(weights_of).collect()
}

/// The logarithm of the weight with which each user chose each film of the built-in data, up to a
/// constant of the user, shape `(N_USERS, N_FILMS)`.
pub fn true_log_weights(truth: &Truth) -> Vec<Vec<f64>> {
    let mut rng = Step::Viewing.random(SEED);
    // The random numbers of the popularity come after those of the activity.
    activity(&mut rng);
    log_weights(&mut rng, truth)
}

/// A draw from the Gumbel distribution.
fn gumbel(rng: &mut StdRng) -> f64 {
    let uniform = rng.gen_range(f64::MIN_POSITIVE..1.0);
    -libm::log(-libm::log(uniform))
}

/// The logarithm of each film's popularity, shape `(N_FILMS,)`.
///
/// It falls steadily from the most to the least popular film, which gives the counts their long
/// tail. Better films tend to be more popular.
fn popularity(rng: &mut StdRng, truth: &Truth) -> Vec<f64> {
    let quality = standardised(truth.films.iter().map(|film| film.bias).collect());
    let luck_share = (1.0 - POPULAR_IS_GOOD * POPULAR_IS_GOOD).sqrt();
    let appeal: Vec<f64> = quality
        .iter()
        .map(|quality| {
            POPULAR_IS_GOOD * quality + luck_share * rng.sample::<f64, _>(StandardNormal)
        })
        .collect();
    let mut ranking: Vec<usize> = (0..N_FILMS).collect();
    ranking.sort_by(|&a, &b| appeal[b].total_cmp(&appeal[a]));
    let mut popularity = vec![0.0; N_FILMS];
    for (rank, film) in ranking.into_iter().enumerate() {
        let depth = rank as f64 / N_FILMS as f64;
        popularity[film] =
            -POPULARITY_HEAD * libm::cbrt(depth) - POPULARITY_TAIL * depth * depth * depth;
    }
    popularity
}

/// Makes a film a sure choice of one user, so that it gets at least one rating.
///
/// The user with the greatest wish for it is taken, where active users have a better chance.
fn grant_a_viewer(film: usize, wishes: &mut [Vec<f64>], counts: &[usize]) {
    let chance = |user: usize| wishes[user][film] + libm::log(counts[user] as f64);
    let viewer =
        (0..N_USERS).max_by(|&a, &b| chance(a).total_cmp(&chance(b))).expect("there are users");
    wishes[viewer][film] = f64::INFINITY;
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
