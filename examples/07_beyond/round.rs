//! Rounds of the comparison: what is held out, and the models that learn from the rest.

use crate::fitted::Fitted;
use crate::methods::Method;
use lab::{ModelOptions, Result};
use workbook::Error;
use workbook::data::{Dataset, HoldOut, Ratings, Touched, VALID_SHARE};
use workbook::interpret::Likeness;

/// One round. Other ratings are held out with each seed, and the models start from other weights.
pub struct Round {
    /// Does not know the latest film of each user.
    pub without_latest: Fitted,
    /// These films, from user 1 on; `None` for users who have rated only one.
    pub latest: Vec<Option<usize>>,
    /// Does not know a random fifth of the ratings.
    pub without_fifth: Fitted,
    /// These ratings.
    pub fifth: Ratings,
    /// How alike films are by their genres, if the data know any.
    pub genres: Option<Likeness>,
}

/// A round for each seed.
///
/// # Errors
/// Those of training, and if there is nothing to hold out or to recommend.
pub fn all(options: &ModelOptions, data: &Dataset) -> Result<Vec<Round>> {
    // Repeated ratings count once, as in chapter 9.
    let interactions = data.interactions();
    let seeds = options.experiment.all_seeds();
    seeds.map(|seed| Round::new(options, data, &interactions, seed)).collect()
}

impl Round {
    fn new(
        options: &ModelOptions,
        data: &Dataset,
        interactions: &Ratings,
        seed: u64,
    ) -> Result<Self> {
        let fitted = |train: &Ratings, held_out: &Ratings| -> Result<Fitted> {
            let model = options.train(data, (train, held_out), data.n_users(), seed)?;
            let known = Touched::new(train, data.n_users(), data.n_items());
            Ok(Fitted::new(model, train, known, seed))
        };
        let films = data.leave_one_out(interactions, HoldOut::Latest, seed);
        if films.held_out.is_empty() {
            let problem = "no user has rated two films, so that one could be held out";
            return Err(Error::Settings(problem.to_owned()).into());
        }
        let without_latest = fitted(&films.train, &films.held_out)?;
        if without_latest.of_everyone(Method::PLAIN).iter().all(Vec::is_empty) {
            let problem = "no user has a film left to recommend";
            return Err(Error::Settings(problem.to_owned()).into());
        }
        let mut latest = vec![None; data.n_users()];
        films.held_out.pairs().for_each(|(user, film)| latest[user] = Some(film));
        let stars = data.split_random(VALID_SHARE, seed)?;
        Ok(Self {
            without_latest,
            latest: latest.split_off(1),
            without_fifth: fitted(&stars.train, &stars.valid)?,
            fifth: stars.valid,
            genres: Likeness::by_genres(data),
        })
    }
}
