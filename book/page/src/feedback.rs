//! The feedback loop: what is shown is rated, and what is rated is learned from.

use crate::training::{STEPS_HEARD, check};
use crate::{Engine, Event};
use serde::Serialize;
use std::cell::RefCell;
use workbook::Result;
use workbook::data::{Dataset, Ratings, Split};
use workbook::interpret::Learned;
use workbook::interpret::feedback::{FeedbackLoop, Shown};
use workbook::learn::{Learner, Progress, Recipe};
use workbook::models::DotProductBias;

/// A feedback loop to run.
#[derive(Clone, Copy, Debug)]
pub struct Loop {
    /// How its models are trained. The model that stands for the truth has the seed of the recipe, and those
    /// that learn from the users the next one.
    pub recipe: Recipe,
    /// How many films each user is shown in a round.
    pub places: usize,
    /// How many of them are left to chance.
    pub random: usize,
    /// How many times films are shown, rated and learned from.
    pub rounds: usize,
}

/// Where the loop stands before the first round, or after one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Round {
    /// The share of all ratings that go to the most rated tenth of the films.
    pub top_tenth: f64,
    /// Distinct films in all users' top tens together.
    pub distinct_films: usize,
    /// The mean true rating, in stars, of what was shown in this round; nothing before the first.
    pub rating_of_shown: Option<f64>,
}

/// What all loops with a recipe begin with.
pub(crate) struct World {
    recipe: Recipe,
    truth: Learned,
    /// Standard deviation of the users' ratings around the truth.
    noise: f64,
    /// What is learned before the first round.
    first: Learned,
}

impl Engine {
    /// Runs a feedback loop, and lets the page hear of every round. The world in which it runs is kept for the
    /// next one with the same recipe.
    ///
    /// # Errors
    /// If the recipe is none, does not fit the ratings, or a loss is no longer finite.
    pub fn feedback(&mut self, asked: &Loop, hear: &mut dyn FnMut(Event)) -> Result<()> {
        let Loop { recipe, places, random, rounds } = *asked;
        check(&recipe)?;
        // Both those who train and those who watch the rounds have something to tell.
        let hear = RefCell::new(hear);
        let tell = &|event| (hear.borrow_mut())(event);

        let Self { data, split, .. } = self;
        let users = data.n_users() - 1;
        let known = self.world.take().filter(|world| world.recipe == recipe);
        let before = if known.is_some() { 0 } else { 2 * steps(&recipe, split.train.len()) };
        let rated = (1..=rounds).map(|round| split.train.len() + round * users * places);
        let of = before + rated.map(|ratings| steps(&recipe, ratings)).sum::<usize>();
        let mut trainer = Trainer { data, split, recipe, done: 0, of, tell };

        let world = match known {
            Some(world) => world,
            None => trainer.world()?,
        };
        let mut first = Some(world.first.clone());
        let looped = FeedbackLoop {
            world: &world.truth,
            noise: world.noise,
            scale: data.scale(),
            shown: Shown::Mixed { random },
            places,
            seed: recipe.seed,
        };
        let fit = |ratings: &Ratings| match first.take() {
            Some(first) => Ok(first),
            None => trainer.fit(ratings, recipe.seed + 1),
        };
        looped.watch(&split.train, rounds, fit, |standing| {
            tell(Event::Round(Round {
                top_tenth: standing.top_tenth,
                distinct_films: standing.distinct_items,
                rating_of_shown: standing.rating_of_shown,
            }));
        })?;
        self.world = Some(world);
        Ok(())
    }
}

/// How many steps a training on so many ratings takes.
fn steps(recipe: &Recipe, ratings: usize) -> usize {
    recipe.epochs * (ratings / recipe.batch_size)
}

/// Trains one model after the other, and tells of their steps as if they were those of a single training.
struct Trainer<'a> {
    data: &'a Dataset,
    split: &'a Split,
    recipe: Recipe,
    /// Steps of the trainings that are done.
    done: usize,
    /// Steps of all trainings.
    of: usize,
    tell: &'a dyn Fn(Event),
}

impl Trainer<'_> {
    fn world(&mut self) -> Result<World> {
        let Self { split, recipe, .. } = *self;
        let truth = self.fit(&split.train, recipe.seed)?;
        let noise = truth.mse(&split.valid).sqrt();
        let first = self.fit(&split.train, recipe.seed + 1)?;
        Ok(World { recipe, truth, noise, first })
    }

    fn fit(&mut self, ratings: &Ratings, seed: u64) -> Result<Learned> {
        let Self { data, split, done: before, of, tell, .. } = *self;
        let recipe = Recipe { seed, ..self.recipe };
        let model = DotProductBias::new(data.n_users(), data.n_items(), recipe.factors, seed);
        let model = model.with_y_range(data.y_range());
        let mut learner = Learner::new(model, ratings, &split.valid, recipe);
        learner.on_progress(|progress| {
            if let Progress::Step { done, .. } = progress {
                let done = before + done;
                if done % of.div_ceil(STEPS_HEARD) == 0 {
                    tell(Event::Step { done, of });
                }
            }
        });
        learner.fit_one_cycle()?;
        self.done += steps(&recipe, ratings.len());
        Ok(Learned::from_model(&learner.model))
    }
}
