//! The users: age, gender, occupation.

use super::steps::Step;
use crate::data::UserRecord;
use crate::data::truth::N_FACTORS;
use rand::{Rng, seq::SliceRandom};
use rand_distr::StandardNormal;

/// An occupation, the people who have it, and what they like.
pub struct Occupation {
    /// Its name in `u.occupation`.
    pub name: &'static str,
    /// How common it is: users per thousand, roughly.
    weight: f64,
    /// Mean age of its people, in years.
    age: f64,
    /// Share of women among them.
    women: f64,
    /// Where its people tend to stand on the five axes of [`super::tastes`]; the scale is
    /// arbitrary.
    pub pull: [f64; N_FACTORS],
}

/// Shorthand for a row of [`OCCUPATIONS`].
const fn job(
    name: &'static str,
    weight: f64,
    age: f64,
    women: f64,
    pull: [f64; N_FACTORS],
) -> Occupation {
    Occupation { name, weight, age, women, pull }
}

/// The 21 occupations, in the order of `u.occupation`.
#[rustfmt::skip]
pub const OCCUPATIONS: [Occupation; 21] = [
    //   name         per 1000   age  women   spectacle  classic  dark  tender  odd
    job("administrator",  84.0, 38.0, 0.45, [ 0.0,  0.0,  0.0,  0.0,  0.0]),
    job("artist",         30.0, 31.0, 0.45, [-1.0,  0.5,  0.5,  0.0,  1.5]),
    job("doctor",          8.0, 43.0, 0.25, [-0.5,  0.5,  0.0,  0.0,  0.0]),
    job("educator",      100.0, 42.0, 0.30, [-1.0,  1.0, -0.5,  0.0,  0.5]),
    job("engineer",       71.0, 36.0, 0.05, [ 1.5,  0.0,  0.5, -0.5,  0.0]),
    job("entertainment",  19.0, 29.0, 0.15, [ 0.5, -0.5,  0.5,  0.5,  0.5]),
    job("executive",      34.0, 39.0, 0.10, [ 0.5, -0.5,  0.5,  0.0, -0.5]),
    job("healthcare",     17.0, 41.0, 0.65, [-0.5,  0.0, -0.5,  1.0,  0.0]),
    job("homemaker",      10.0, 33.0, 0.85, [-0.5, -0.5, -1.5,  1.0, -0.5]),
    job("lawyer",         13.0, 36.0, 0.20, [-0.5,  0.5,  1.0,  0.0,  0.0]),
    job("librarian",      54.0, 40.0, 0.55, [-1.5,  1.5, -0.5,  0.5,  0.5]),
    job("marketing",      28.0, 37.0, 0.40, [ 0.0, -1.0,  0.0,  0.5, -0.5]),
    job("none",           10.0, 26.0, 0.45, [ 0.5, -0.5,  0.0,  0.0,  0.5]),
    job("other",         111.0, 34.0, 0.35, [ 0.0,  0.0,  0.0,  0.0,  0.0]),
    job("programmer",     70.0, 33.0, 0.10, [ 1.5,  0.0,  0.5, -0.5,  0.5]),
    job("retired",        15.0, 63.0, 0.10, [-0.5,  1.0, -1.0,  0.5, -1.0]),
    job("salesman",       13.0, 35.0, 0.25, [ 0.5, -1.0,  0.0,  0.0, -1.0]),
    job("scientist",      33.0, 35.0, 0.10, [ 0.5,  1.0,  0.5, -0.5,  0.5]),
    job("student",       208.0, 22.0, 0.30, [ 0.5, -1.0,  0.5,  0.0,  0.0]),
    job("technician",     29.0, 33.0, 0.05, [ 1.5, -0.5,  0.5, -0.5, -0.5]),
    job("writer",         48.0, 36.0, 0.40, [-1.0,  1.0,  0.5,  0.0,  1.0]),
];

/// Standard deviation of the ages within an occupation, in years.
const AGE_SPREAD: f64 = 8.0;

/// A user, as in `u.user`.
pub struct Person {
    /// In years, 10 to 75.
    pub age: u8,
    /// F in `u.user`, else M.
    pub is_woman: bool,
    /// Index into [`OCCUPATIONS`].
    pub occupation: usize,
    /// Five meaningless digits.
    pub zip: u32,
}

impl Person {
    /// `F` or `M`, as in `u.user`.
    pub fn gender(&self) -> char {
        if self.is_woman { 'F' } else { 'M' }
    }

    /// What a data set knows of the user.
    pub fn record(&self, id: &str) -> UserRecord {
        UserRecord {
            id: id.to_owned(),
            age: self.age.into(),
            gender: self.gender().to_string(),
            occupation: OCCUPATIONS[self.occupation].name.to_owned(),
        }
    }
}

/// `n` users, in the order of their ids.
pub fn people(n: usize, seed: u64) -> Vec<Person> {
    let mut rng = Step::People.random(seed);
    let jobs: Vec<usize> = (0..OCCUPATIONS.len()).collect();
    let person = |_| {
        let occupation = *jobs
            .choose_weighted(&mut rng, |&job| OCCUPATIONS[job].weight)
            .expect("weights are positive");
        let Occupation { age, women, .. } = OCCUPATIONS[occupation];
        Person {
            age: (age + AGE_SPREAD * rng.sample::<f64, _>(StandardNormal)).round().clamp(10.0, 75.0)
                as u8,
            is_woman: rng.gen_bool(women),
            occupation,
            zip: rng.gen_range(1_000..99_999),
        }
    };
    (0..n).map(person).collect()
}
