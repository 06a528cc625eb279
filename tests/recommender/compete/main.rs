//! The competition: fits the reader's entry to another set of invented ratings and says how far above the
//! noise floor it ends. `cargo grade compete` starts it.

mod medals;
mod results;

use anyhow::{Result, bail, ensure};
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use recommender::{Rating, triples};
use results::{Entry, Kept};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, thread};
use workbook::data::builtin::Truth;
use workbook::data::{Ratings, VALID_SHARE, synthetic};

/// The reader's entry, with the reader's answers beside it, and ours where they are borrowed.
#[path = "../../../src"]
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    include!(concat!(env!("OUT_DIR"), "/answers.rs"));
    pub mod competition;
}

/// How long an entry may take.
const LIMIT: Duration = Duration::from_secs(60);

/// The competition's ratings, split like the book's.
pub struct Data {
    train: Ratings,
    valid: Ratings,
    n_users: usize,
    n_films: usize,
    /// The loss of predicting every true expectation.
    floor: f64,
}

impl Data {
    /// The invented set with this seed.
    fn new(seed: u64) -> Self {
        let (all, truth) = synthetic::another(seed);
        let mut rows: Vec<usize> = (0..all.len()).collect();
        rows.shuffle(&mut StdRng::seed_from_u64(seed));
        let (valid, train) = rows.split_at((all.len() as f64 * VALID_SHARE).round() as usize);
        let [valid, train] = [valid, train].map(|rows| all.select(rows.iter().copied()));
        let floor = noise_floor(&truth, &valid);
        let (n_users, n_films) = (truth.users.len() + 1, truth.films.len() + 1);
        Self { train, valid, n_users, n_films, floor }
    }

    /// The mean squared error of predictions of the validation ratings.
    fn loss(&self, predictions: &[f64]) -> f64 {
        let squares = predictions.iter().zip(&self.valid.values);
        squares.map(|(p, &stars)| (f64::from(stars) - p).powi(2)).sum::<f64>()
            / self.valid.len() as f64
    }
}

fn noise_floor(truth: &Truth, valid: &Ratings) -> f64 {
    let square = |rating: workbook::data::Rating| {
        (f64::from(rating.value) - truth.expected_rating(rating.user, rating.item)).powi(2)
    };
    valid.iter().map(square).sum::<f64>() / valid.len() as f64
}

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let seed: u64 = args.next().unwrap_or_default().parse()?;
    let name = args.next().unwrap_or_default();
    let kept = Kept::read()?; // a broken file is told before anyone has waited for a result
    let data = Data::new(seed);
    println!("Your entry fits {} ratings of set {seed} …", data.train.len());
    let (predictions, seconds) = predictions(&data)?;
    let loss = data.loss(&predictions);
    ensure!(loss.is_finite(), "a prediction is infinite or NaN, so the entry has no loss");
    let medals = medals::all(&data)?;
    let medal = medals.iter().rev().find(|medal| loss <= medal.loss).map(|medal| medal.name);
    let entry = Entry::new(name, seed, loss, data.floor, seconds, medal);
    let praise = entry.verdict(kept.best(seed));
    kept.add(entry)?;

    println!("\n                                        loss    above the floor");
    let line = |name: &str, loss: f64| println!("{name:38}  {loss:.4}  {:.4}", loss - data.floor);
    for medal in &medals {
        line(&format!("{}: {}", medal.name, medal.model), medal.loss);
    }
    line("your entry", loss);
    line("noise floor", data.floor);
    println!("\n{praise}");
    println!("It took {seconds:.1} s. Your entries are kept in {}.", results::FILE);
    Ok(())
}

/// The entry's predictions of the validation ratings, and the seconds that fit and predictions took.
fn predictions(data: &Data) -> Result<(Vec<f64>, f64)> {
    let train: Vec<Rating> = triples(&data.train);
    let pairs: Vec<(usize, usize)> = data.valid.pairs().collect();
    let (n_users, n_films) = (data.n_users, data.n_films);
    let (sender, receiver) = mpsc::channel();
    let start = Instant::now();
    thread::Builder::new().stack_size(64 << 20).spawn(move || {
        let fitted = answers::competition::fit(&train, n_users, n_films);
        let predict = |&(user, film): &(usize, usize)| {
            f64::from(answers::competition::predict(&fitted, user, film))
        };
        // After the time limit no one is waiting for it.
        let _ = sender.send(pairs.iter().map(predict).collect());
    })?;
    match receiver.recv_timeout(LIMIT) {
        Ok(predictions) => Ok((predictions, start.elapsed().as_secs_f64())),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            bail!("the entry has not ended after {} seconds, so it does not count", LIMIT.as_secs())
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            bail!("the entry panicked, so it does not count")
        }
    }
}
