//! Everyone's lists, measured.

use crate::fitted::{Fitted, LENGTH};
use crate::methods::Method;
use crate::round::Round;
use workbook::interpret::{Placing, lists};
use workbook::learn::Spread;

/// What one way of making lists reaches in one round.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// The share of users whose latest film is on their list.
    pub hit_ratio: f64,
    /// The same, with less for a lower place.
    pub ndcg: f64,
    /// How many films on a list its user did rate in the fifth held out.
    pub rated: f64,
    /// The mean of these ratings; `None` if there are none.
    pub stars: Option<f64>,
    /// The measures of [`lists`].
    pub coverage: f64,
    pub in_common: f64,
    pub top_tenth: f64,
    pub novelty: f64,
    pub diversity: f64,
    /// By genres; `None` if they are not known.
    pub genre_diversity: Option<f64>,
}

impl Measured {
    pub fn new(round: &Round, method: Method) -> Self {
        let Fitted { catalogue, raters, likeness, .. } = &round.without_latest;
        let made = round.without_latest.of_everyone(method);
        let judged = || {
            let latest = round.latest.iter().zip(&made);
            latest.filter_map(|(film, list)| Some(place(list, (*film)?)))
        };
        let of_judged =
            |value: &dyn Fn(Placing) -> f64| Spread::from_values(judged().map(value)).mean;
        let users = made.len();
        let given = ratings_of_listed(round, method);
        let eligible = catalogue.without([]).into_iter().filter(|eligible| *eligible).count();
        let self_information = lists::self_information(raters, users);
        Self {
            hit_ratio: of_judged(&|placing| placing.hit_ratio(LENGTH)),
            ndcg: of_judged(&|placing| placing.ndcg(LENGTH)),
            rated: given.len() as f64 / users as f64,
            stars: (!given.is_empty()).then(|| Spread::from_values(given).mean),
            coverage: lists::coverage(&made, eligible),
            in_common: lists::in_common(&made, raters.len()),
            top_tenth: lists::share_of_places(&made, &lists::most_rated_tenth(raters)),
            novelty: lists::novelty(&made, &self_information),
            diversity: lists::diversity(&made, |one, other| likeness.between(one, other)),
            genre_diversity: (round.genres.as_ref())
                .map(|genres| lists::diversity(&made, |one, other| genres.between(one, other))),
        }
    }
}

/// Where a film stands on a list: after the last one if it is not there.
fn place(list: &[usize], film: usize) -> Placing {
    let place = list.iter().position(|&listed| listed == film).unwrap_or(LENGTH);
    Placing { higher: place, equal: 0, others: LENGTH }
}

/// The ratings held out that are of films on their users' lists.
fn ratings_of_listed(round: &Round, method: Method) -> Vec<f64> {
    let made = round.without_fifth.of_everyone(method);
    let listed = round.fifth.iter().filter(|rating| {
        // A user without training ratings has no row of their own.
        rating.user > 0 && made[rating.user - 1].contains(&rating.item)
    });
    listed.map(|rating| f64::from(rating.value)).collect()
}
