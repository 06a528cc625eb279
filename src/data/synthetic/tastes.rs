//! The truth behind the ratings: what users like, and what films are like.
//!
//! Five axes describe both. A film's position says how much of each it has, and a user's how much of
//! it they want. The names of the axes are for us; no file mentions them.
//!
//! | axis | one end | the other end |
//! |---|---|---|
//! | spectacle | action, adventure, science fiction | drama, romance, talk |
//! | classic | old, demanding | new, easy |
//! | dark | horror, crime, film noir | for children, musicals |
//! | tender | love stories | no love stories |
//! | odd | documentaries, fantasy | the usual |

use super::films::{Film, GENRES};
use super::people::{OCCUPATIONS, Person};
use super::steps::Step;
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
/// The standard deviation, in stars, of each axis's term of the dot product.
const STRENGTH: [f64; N_FACTORS] = [0.62, 0.56, 0.55, 0.08, 0.05];
/// The share of the variance of every bias and factor that side information (genres and year, or
/// age, gender and occupation) explains.
const EXPLAINED: f64 = 0.25;

/// The bias and the position of every user and every film.
pub fn truth(people: &[Person], films: &[Film], seed: u64) -> Truth {
    let mut rng = Step::Tastes.random(seed);
    let users = latents(&mut rng, people.iter().map(expected_of_user).collect(), USER_BIAS);
    let films = latents(&mut rng, films.iter().map(expected_of_film).collect(), FILM_BIAS);
    Truth { mean: MEAN, sigma: SIGMA, users, films }
}

/// What side information suggests for a bias and the factors, on an arbitrary scale.
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
    // People rate more mildly with age, whatever their occupation.
    (0.1 * decades, pull)
}

/// Biases and factors that follow expectation in part and are random for the rest.
fn latents(rng: &mut StdRng, expected: Vec<Expected>, bias_spread: f64) -> Vec<Latent> {
    let biases = follow(rng, expected.iter().map(|(bias, _)| *bias).collect(), bias_spread);
    // Users and films share a term's strength evenly, so each side gets its square root.
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
/// that the file holds exactly the numbers that were used.
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

#[cfg(test)]
mod tests {
    use super::super::{Shape, films::films, people::people, steps::SEED};
    use super::*;

    /// The share of the variance of `values`, whose mean is 0, that lies between the groups: 0 if the
    /// groups say nothing about the values, 1 if they determine them.
    fn share_between_groups(values: impl Iterator<Item = f64>, groups: &[usize]) -> f64 {
        let mut sums = [(0.0, 0.0); 32];
        let mut total = 0.0;
        for (value, &group) in values.zip(groups) {
            let (sum, count) = sums[group];
            sums[group] = (sum + value, count + 1.0);
            total += value * value;
        }
        let occupied = sums.iter().filter(|(_, count)| *count > 0.0);
        occupied.map(|(sum, count)| sum * sum / count).sum::<f64>() / total
    }

    #[test]
    fn side_information_explains_part_of_the_tastes() {
        let people = people(Shape::BUILT_IN.users, SEED);
        let films = films(Shape::BUILT_IN.films, SEED);
        let truth = truth(&people, &films, SEED);
        let occupations: Vec<usize> = people.iter().map(|person| person.occupation).collect();
        let genres: Vec<usize> = films.iter().map(|film| film.genres[0]).collect();
        for axis in 0..3 {
            for (who, latents, groups, range) in [
                ("film", &truth.films, &genres, 0.10..0.35),
                ("user", &truth.users, &occupations, 0.05..0.35),
            ] {
                let factors = latents.iter().map(|latent| latent.factors[axis]);
                let share = share_between_groups(factors, groups);
                assert!(range.contains(&share), "{share:.3} of {who} factor {axis}");
            }
        }
    }
}
