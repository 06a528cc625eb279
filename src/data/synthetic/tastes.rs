//! What people like, and what films are like: the truth behind the ratings.
//!
//! Five axes describe both. A film's position says how much it has of each, a user's how much of it
//! they want. The names are only ours; the ratings never mention them.
//!
//! | axis | one end | the other end |
//! |---|---|---|
//! | spectacle | action, adventure, science fiction | drama, romance, talk |
//! | classic | old, demanding | new, easy |
//! | dark | horror, crime, film noir | for children, musicals |
//! | tender | love stories | no love stories |
//! | odd | documentaries, fantasy | the usual |

use super::{
    Step,
    films::{Film, GENRES},
    people::{OCCUPATIONS, Person},
    random,
};
use crate::data::truth::{Latent, N_FACTORS, Truth};
use rand::{Rng, rngs::StdRng};
use rand_distr::StandardNormal;

/// The score of an average film for an average user, in stars.
const MEAN: f64 = 2.64;
/// Standard deviation of the noise on a score, in stars.
const SIGMA: f64 = 0.91;
/// Standard deviation of the users' biases, in stars.
const USER_BIAS: f64 = 0.32;
/// Standard deviation of the films' biases, in stars.
const FILM_BIAS: f64 = 0.39;
/// What each axis adds to a score: the standard deviation, in stars, of its term of the dot
/// product.
const STRENGTH: [f64; N_FACTORS] = [0.62, 0.56, 0.55, 0.08, 0.05];
/// The share of the variance of every bias and factor that side information (genres and year, or
/// age, gender and occupation) explains.
const EXPLAINED: f64 = 0.25;

/// The whole truth: where every user and every film stands.
pub fn truth(people: &[Person], films: &[Film]) -> Truth {
    let mut rng = random(Step::Tastes);
    let users = latents(&mut rng, people.iter().map(expected_of_user).collect(), USER_BIAS);
    let films = latents(&mut rng, films.iter().map(expected_of_film).collect(), FILM_BIAS);
    Truth { mean: MEAN, sigma: SIGMA, users, films }
}

/// What side information suggests about a bias and the factors, on an arbitrary scale.
type Expected = (f64, [f64; N_FACTORS]);

/// What a film's genres and year suggest.
fn expected_of_film(film: &Film) -> Expected {
    let decades_old = f64::from(1997 - film.year) / 10.0;
    let share = 1.0 / film.genres.len() as f64;
    let mut esteem = 0.05 * decades_old;
    let mut pull = [0.0, 0.3 * decades_old, 0.0, 0.0, 0.0];
    for &genre in &film.genres {
        esteem += share * GENRES[genre].esteem;
        for (axis, pull) in pull.iter_mut().enumerate() {
            *pull += share * GENRES[genre].pull[axis];
        }
    }
    (esteem, pull)
}

/// What a user's age, gender and occupation suggest.
fn expected_of_user(person: &Person) -> Expected {
    let decades = f64::from(person.age) / 10.0;
    let woman = f64::from(u8::from(person.is_woman));
    let mut pull = OCCUPATIONS[person.occupation].pull;
    pull[0] += -0.3 * decades - 1.0 * woman;
    pull[1] += 0.5 * decades;
    pull[2] += -0.2 * decades - 0.5 * woman;
    pull[3] += 1.5 * woman;
    pull[4] += -0.2 * decades;
    // People grow milder with age; occupation does not matter here.
    (0.1 * decades, pull)
}

/// Biases and factors that follow expectation in part, and chance for the rest.
fn latents(rng: &mut StdRng, expected: Vec<Expected>, bias_spread: f64) -> Vec<Latent> {
    let biases = follow(rng, expected.iter().map(|(bias, _)| *bias).collect(), bias_spread);
    // Users and films share a term's strength evenly: each side gets its square root.
    let factors: [Vec<f64>; N_FACTORS] = std::array::from_fn(|axis| {
        follow(rng, expected.iter().map(|(_, pull)| pull[axis]).collect(), STRENGTH[axis].sqrt())
    });
    let latent =
        |(row, bias)| Latent { bias, factors: std::array::from_fn(|axis| factors[axis][row]) };
    biases.into_iter().enumerate().map(latent).collect()
}

/// Numbers of mean 0 and standard deviation `spread` that owe the share [`EXPLAINED`] of their
/// variance to `expected`, and the rest to chance.
///
/// They are rounded to the four decimals of `truth.csv` before anything is computed from them, so
/// that the file tells the whole truth.
fn follow(rng: &mut StdRng, expected: Vec<f64>, spread: f64) -> Vec<f64> {
    let chance: Vec<f64> = expected.iter().map(|_| rng.sample(StandardNormal)).collect();
    let parts = standardised(expected).into_iter().zip(standardised(chance));
    let sums = parts
        .map(|(expected, chance)| EXPLAINED.sqrt() * expected + (1.0 - EXPLAINED).sqrt() * chance);
    let scaled = standardised(sums.collect()).into_iter().map(|z| spread * z);
    scaled.map(|x| (x * 1e4).round() / 1e4).collect()
}

/// The numbers, shifted and scaled to mean 0 and standard deviation 1.
pub fn standardised(mut numbers: Vec<f64>) -> Vec<f64> {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let spread = (numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt();
    for number in &mut numbers {
        *number = (*number - mean) / spread;
    }
    numbers
}
