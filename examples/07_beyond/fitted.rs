//! Making the lists.

use crate::methods::Method;
use nalgebra::DVector;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use std::ops::Range;
use workbook::data::{Ratings, Touched};
use workbook::interpret::lists::raters;
use workbook::interpret::{Catalogue, Learned, Likeness, rerank_for_diversity, top_lists};

/// The length of a list.
pub const LENGTH: usize = 10;

/// From how many of the best films a list is re-ranked.
pub const CANDIDATES: usize = 100;

/// What lists are made from.
pub struct Fitted {
    pub model: Learned,
    pub catalogue: Catalogue,
    /// How many users have rated each film in training.
    pub raters: Vec<usize>,
    pub likeness: Likeness,
    pub seed: u64,
}

impl Fitted {
    /// A model that has learned from `train`, for users who have seen `seen`.
    pub fn new(model: Learned, train: &Ratings, seen: Touched, seed: u64) -> Self {
        let known = Touched::new(train, seen.n_users(), seen.n_items());
        Self {
            raters: raters(&known),
            catalogue: Catalogue::new(train, seen),
            likeness: Likeness::by_factors(&model),
            model,
            seed,
        }
    }

    /// The lists of some users, in their order.
    pub fn lists(&self, method: Method, users: Range<usize>) -> Vec<Vec<usize>> {
        let model = &self.model;
        let by = |model: &Learned| self.best(model, users.clone());
        match method {
            Method::Bias(share) => by(&model.with_item_bias(&model.item_bias * share)),
            Method::BiasAlone => by(&model.without_item_factors()),
            Method::Discount(beta) => by(&model.discounting_popularity(&self.raters, beta)),
            Method::Rerank(lambda) => self.reranked(lambda, users),
            Method::MostRated => {
                let raters = self.raters.iter().map(|&raters| raters as f64);
                by(&model
                    .without_item_factors()
                    .with_item_bias(DVector::from_iterator(self.raters.len(), raters)))
            }
            Method::Random => self.random(users),
        }
    }

    /// The lists of all users, from user 1 on.
    pub fn of_everyone(&self, method: Method) -> Vec<Vec<usize>> {
        self.lists(method, 1..self.model.n_users())
    }

    /// The highest scores of a model.
    fn best(&self, model: &Learned, users: Range<usize>) -> Vec<Vec<usize>> {
        top_lists(model, users, &self.catalogue, LENGTH)
            .map(|list| list.into_iter().map(|film| film.item).collect())
            .collect()
    }

    /// The best candidates of each user, re-ranked; relevance is the predicted rating in stars.
    fn reranked(&self, lambda: f64, users: Range<usize>) -> Vec<Vec<usize>> {
        let model = &self.model;
        let likeness = |one, other| self.likeness.between(one, other);
        top_lists(model, users, &self.catalogue, CANDIDATES)
            .map(|mut candidates| {
                candidates.iter_mut().for_each(|film| film.score /= model.unit());
                let list = rerank_for_diversity(&candidates, likeness, lambda, LENGTH);
                list.into_iter().map(|film| film.item).collect()
            })
            .collect()
    }

    fn random(&self, users: Range<usize>) -> Vec<Vec<usize>> {
        let rng = &mut StdRng::seed_from_u64(self.seed);
        let list = |user| {
            let eligible = self.catalogue.unseen_by(user);
            let films: Vec<usize> = (0..eligible.len()).filter(|&film| eligible[film]).collect();
            films.choose_multiple(rng, LENGTH).copied().collect()
        };
        users.map(list).collect()
    }
}
