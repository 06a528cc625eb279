//! Feedback loops in a simulated world, with ways of showing films.

use crate::errors::mean_error;
use crate::{Round, of_films, train};
use lab::{ModelOptions, Result};
use workbook::Error;
use workbook::data::{Dataset, Ratings};
use workbook::interpret::feedback::{FeedbackLoop, Shown, Standing};

/// How many times lists are shown, rated and learned from.
pub const ROUNDS: usize = 2;

/// The loops, the usual one first: a name, what is shown, and how the ratings are weighed.
pub const LOOPS: [(&str, Shown, f64); 4] = [
    ("the best", Shown::Best, 0.0),
    ("2 of 10 random", Shown::Mixed { random: 2 }, 0.0),
    ("5 of 10 random", Shown::Mixed { random: 5 }, 0.0),
    ("films balanced", Shown::Best, 0.5),
];

/// What each loop says in one split: its standings before the first round and after each.
pub type Loops = Vec<Vec<Standing>>;

/// All loops in one split. The usual model is their world, in which everyone first rates anew what they
/// have rated.
pub fn run(options: &ModelOptions, data: &Dataset, round: &Round) -> Result<Loops> {
    let Round { seed, split, users, .. } = round;
    let world = &users[0];
    let noise = mean_error(world, &split.valid).sqrt();
    let simulated =
        |shown| FeedbackLoop { world, noise, scale: data.scale(), shown, places: 10, seed: *seed };
    let start = simulated(Shown::Best).rated_anew(&split.train, seed + 1);
    let fit = |ratings: &Ratings, films: f64| {
        train(options, data, split, ratings, of_films(films), seed + 1)
    };
    let first = fit(&start, 0.0)?;
    let of_one = |(_, shown, films): (&str, Shown, f64)| {
        let standings = simulated(shown).run(&start, ROUNDS, |ratings| {
            // Most loops begin with the same model.
            let is_first = films == 0.0 && ratings.len() == start.len();
            if is_first { Ok(first.clone()) } else { fit(ratings, films) }
        })?;
        if standings[1..].iter().any(|standing| standing.rating_of_shown.is_none()) {
            return Err(Error::Settings("nothing is left to show".to_owned()).into());
        }
        Ok(standings)
    };
    LOOPS.into_iter().map(of_one).collect()
}
