//! The generator of the built-in data: an invented set of film ratings, made from a seed.
//!
//! It has the files, the formats and the proportions of MovieLens 100K, so that whatever runs on
//! one runs on the other, but not one row of it. Films, people and opinions are made up in five
//! steps, one module each:
//!
//! | module | makes |
//! |---|---|
//! | `people` | who the users are: age, gender, occupation |
//! | `films` | what the films are: genres, year of release, and a title from `titles` |
//! | `tastes` | the [`Truth`]: biases and factors, partly explained by the above |
//! | `viewing` | who rates which film, and when |
//! | this one | the ratings themselves, drawn from the truth, and the six files |

mod films;
mod people;
mod tastes;
mod titles;
mod viewing;

use super::truth::Truth;
use films::Film;
use people::Person;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use rand_distr::StandardNormal;
use viewing::Viewing;

/// Users in the set.
pub const N_USERS: usize = 943;
/// Films in the set.
pub const N_FILMS: usize = 1_682;
/// Ratings in the set.
pub const N_RATINGS: usize = 100_000;

/// The seed that everything follows from.
const SEED: u64 = 1_682_943;

/// The files of the data set, as they stand in `data/builtin/`.
#[derive(Clone, Debug)]
pub struct Files {
    /// `u.data`: user, film, rating, Unix time; tab-separated, rows in random order.
    pub ratings: Vec<u8>,
    /// `u.item`: id, title, release date, two empty fields, 19 genre flags; separated by `|`, in
    /// ISO-8859-1.
    pub items: Vec<u8>,
    /// `u.user`: id, age, gender, occupation, zip code; separated by `|`.
    pub users: Vec<u8>,
    /// `u.genre`: name and number of each genre flag, separated by `|`.
    pub genres: Vec<u8>,
    /// `u.occupation`: one name a line.
    pub occupations: Vec<u8>,
    /// `truth.csv`: the process that drew the ratings, as [`Truth::from_csv`] reads it.
    pub truth: Vec<u8>,
}

/// The steps of the generator that draw random numbers, each from a stream of its own: a change in
/// one step leaves the others' draws as they were.
#[derive(Clone, Copy)]
enum Step {
    /// Age, gender, occupation, zip code.
    People,
    /// Genres and release dates.
    Films,
    /// Titles.
    Titles,
    /// Biases and factors.
    Tastes,
    /// Who rates what.
    Viewing,
    /// When.
    Times,
    /// How many stars, and the order of the rows.
    Ratings,
}

/// The random numbers of one step.
fn random(step: Step) -> StdRng {
    StdRng::seed_from_u64(SEED + step as u64)
}

/// Makes the data set: the same bytes every time, on every machine.
///
/// To keep that promise the generator calls `libm` for logarithms and exponentials, since the
/// standard library's may differ in the last bit between systems, and never draws a random `usize`,
/// which takes more bits on some machines than on others.
pub fn generate() -> Files {
    let people = people::people();
    let films = films::films();
    let truth = tastes::truth(&people, &films);
    let viewings = viewing::viewings(&truth);
    Files {
        ratings: ratings_file(&truth, viewings),
        items: films.iter().zip(1..).flat_map(item_line).collect(),
        users: people
            .iter()
            .zip(1..)
            .flat_map(|(person, id)| user_line(person, id).into_bytes())
            .collect(),
        genres: genres_file().into_bytes(),
        occupations: people::OCCUPATIONS
            .iter()
            .flat_map(|job| format!("{}\n", job.name).into_bytes())
            .collect(),
        truth: truth.to_csv(),
    }
}

/// `u.data`: a rating for every viewing, drawn from the truth.
fn ratings_file(truth: &Truth, mut viewings: Vec<Viewing>) -> Vec<u8> {
    let mut rng = random(Step::Ratings);
    viewings.shuffle(&mut rng);
    let mut text = String::new();
    for Viewing { user, film, time } in viewings {
        let noise: f64 = rng.sample(StandardNormal);
        let stars = (truth.score(user, film) + truth.sigma * noise).round().clamp(1.0, 5.0);
        text += &format!("{user}\t{film}\t{stars}\t{time}\n");
    }
    text.into_bytes()
}

/// A line of `u.item`. The two fields for a video's date and a web address stay empty.
fn item_line((film, id): (&Film, usize)) -> Vec<u8> {
    let mut line = format!("{id}|{} ({})|{}||", film.title, film.year, film.release_date());
    for genre in 0..films::GENRES.len() {
        let flag = u8::from(film.genres.contains(&genre));
        line += &format!("|{flag}");
    }
    line.push('\n');
    latin1(&line)
}

/// The text in ISO-8859-1, where each of the first 256 Unicode characters is the byte of that
/// number.
fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c).expect("titles use characters of ISO-8859-1 only"))
        .collect()
}

/// A line of `u.user`.
fn user_line(person: &Person, id: usize) -> String {
    let gender = if person.is_woman { 'F' } else { 'M' };
    let occupation = people::OCCUPATIONS[person.occupation].name;
    format!("{id}|{}|{gender}|{occupation}|{:05}\n", person.age, person.zip)
}

/// `u.genre`. It ends with an empty line, because the real one does and readers had better expect
/// it.
fn genres_file() -> String {
    let lines = films::GENRES
        .iter()
        .enumerate()
        .map(|(number, genre)| format!("{}|{number}\n", genre.name));
    lines.collect::<String>() + "\n"
}

#[cfg(test)]
mod tests;
