//! The generator of the built-in data: an invented set of film ratings, made from a seed.
//!
//! It has the files, the formats and the proportions of MovieLens 100K, so that one reader serves
//! both, but none of its rows. It takes five steps, one module each:
//!
//! | module | makes |
//! |---|---|
//! | `people` | the users: age, gender, occupation |
//! | `films` | the films: genres, year of release, and a title from `titles` |
//! | `tastes` | the [`Truth`]: biases and factors, partly explained by the above |
//! | `viewing` | who rates which film, and when |
//! | this one | the ratings themselves, drawn from the truth, and the six files |

mod films;
mod people;
mod steps;
mod tastes;
mod titles;
mod viewing;

use super::truth::Truth;
use super::{Rating, Ratings};
use films::{Film, GENRES};
use people::{OCCUPATIONS, Person};
use rand::{Rng, seq::SliceRandom};
use rand_distr::StandardNormal;
use steps::{SEED, Step};
use viewing::Viewing;

pub(super) use viewing::true_log_weights;

/// Makes the files of `data/builtin`, each with its name: the same bytes every time, on every machine.
///
/// To keep that promise the generator calls `libm` for logarithms and exponentials, since the
/// standard library's may differ in the last bit between systems. It also never draws a random
/// `usize`, which takes more bits on some machines than on others.
pub fn generate() -> [(&'static str, Vec<u8>); 6] {
    let people = people::people(SEED);
    let films = films::films(SEED);
    let truth = tastes::truth(&people, &films, SEED);
    let viewings = viewing::viewings(&truth, SEED);
    let item_lines: String = (1..).zip(&films).map(|(id, film)| item_line(id, film)).collect();
    let user_lines: String = (1..).zip(&people).map(|(id, person)| user_line(id, person)).collect();
    let occupations: String = OCCUPATIONS.iter().map(|job| format!("{}\n", job.name)).collect();
    [
        ("u.data", ratings_file(&truth, viewings, SEED).into_bytes()),
        ("u.item", latin1(&item_lines)),
        ("u.user", user_lines.into_bytes()),
        ("u.genre", genres_file().into_bytes()),
        ("u.occupation", occupations.into_bytes()),
        ("truth.csv", truth.to_csv().into_bytes()),
    ]
}

/// Ratings like the built-in ones, of other people for other films, and the truth behind them. Row numbers
/// are ids: those of users and films start at 1.
pub fn another(seed: u64) -> (Ratings, Truth) {
    let truth = tastes::truth(&people::people(seed), &films::films(seed), seed);
    let mut ratings = Ratings::default();
    for (Viewing { user, film, .. }, stars) in drawn(&truth, viewing::viewings(&truth, seed), seed)
    {
        ratings.push(Rating { user, item: film, value: stars as f32 });
    }
    (ratings, truth)
}

/// `u.data`: a rating for every viewing, drawn from the truth.
fn ratings_file(truth: &Truth, viewings: Vec<Viewing>, seed: u64) -> String {
    let mut text = String::new();
    for (Viewing { user, film, time }, stars) in drawn(truth, viewings, seed) {
        text += &format!("{user}\t{film}\t{stars}\t{time}\n");
    }
    text
}

/// The viewings in random order, each with its stars.
fn drawn(
    truth: &Truth,
    mut viewings: Vec<Viewing>,
    seed: u64,
) -> impl Iterator<Item = (Viewing, f64)> {
    let mut rng = Step::Ratings.random(seed);
    viewings.shuffle(&mut rng);
    viewings.into_iter().map(move |viewing| {
        let noise: f64 = rng.sample(StandardNormal);
        let score = truth.score(viewing.user, viewing.film) + truth.sigma * noise;
        (viewing, score.round().clamp(1.0, 5.0))
    })
}

/// A line of `u.item`. The two fields for a video's date and a web address stay empty.
fn item_line(id: usize, film: &Film) -> String {
    let mut line = format!("{id}|{} ({})|{}||", film.title, film.year, film.release_date());
    for genre in 0..GENRES.len() {
        line += if film.genres.contains(&genre) { "|1" } else { "|0" };
    }
    line + "\n"
}

/// The text in ISO-8859-1, whose bytes are the numbers of the first 256 Unicode characters.
fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(c).expect("titles use characters of ISO-8859-1 only"))
        .collect()
}

/// A line of `u.user`.
fn user_line(id: usize, person: &Person) -> String {
    let gender = if person.is_woman { 'F' } else { 'M' };
    let occupation = OCCUPATIONS[person.occupation].name;
    format!("{id}|{}|{gender}|{occupation}|{:05}\n", person.age, person.zip)
}

/// `u.genre`. It ends with an empty line, as the real one does, so that readers learn to expect it.
fn genres_file() -> String {
    let lines = (0..).zip(&GENRES).map(|(number, genre)| format!("{}|{number}\n", genre.name));
    lines.collect::<String>() + "\n"
}
