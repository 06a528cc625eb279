//! The films: genres and year of release.

use super::steps::Step;
use crate::data::ItemRecord;
use crate::data::truth::N_FACTORS;
use rand::{Rng, rngs::StdRng, seq::SliceRandom};

/// A genre, and what its films are like.
pub struct Genre {
    /// Its name in `u.genre`.
    pub name: &'static str,
    /// How often it is a film's main genre, relative to the others.
    weight: f64,
    /// How well its films are liked compared with the others; the scale is arbitrary.
    pub esteem: f64,
    /// Where its films tend to stand on the five axes of [`super::tastes`]; the scale is
    /// arbitrary.
    pub pull: [f64; N_FACTORS],
    /// The genres it is combined with, by name.
    companions: &'static [&'static str],
}

/// Shorthand for a row of [`GENRES`].
const fn genre(
    name: &'static str,
    weight: f64,
    esteem: f64,
    pull: [f64; N_FACTORS],
    companions: &'static [&'static str],
) -> Genre {
    Genre { name, weight, esteem, pull, companions }
}

/// The 19 genres, in the order of their flags in `u.item`.
#[rustfmt::skip]
pub const GENRES: [Genre; 19] = [
    //     name         weight esteem  spectacle  classic  dark  tender  odd
    genre("unknown",       1.0,  0.0, [ 0.0,  0.0,  0.0,  0.0,  0.0], &[]),
    genre("Action",      130.0, -0.3, [ 2.0, -0.5,  0.5, -0.5, -0.5], &["Adventure", "Thriller", "Sci-Fi", "War"]),
    genre("Adventure",    50.0,  0.0, [ 1.5,  0.0, -1.0,  0.0,  0.0], &["Action", "Children's", "Sci-Fi", "Fantasy"]),
    genre("Animation",    20.0,  0.2, [ 0.5,  0.0, -2.0,  0.0,  0.5], &["Children's", "Musical"]),
    genre("Children's",   60.0, -0.4, [ 0.5, -0.5, -2.0,  0.5, -0.5], &["Comedy", "Animation", "Fantasy", "Musical"]),
    genre("Comedy",      370.0, -0.1, [-0.5, -1.0, -0.5,  0.0,  0.0], &["Romance", "Drama", "Crime"]),
    genre("Crime",        50.0,  0.3, [ 0.0,  0.5,  1.5, -0.5,  0.0], &["Drama", "Thriller"]),
    genre("Documentary",  45.0,  0.4, [-1.0,  1.0,  0.0, -0.5,  2.5], &[]),
    genre("Drama",       520.0,  0.3, [-1.0,  0.5,  0.5,  0.5,  0.0], &["Romance", "Thriller", "War", "Crime"]),
    genre("Fantasy",      10.0, -0.1, [ 1.0,  0.0, -1.0,  0.0,  1.5], &["Children's", "Adventure"]),
    genre("Film-Noir",    18.0,  0.7, [-0.5,  2.0,  1.5,  0.0,  0.5], &["Mystery", "Crime", "Thriller"]),
    genre("Horror",       70.0, -0.6, [ 0.5, -0.5,  2.0, -0.5,  1.0], &["Thriller", "Sci-Fi"]),
    genre("Musical",      30.0,  0.1, [-0.5,  0.5, -1.5,  1.5,  0.0], &["Comedy", "Romance"]),
    genre("Mystery",      25.0,  0.3, [ 0.0,  1.0,  1.0,  0.0,  0.0], &["Thriller", "Drama"]),
    genre("Romance",      90.0,  0.1, [-1.0,  0.0, -0.5,  2.0, -0.5], &["Drama", "Comedy"]),
    genre("Sci-Fi",       50.0,  0.0, [ 2.0,  0.0,  0.0, -0.5,  1.0], &["Action", "Adventure", "Thriller"]),
    genre("Thriller",     95.0,  0.0, [ 1.0, -0.5,  1.5,  0.0, -0.5], &["Drama", "Mystery", "Crime"]),
    genre("War",          25.0,  0.5, [ 1.0,  1.5,  0.5,  0.0, -0.5], &["Drama", "Action"]),
    genre("Western",      22.0,  0.1, [ 0.5,  1.0,  0.0, -0.5, -0.5], &["Action", "Comedy"]),
];

/// The probability that a film has one more genre than those it already has.
const ONE_MORE_GENRE: f64 = 0.45;

/// A film, as in `u.item`.
pub struct Film {
    /// Year of release, 1925 to 1997.
    pub year: i32,
    /// Day (1 to 28) and number of the month (0 to 7) of the release, where they are known.
    day: Option<(u32, u32)>,
    /// Indices into [`GENRES`], the main genre first.
    pub genres: Vec<usize>,
}

impl Film {
    /// What a data set knows of the film.
    pub fn record(&self, id: usize, title: &str) -> ItemRecord {
        let of_film = GENRES.iter().enumerate().filter(|(genre, _)| self.genres.contains(genre));
        ItemRecord {
            id: id.to_string(),
            title: title.to_owned(),
            year: u32::try_from(self.year).ok(),
            genres: of_film.map(|(_, genre)| genre.name.to_owned()).collect(),
        }
    }

    /// The release date as `01-Jan-1994`. If the day is unknown it is the first of January.
    pub fn release_date(&self) -> String {
        const MONTHS: [&str; 8] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"];
        let (day, month) = self.day.unwrap_or((1, 0));
        format!("{day:02}-{}-{}", MONTHS[month as usize], self.year)
    }
}

/// `n` films, in the order of their ids.
pub fn films(n: usize, seed: u64) -> Vec<Film> {
    let mut rng = Step::Films.random(seed);
    let film = |_| {
        let genres = genres(&mut rng);
        let year = year(&mut rng);
        // Every film is out before the first rating, in September 1997.
        let dated = year >= 1996 && rng.gen_bool(0.6);
        let day = dated.then(|| (rng.gen_range(1..=28), rng.gen_range(0..8)));
        Film { year, day, genres }
    };
    (0..n).map(film).collect()
}

/// A main genre and up to three that go with it.
fn genres(rng: &mut StdRng) -> Vec<usize> {
    let all: Vec<usize> = (0..GENRES.len()).collect();
    let main =
        *all.choose_weighted(rng, |&genre| GENRES[genre].weight).expect("weights are positive");
    let mut genres = vec![main];
    for name in GENRES[main].companions.choose_multiple(rng, 3) {
        if !rng.gen_bool(ONE_MORE_GENRE) {
            break;
        }
        genres.extend(GENRES.iter().position(|genre| genre.name == *name));
    }
    genres
}

/// A year of release. Three quarters of the films are from the nineties; the others are older, and
/// the further back, the fewer there are.
fn year(rng: &mut StdRng) -> i32 {
    if rng.gen_bool(0.75) {
        // The later of two draws, so that later years have more films.
        rng.gen_range(1991..=1997).max(rng.gen_range(1991..=1997))
    } else {
        let before: f64 = rng.gen_range(0.0..1.0);
        1990 - (65.0 * before * before) as i32
    }
}
