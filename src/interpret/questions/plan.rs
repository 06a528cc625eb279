//! Which film to ask about next.

use super::Interview;
use crate::data::{Dataset, Ratings, Touched};
use crate::interpret::Learned;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};

/// With fewer ratings than this, their scatter may be chance.
const ENOUGH_RATINGS: usize = 20;

/// How many of the most rated films count as well known.
const WELL_KNOWN: usize = 200;

/// A way to choose questions (the first three are much like those that Rashid et al. compare, 2002,
/// <https://doi.org/10.1145/502716.502737>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The films with the most ratings.
    MostRated,
    /// The films whose ratings have the largest variance, among those with at least 20.
    MostDisputed,
    /// Any films.
    Random,
    /// Of the 200 most rated films, first the most rated one, and then always the one whose factors are
    /// farthest from all that have been asked (Gonzalez, 1985,
    /// <https://doi.org/10.1016/0304-3975(85)90224-5>).
    Spread,
    /// The film whose answer shrinks the uncertainty most, as if everyone knew every film.
    ShrinksMost,
    /// The film for which this times the share of the users who have rated it is highest.
    ShrinksTimesKnown,
}

/// The order of the questions.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// The same films for everyone, in this order.
    List(Vec<usize>),
    /// The film with the highest [`Interview::next_question`], for these chances of an answer, one for each
    /// film.
    Adaptive(Vec<f64>),
}

impl Policy {
    /// All policies, the simplest first.
    pub const ALL: [Self; 6] = [
        Self::MostRated,
        Self::MostDisputed,
        Self::Random,
        Self::Spread,
        Self::ShrinksMost,
        Self::ShrinksTimesKnown,
    ];

    /// Its name in tables and figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::MostRated => "most rated",
            Self::MostDisputed => "most disputed",
            Self::Random => "random",
            Self::Spread => "spread over the map",
            Self::ShrinksMost => "shrinks most",
            Self::ShrinksTimesKnown => "shrinks × known",
        }
    }

    /// The order of the questions, from what the known users have rated. The same seed gives the same
    /// order.
    ///
    /// # Panics
    /// If a user or film in `known` does not exist.
    pub fn plan(self, model: &Learned, data: &Dataset, known: &Ratings, seed: u64) -> Plan {
        let shares = known_to(data, known);
        let mut films: Vec<usize> = (1..shares.len()).filter(|&film| shares[film] > 0.0).collect();
        films.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]));
        match self {
            Self::MostRated => {}
            Self::MostDisputed => {
                let scatter = scatter(known, data.n_items());
                films.sort_by(|&a, &b| scatter[b].total_cmp(&scatter[a]));
            }
            Self::Random => films.shuffle(&mut StdRng::seed_from_u64(seed)),
            Self::Spread => {
                films.truncate(WELL_KNOWN);
                films = farthest_first(model, films);
            }
            Self::ShrinksMost => return Plan::Adaptive(vec![1.0; data.n_items()]),
            Self::ShrinksTimesKnown => return Plan::Adaptive(shares),
        }
        Plan::List(films)
    }
}

impl Plan {
    /// The film to ask about next; `None` if there is no other.
    pub fn next(&self, interview: &Interview) -> Option<usize> {
        match self {
            Self::List(films) => films.iter().copied().find(|&film| interview.is_open(film)),
            Self::Adaptive(chances) => interview.next_question(chances),
        }
    }
}

/// The share of the users with any ratings who have rated each film: how likely a newcomer is to know it. It
/// is 0 for row 0.
///
/// # Panics
/// If a user or film in `known` does not exist.
pub fn known_to(data: &Dataset, known: &Ratings) -> Vec<f64> {
    let touched = Touched::new(known, data.n_users(), data.n_items());
    let users = (1..data.n_users()).filter(|&user| !touched.by(user).is_empty()).count();
    let raters = touched.transposed();
    (0..data.n_items()).map(|film| raters.by(film).len() as f64 / users.max(1) as f64).collect()
}

/// The variance of each film's ratings; -1 if there are too few to say.
fn scatter(ratings: &Ratings, n_items: usize) -> Vec<f64> {
    let mut of_film = vec![Vec::new(); n_items];
    ratings.iter().for_each(|rating| of_film[rating.item].push(f64::from(rating.value)));
    let variance = |ratings: &Vec<f64>| {
        let n = ratings.len() as f64;
        let mean = ratings.iter().sum::<f64>() / n;
        ratings.iter().map(|rating| (rating - mean).powi(2)).sum::<f64>() / n
    };
    let enough = |ratings: &Vec<f64>| ratings.len() >= ENOUGH_RATINGS;
    of_film.iter().map(|ratings| if enough(ratings) { variance(ratings) } else { -1.0 }).collect()
}

/// The first film, and then always the one that is farthest from all before it.
fn farthest_first(model: &Learned, mut left: Vec<usize>) -> Vec<usize> {
    let mut nearest = vec![f64::INFINITY; left.len()];
    let mut order = Vec::new();
    while !left.is_empty() {
        let farthest = (0..left.len()).rev().max_by(|&a, &b| nearest[a].total_cmp(&nearest[b]));
        let place = farthest.expect("films are left");
        let asked = left.remove(place);
        nearest.remove(place);
        order.push(asked);
        for (distance, &film) in nearest.iter_mut().zip(&left) {
            let apart = model.item_factors.row(film) - model.item_factors.row(asked);
            *distance = distance.min(apart.norm());
        }
    }
    order
}
