//! A newcomer's list, what each rating pulled, how sure it is, and what to ask next.

use crate::{Engine, Film};
use serde::Serialize;
use workbook::data::{RatingScale, Touched};
use workbook::interpret::questions::{Plan, Policy, Questions};
use workbook::interpret::{Catalogue, FoldIn, Learned, Taste, best_unseen};
use workbook::models::DotProductBias;
use workbook::{Error, Result};

/// How many films are recommended.
const LIST_LENGTH: usize = 10;

/// A trained model with all that newcomers need of it.
pub struct Host {
    pub(crate) model: Learned,
    /// What is supposed of a newcomer before the first rating: the mean of all users.
    prior: Taste,
    catalogue: Catalogue,
    questions: Questions,
    plan: Plan,
    scale: RatingScale,
    /// Every film with its title and ratings, by row; row 0 is the unknown film.
    films: Vec<Film>,
    /// The mean squared error of a known user's ratings held back.
    noise: f64,
}

/// A newcomer's ratings.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The rows of the films, each with its rating.
    pub ratings: Vec<(usize, f64)>,
    /// Films that were asked about and are not known.
    pub unknown: Vec<usize>,
}

/// What a newcomer is told.
#[derive(Clone, Debug, Serialize)]
pub struct Advice {
    /// The best films that the newcomer has not rated, the highest prediction first.
    pub list: Vec<Listed>,
    /// How far off a prediction typically is, in stars, over all films.
    pub typical_error: f64,
    /// The film to ask about next, if one is left.
    pub next: Option<Next>,
}

/// A film on the list.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The film's row.
    pub film: usize,
    /// Its title.
    pub title: String,
    /// The predicted rating, in stars.
    pub predicted: f64,
    /// How far off this prediction typically is, in stars.
    pub typical_error: f64,
    /// What is predicted for someone of whom nothing is known, in stars.
    pub at_first: f64,
    /// What each of the newcomer's ratings adds to the film's score, in their order.
    pub adds: Vec<f64>,
}

/// A film to ask about.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    /// The film.
    #[serde(flatten)]
    pub film: Film,
    /// What is predicted for it so far, in stars.
    pub predicted: f64,
}

impl Engine {
    /// What to recommend to a newcomer, without training.
    ///
    /// # Errors
    /// If no model is trained for it, a film does not exist or was rated twice, or a rating is not on the
    /// scale.
    pub fn advise(&self, newcomer: &Newcomer) -> Result<Advice> {
        self.host()?.advise(newcomer)
    }
}

impl Host {
    pub(crate) fn new(model: &DotProductBias, engine: &Engine) -> Self {
        let Engine { data, split, .. } = engine;
        let model = Learned::from_model(model);
        let prior = model.mean_taste_in(&split.train);
        let seen = Touched::new(&data.ratings, data.n_users(), data.n_items());
        let mut films = crate::data::films(data);
        films.push(Film { film: 0, title: data.items.name(0).to_owned(), ratings: 0 });
        films.sort_by_key(|film| film.film);
        Self {
            questions: Questions::new(&model, &prior, model.taste_ridge(), &split.train),
            plan: Policy::MostRated.plan(&model, data, &split.train, 0),
            catalogue: Catalogue::new(&split.train, seen),
            scale: data.scale(),
            noise: model.mse(&split.valid),
            films,
            prior,
            model,
        }
    }

    fn advise(&self, Newcomer { ratings, unknown }: &Newcomer) -> Result<Advice> {
        self.check(ratings, unknown)?;
        let Self { model, prior, .. } = self;
        let fold_in = FoldIn::fit(model, ratings, prior, model.taste_ridge());
        let mut interview = self.questions.interview();
        ratings.iter().for_each(|&(film, _)| interview.answer(film));
        unknown.iter().for_each(|&film| interview.pass(film));
        let typical_error = |variance: f64| (self.noise * (1.0 + variance)).sqrt();

        let eligible = self.catalogue.without(ratings.iter().map(|&(film, _)| film));
        let best = best_unseen(model, &fold_in.taste, &eligible, LIST_LENGTH);
        let listed = best.into_iter().map(|best| Listed {
            film: best.item,
            title: self.films[best.item].title.clone(),
            predicted: best.score,
            typical_error: typical_error(interview.variance_of(best.item)),
            at_first: model.predict(prior, best.item),
            adds: fold_in.contributions(model, best.item),
        });
        let next = self.plan.next(&interview).map(|film| Next {
            film: self.films[film].clone(),
            predicted: model.predict(&fold_in.taste, film),
        });
        Ok(Advice {
            list: listed.collect(),
            typical_error: typical_error(interview.variance()),
            next,
        })
    }

    /// # Errors
    /// If a film does not exist or was rated twice, or a rating is not on the scale.
    fn check(&self, ratings: &[(usize, f64)], unknown: &[usize]) -> Result<()> {
        let refused = |message: String| Err(Error::Settings(message));
        let RatingScale { lowest, highest, .. } = self.scale;
        let scale = f64::from(lowest)..=f64::from(highest);
        let rated = ratings.iter().map(|&(film, _)| film);
        if let Some(film) =
            rated.chain(unknown.iter().copied()).find(|&film| film == 0 || film >= self.films.len())
        {
            return refused(format!("there is no film {film}"));
        }
        for (place, &(film, rating)) in ratings.iter().enumerate() {
            let title = &self.films[film].title;
            if !scale.contains(&rating) {
                return refused(format!(
                    "{title}: {rating} is not a rating from {lowest} to {highest}"
                ));
            }
            if ratings[..place].iter().any(|&(other, _)| other == film) {
                return refused(format!("{title} is rated twice"));
            }
        }
        Ok(())
    }
}
