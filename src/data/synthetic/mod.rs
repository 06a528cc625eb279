//! The generator of the built-in data: an invented set of film ratings, made from a seed. It makes others
//! of the same kind as well, of any size.
//!
//! The built-in set has the files, the formats and the proportions of MovieLens 100K, so that one reader serves
//! both, but none of its rows. It takes five steps, one module each:
//!
//! | module | makes |
//! |---|---|
//! | `people` | the users: age, gender, occupation |
//! | `films` | the films: genres and year of release, and `titles` their titles |
//! | `tastes` | the [`Truth`]: biases and factors, partly explained by the above |
//! | `viewing` | who rates which film, and when; `choices` knows what a user chooses |
//! | this one | the ratings themselves, drawn from the truth, and the six files |

mod choices;
mod films;
mod people;
mod shape;
mod steps;
mod tastes;
mod titles;
mod viewing;

use super::truth::Truth;
use super::{Dataset, Rating, Ratings, Vocab, builtin};
use films::{Film, GENRES};
use people::{OCCUPATIONS, Person};
use rand::{Rng, seq::SliceRandom};
use rand_distr::StandardNormal;
use steps::{SEED, Step};
use viewing::Viewing;

pub use shape::Shape;
pub(super) use viewing::true_log_weights;

/// Makes the files of `data/builtin`, each with its name: the same bytes every time, on every machine.
///
/// To keep that promise the generator calls `libm` for logarithms and exponentials, since the
/// standard library's may differ in the last bit between systems. It also never draws a random
/// `usize`, which takes more bits on some machines than on others.
pub fn generate() -> [(&'static str, Vec<u8>); 6] {
    let people = people::people(Shape::BUILT_IN.users, SEED);
    let films = films::films(Shape::BUILT_IN.films, SEED);
    let truth = tastes::truth(&people, &films, SEED);
    let viewings = viewing::viewings(&truth, Shape::BUILT_IN, SEED);
    let titles = titles::titles(&films, SEED);
    let item_lines: String = (1..)
        .zip(&titles)
        .zip(&films)
        .map(|((id, title), film)| item_line(id, title, film))
        .collect();
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

/// The data set that these files hold, without writing and reading them.
pub fn dataset() -> Dataset {
    let people = people::people(Shape::BUILT_IN.users, SEED);
    let films = films::films(Shape::BUILT_IN.films, SEED);
    let truth = tastes::truth(&people, &films, SEED);
    let ids: Vec<String> = (1..=people.len()).map(|id| id.to_string()).collect();
    let titles = titles::titles(&films, SEED);
    let users = Vocab::new(ids.iter().map(String::as_str));
    let items = Vocab::new(titles.iter().map(String::as_str));
    let row = |vocab: &Vocab, name: &str| vocab.row(name).expect("the name is in its vocabulary");

    let mut ratings = Ratings::default();
    let mut timestamps = Vec::new();
    for (Viewing { user, film, time }, stars) in
        drawn(&truth, viewing::viewings(&truth, Shape::BUILT_IN, SEED), SEED)
    {
        let (user, film) = (user as usize, film as usize);
        let (user, item) = (row(&users, &ids[user - 1]), row(&items, &titles[film - 1]));
        ratings.push(Rating { user, item, value: stars as f32 });
        timestamps.push(i64::from(time));
    }
    ratings.timestamps = Some(timestamps);
    let mut user_records = vec![None; users.len()];
    for (id, person) in ids.iter().zip(&people) {
        user_records[row(&users, id)] = Some(person.record(id));
    }
    let mut item_records = vec![None; items.len()];
    for ((id, title), film) in (1..).zip(&titles).zip(&films) {
        item_records[row(&items, title)] = Some(film.record(id, title));
    }
    Dataset {
        name: builtin::NAME.to_owned(),
        format: "made from a seed".to_owned(),
        notes: Vec::new(),
        ratings,
        users,
        items,
        user_records,
        item_records,
    }
}

/// The truth behind the built-in ratings, as in `truth.csv`.
#[cfg(not(feature = "embedded"))]
pub(super) fn truth() -> Truth {
    truth_behind(Shape::BUILT_IN, SEED)
}

/// Ratings like the built-in ones, of other people for other films, and the truth behind them. Row numbers
/// are ids: those of users and films start at 1.
pub fn another(seed: u64) -> (Ratings, Truth) {
    of_shape(Shape::BUILT_IN, seed)
}

/// Ratings like the built-in ones as [`another`] makes them, for sets of any [`Shape`]. Twenty-five
/// million of them take ten seconds or so on one core, and 600 MB.
///
/// # Panics
/// If there are fewer than twenty ratings for a user, if the users cannot give as many without rating
/// more than half of the films each, or if there are four billion users or films.
pub fn of_shape(shape: Shape, seed: u64) -> (Ratings, Truth) {
    let truth = truth_behind(shape, seed);
    let mut ratings = Ratings {
        users: Vec::with_capacity(shape.ratings),
        items: Vec::with_capacity(shape.ratings),
        values: Vec::with_capacity(shape.ratings),
        ..Ratings::default()
    };
    let viewings = viewing::viewings(&truth, shape, seed);
    for (Viewing { user, film, .. }, stars) in drawn(&truth, viewings, seed) {
        ratings.push(Rating { user: user as usize, item: film as usize, value: stars as f32 });
    }
    (ratings, truth)
}

/// What the users of a set like, and what its films are like.
fn truth_behind(shape: Shape, seed: u64) -> Truth {
    let (people, films) = (people::people(shape.users, seed), films::films(shape.films, seed));
    tastes::truth(&people, &films, seed)
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
        let score = truth.score(viewing.user as usize, viewing.film as usize) + truth.sigma * noise;
        (viewing, score.round().clamp(1.0, 5.0))
    })
}

/// A line of `u.item`. The two fields for a video's date and a web address stay empty.
fn item_line(id: usize, title: &str, film: &Film) -> String {
    let mut line = format!("{id}|{title}|{}||", film.release_date());
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
    let occupation = OCCUPATIONS[person.occupation].name;
    format!("{id}|{}|{}|{occupation}|{:05}\n", person.age, person.gender(), person.zip)
}

/// `u.genre`. It ends with an empty line, as the real one does, so that readers learn to expect it.
fn genres_file() -> String {
    let lines = (0..).zip(&GENRES).map(|(number, genre)| format!("{}|{number}\n", genre.name));
    lines.collect::<String>() + "\n"
}
