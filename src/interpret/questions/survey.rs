//! Questions put to newcomers whose answers are known.

use super::{Interview, Questions};
use crate::interpret::cold_start::Newcomers;
use crate::interpret::{FoldIn, Learned, Taste};
use std::cmp::Ordering;

/// A newcomer whose ratings are in two parts: some answer questions, and others judge what was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Films and ratings that are set aside; none of these films is asked about.
    pub judged: Vec<(usize, f64)>,
    /// Films that this person knows, in random order, and the rating that is the answer for each.
    pub answers: Vec<(usize, f64)>,
}

impl Person {
    /// Sets `judged` ratings of each newcomer aside. Films that the model does not know are left out, and
    /// so are people who then have fewer than `answers` other ratings.
    pub fn all(newcomers: &Newcomers, judged: usize, answers: usize) -> Vec<Self> {
        let people = newcomers.users.iter().filter_map(|(_, ratings)| {
            let mut ratings: Vec<_> =
                ratings.iter().copied().filter(|(film, _)| *film != 0).collect();
            (ratings.len() >= judged + answers).then(|| {
                let answers = ratings.split_off(judged);
                Self { judged: ratings, answers }
            })
        });
        people.collect()
    }

    /// What this person says about a film; `None` is "I don't know it".
    pub fn rating(&self, film: usize) -> Option<f64> {
        self.answers.iter().find(|(known, _)| *known == film).map(|&(_, rating)| rating)
    }
}

/// What was learned after each number of questions, as means over all people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How many of the films that were asked about were known.
    pub known: Vec<f64>,
    /// The mean squared error on the ratings set aside.
    pub mse: Vec<f64>,
    /// Of two films set aside with different ratings, how often the one with the higher rating has the
    /// higher prediction; equal predictions count as half, and so does having no such films.
    pub in_order: Vec<f64>,
    /// The [variance](Interview::variance) that is left.
    pub variance: Vec<f64>,
}

/// Asks all people up to the last of `asked` questions, and notes what is learned after each of these
/// numbers. `next` chooses the question; if it has none, no more are asked.
///
/// # Panics
/// If there are no people.
pub fn survey(
    model: &Learned,
    prior: &Taste,
    questions: &Questions,
    people: &[Person],
    asked: &[usize],
    next: impl Fn(&Person, &Interview) -> Option<usize>,
) -> Outcome {
    assert!(!people.is_empty(), "someone must be asked");
    let n = people.len() as f64;
    let mut sums = vec![Tally::default(); asked.len()];
    for person in people {
        let mut interview = questions.interview();
        person.judged.iter().for_each(|(film, _)| interview.pass(*film));
        let mut given = Vec::new();
        let mut questions_put = 0;
        for (&until, sum) in asked.iter().zip(&mut sums) {
            while questions_put < until
                && let Some(film) = next(person, &interview)
            {
                questions_put += 1;
                match person.rating(film) {
                    Some(rating) => {
                        interview.answer(film);
                        given.push((film, rating));
                    }
                    None => interview.pass(film),
                }
            }
            let taste = FoldIn::fit(model, &given, prior, model.taste_ridge()).taste;
            sum.known += given.len();
            sum.variance += interview.variance();
            sum.judge(model, &taste, &person.judged);
        }
    }
    let each = |value: &dyn Fn(&Tally) -> f64| sums.iter().map(value).collect();
    Outcome {
        known: each(&|sum| sum.known as f64 / n),
        mse: each(&|sum| sum.squares / f64::from(sum.judged)),
        in_order: each(&|sum| if sum.pairs > 0.0 { sum.right / sum.pairs } else { 0.5 }),
        variance: each(&|sum| sum.variance / n),
    }
}

/// Sums over people.
#[derive(Clone, Debug, Default)]
struct Tally {
    known: usize,
    variance: f64,
    squares: f64,
    judged: u32,
    pairs: f64,
    right: f64,
}

impl Tally {
    fn judge(&mut self, model: &Learned, taste: &Taste, judged: &[(usize, f64)]) {
        let scored: Vec<(f64, f64)> =
            judged.iter().map(|&(film, rating)| (rating, model.score(taste, film))).collect();
        for (i, &(rating, score)) in scored.iter().enumerate() {
            self.squares += (rating - model.squeeze(score)).powi(2);
            self.judged += 1;
            for &(other_rating, other_score) in &scored[..i] {
                let by_rating = rating.total_cmp(&other_rating);
                if by_rating == Ordering::Equal {
                    continue;
                }
                let by_score = score.total_cmp(&other_score);
                self.pairs += 1.0;
                self.right += match by_score {
                    Ordering::Equal => 0.5,
                    _ if by_score == by_rating => 1.0,
                    _ => 0.0,
                };
            }
        }
    }
}
