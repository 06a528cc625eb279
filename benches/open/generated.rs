//! Generated files of ratings with the format and the shape of MovieLens 25M.

use rand::distributions::{Distribution, WeightedIndex};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rand_distr::Exp1;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub const N_RATINGS: usize = 25_000_095;
const N_USERS: usize = 162_541;
const N_FILMS: usize = 59_047;
/// The fewest ratings of a user.
const FEWEST: usize = 20;
/// How steeply popularity falls, as in the set of the benchmark `twenty_million`.
const POPULARITY: f64 = 10.0;
/// First and last moment at which a user may begin, in Unix time: 1995 and 2019.
const PERIOD: (i64, i64) = (788_918_400, 1_574_000_000);
/// The most seconds from one rating to the next.
const LONGEST_BREAK: i64 = 60;

/// Writes `ratings.csv` and `movies.csv` to a folder.
///
/// # Errors
/// If they cannot be written.
pub fn write(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut films = BufWriter::new(File::create(folder.join("movies.csv"))?);
    writeln!(films, "movieId,title,genres")?;
    for film in 1..=N_FILMS {
        writeln!(films, "{film},\"Film, The No. {film} (1995)\",Comedy|Drama")?;
    }
    films.flush()?;
    let mut rng = StdRng::seed_from_u64(N_RATINGS as u64);
    let popularity =
        (0..N_FILMS).map(|rank| (-POPULARITY * (rank as f64 / N_FILMS as f64).cbrt()).exp());
    let popularity = WeightedIndex::new(popularity).expect("the weights are positive");
    let mut rated_by = vec![0; N_FILMS];
    // The name of a file that is still being written is not that of the ratings.
    let draft = folder.join("ratings.csv.draft");
    let mut ratings = BufWriter::new(File::create(&draft)?);
    writeln!(ratings, "userId,movieId,rating,timestamp")?;
    for (user, count) in (1..).zip(activity(&mut rng)) {
        let mut time = rng.gen_range(PERIOD.0..PERIOD.1);
        let mut missing = count;
        while missing > 0 {
            let film = popularity.sample(&mut rng);
            if rated_by[film] != user {
                rated_by[film] = user;
                time += rng.gen_range(1..=LONGEST_BREAK);
                let rating = f64::from(rng.gen_range(1..=10)) / 2.0;
                writeln!(ratings, "{user},{},{rating:.1},{time}", film + 1)?;
                missing -= 1;
            }
        }
    }
    ratings.flush()?;
    fs::rename(draft, folder.join("ratings.csv"))
}

/// How many ratings each user gives.
fn activity(rng: &mut StdRng) -> Vec<usize> {
    let eagerness: Vec<f64> = (0..N_USERS).map(|_| rng.sample::<f64, _>(Exp1)).collect();
    let scale = (N_RATINGS - N_USERS * FEWEST) as f64 / eagerness.iter().sum::<f64>();
    let mut counts: Vec<usize> = eagerness.iter().map(|x| FEWEST + (x * scale) as usize).collect();
    // Rounding down has left a few over, fewer than one for each user.
    let left_over = N_RATINGS - counts.iter().sum::<usize>();
    counts[..left_over].iter_mut().for_each(|count| *count += 1);
    counts
}
