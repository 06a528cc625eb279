//! Which films a user rates: the popular ones, and those that suit the user.
//!
//! A film's weight for a user is its popularity times what the user's affinity to it makes of it, and a
//! user's films are drawn one by one, without replacement, with probabilities proportional to the weights.
//! There are two ways to do so. The first looks at every film for every user, which takes as many
//! steps as there are pairs. The second draws popular films and lets each user turn down what does not
//! suit, which takes a few steps for each rating, so that large sets are made in seconds.

use super::tastes::standardised;
use crate::data::row_id;
use crate::data::truth::{Latent, Truth};
use rand::{Rng, rngs::StdRng};
use rand_distr::{Distribution, Exp1, StandardNormal, WeightedAliasIndex};

/// How steeply popularity falls among the most popular films, where a few stand out …
const POPULARITY_HEAD: f64 = 4.8;
/// … and how steeply among the least popular, most of which are hardly known.
const POPULARITY_TAIL: f64 = 2.7;
/// How much a film's popularity owes to its bias: the correlation of the two.
const POPULAR_IS_GOOD: f64 = 0.6;
/// How strongly users prefer what they will like: a star of affinity makes a film `exp(1.1)` times
/// as likely.
const SELF_SELECTION: f64 = 1.1;
/// The affinity in stars from which on users of a large set turn no film down. If they went on to prefer
/// what they will like even more, they would have to look at hundreds of films for each that they rate.
const SUITS: f64 = 2.5;
/// The most pairs of a user and a film for which every wish is drawn.
const MOST_WISHES: usize = 2_000_000;

/// Who rates which films.
pub enum Choices<'a> {
    /// How much each user wants to see each film, shape `(users, films)`.
    Wishes(Vec<Vec<f64>>),
    /// Films are offered to a user until enough of them suit.
    Offers(Box<Offers<'a>>),
}

impl<'a> Choices<'a> {
    /// The choices of users who rate `counts` films each, shape `(users,)`. Together they leave out no film.
    pub fn new(mut rng: StdRng, truth: &'a Truth, counts: &[usize]) -> Self {
        if truth.users.len() * truth.films.len() > MOST_WISHES {
            return Self::Offers(Box::new(Offers::new(rng, truth, counts)));
        }
        let mut wishes = wishes(&mut rng, truth);
        (0..truth.films.len()).for_each(|film| grant_a_viewer(film, &mut wishes, counts));
        Self::Wishes(wishes)
    }

    /// The ids of the `count` films that a user rates.
    pub fn of(&mut self, user: usize, count: usize) -> Vec<u32> {
        match self {
            Self::Wishes(wishes) => {
                let wishes = &wishes[user];
                let mut films: Vec<usize> = (0..wishes.len()).collect();
                films.sort_by(|&a, &b| wishes[b].total_cmp(&wishes[a]));
                films.truncate(count);
                films.into_iter().map(|film| row_id(film + 1)).collect()
            }
            Self::Offers(offers) => offers.accepted(user, count),
        }
    }
}

/// How much each user wants to see each film, shape `(users, films)`; a user's `n` greatest wishes are
/// the films they rate.
///
/// A wish is the logarithm of the film's weight for the user plus a random number from the Gumbel
/// distribution. Taking the `n` greatest such sums is the same as drawing `n` films one by one,
/// without replacement, with probabilities proportional to the weights.
fn wishes(rng: &mut StdRng, truth: &Truth) -> Vec<Vec<f64>> {
    let mut wishes = log_weights(rng, truth);
    wishes.iter_mut().flatten().for_each(|weight| *weight += gumbel(rng));
    wishes
}

/// The logarithm of the weight with which each user chooses each film, shape `(users, films)`.
pub fn log_weights(rng: &mut StdRng, truth: &Truth) -> Vec<Vec<f64>> {
    let popularity = popularity(rng, truth);
    let weights_of = |user: &Latent| {
        let films = truth.films.iter().zip(&popularity);
        films.map(|(film, popularity)| popularity + SELF_SELECTION * user.affinity(film)).collect()
    };
    truth.users.iter().map(weights_of).collect()
}

/// A draw from the Gumbel distribution.
fn gumbel(rng: &mut StdRng) -> f64 {
    let uniform = rng.gen_range(f64::MIN_POSITIVE..1.0);
    -libm::log(-libm::log(uniform))
}

/// The logarithm of each film's popularity, shape `(films,)`.
///
/// It falls steadily from the most to the least popular film, which gives the counts their long
/// tail. Better films tend to be more popular.
fn popularity(rng: &mut StdRng, truth: &Truth) -> Vec<f64> {
    let n_films = truth.films.len();
    let quality = standardised(truth.films.iter().map(|film| film.bias).collect());
    let luck_share = (1.0 - POPULAR_IS_GOOD * POPULAR_IS_GOOD).sqrt();
    let appeal: Vec<f64> = quality
        .iter()
        .map(|quality| {
            POPULAR_IS_GOOD * quality + luck_share * rng.sample::<f64, _>(StandardNormal)
        })
        .collect();
    let mut ranking: Vec<usize> = (0..n_films).collect();
    ranking.sort_by(|&a, &b| appeal[b].total_cmp(&appeal[a]));
    let mut popularity = vec![0.0; n_films];
    for (rank, film) in ranking.into_iter().enumerate() {
        let depth = rank as f64 / n_films as f64;
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
    let viewer = (0..wishes.len())
        .max_by(|&a, &b| chance(a).total_cmp(&chance(b)))
        .expect("there are users");
    wishes[viewer][film] = f64::INFINITY;
}

/// Films offered by their popularity, each of which a user takes or turns down.
pub struct Offers<'a> {
    rng: StdRng,
    truth: &'a Truth,
    /// Draws films in proportion to their popularity.
    popular: WeightedAliasIndex<f64>,
    /// The films that each user takes whatever else is offered, shape `(users, …)`.
    granted: Vec<Vec<usize>>,
    /// Whether the user at hand has taken a film, shape `(films,)`.
    taken: Vec<bool>,
}

impl<'a> Offers<'a> {
    fn new(mut rng: StdRng, truth: &'a Truth, counts: &[usize]) -> Self {
        let draws =
            |weights: Vec<f64>| WeightedAliasIndex::new(weights).expect("weights are positive");
        let popular = draws(popularity(&mut rng, truth).into_iter().map(libm::exp).collect());
        // Every film gets one viewer for sure, an active one rather than another.
        let active = draws(counts.iter().map(|&count| count as f64).collect());
        let mut granted = vec![Vec::new(); counts.len()];
        for film in 0..truth.films.len() {
            let viewer = std::iter::repeat_with(|| active.sample(&mut rng))
                .find(|&user| granted[user].len() < counts[user])
                .expect("there are more ratings than films");
            granted[viewer].push(film);
        }
        Self { rng, truth, popular, granted, taken: vec![false; truth.films.len()] }
    }

    /// The ids of the first `count` films that a user takes.
    fn accepted(&mut self, user: usize, count: usize) -> Vec<u32> {
        let mut films = std::mem::take(&mut self.granted[user]);
        films.iter().for_each(|&film| self.taken[film] = true);
        let user = &self.truth.users[user];
        while films.len() < count {
            let film = self.popular.sample(&mut self.rng);
            let beyond = user.affinity(&self.truth.films[film]) - SUITS;
            // An exponential draw exceeds x with the probability exp(-x).
            let suits = self.rng.sample::<f64, _>(Exp1) > -SELF_SELECTION * beyond;
            if suits && !std::mem::replace(&mut self.taken[film], true) {
                films.push(film);
            }
        }
        films.iter().for_each(|&film| self.taken[film] = false);
        films.into_iter().map(|film| row_id(film + 1)).collect()
    }
}
