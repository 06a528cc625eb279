//! Does chapter 9 scale? An epoch of neural collaborative filtering as in the tutorial that the chapter
//! retells: twenty million interactions, 30 % of the users, the latest of each held out, four negatives.
//! The interactions are generated with the shape of MovieLens 20M (`generated.rs`). Where Linux tells the
//! peak memory of the process, generation included, it must stay within 1.5 GB.
//!
//! ```text
//! cargo bench --bench twenty_million
//! ```

mod generated;

use std::time::Instant;
use workbook::data::{Examples, HoldOut, Ratings, Touched, WithNegatives};
use workbook::interpret::{Judge, SAMPLED_NEGATIVES};
use workbook::learn::{Learner, Recipe};
use workbook::models::{NeuralCf, predict_catalogue};

/// Users that the tutorial keeps: 30 % of them, rounded down.
const KEPT_USERS: usize = 41_547;
const NEGATIVES: usize = 4;
const FACTORS: usize = 8;
const HIDDEN: [usize; 2] = [64, 32];
const RECIPE: Recipe =
    Recipe { epochs: 1, lr: 5e-3, factors: FACTORS, batch_size: 4096, weight_decay: 0.01, seed: 0 };
/// How many users judge the model.
const JUDGES: usize = 500;
/// Length of the lists.
const K: usize = 10;
/// The most memory, in megabytes.
const MOST_MEMORY: f64 = 1500.0;

fn main() {
    let mut clock = Clock(Instant::now());
    let mut data = generated::dataset();
    clock.tell(&format!("{} interactions generated", data.ratings.len()));

    data.sample_users(KEPT_USERS as f64 / generated::N_USERS as f64, RECIPE.seed);
    let interactions = data.interactions();
    data.ratings = Ratings::default();
    let (n_users, n_items) = (data.n_users(), data.n_items());
    let touched = Touched::new(&interactions, n_users, n_items);
    let split = data.leave_one_out(&interactions, HoldOut::Latest, RECIPE.seed);
    drop(interactions);
    let known = Touched::new(&split.train, n_users, n_items);
    let judges = split.held_out.select(0..JUDGES);
    let mut labels = WithNegatives::new(&judges, &touched, NEGATIVES, RECIPE.seed);
    let all: Vec<usize> = (0..labels.len()).collect();
    let valid = labels.deal(&all);
    let train = WithNegatives::new(&split.train, &known, NEGATIVES, RECIPE.seed);
    let n_examples = train.len();
    clock.tell(&format!(
        "{} of {} users kept for training, {} held out",
        split.train.len(),
        split.held_out.len() + split.not_judged,
        split.held_out.len()
    ));

    let model = NeuralCf::new(n_users, n_items, FACTORS, &HIDDEN, RECIPE.seed);
    let mut learner = Learner::from_interactions(model, train, &valid, RECIPE);
    let history = learner.fit_one_cycle().expect("the training converges");
    let epoch = history.last();
    clock.tell(&format!("an epoch of {n_examples} examples in {:.1} s", epoch.seconds));
    println!(
        "{:.0} interactions and {:.0} examples a second; training loss {:.4}, validation loss {:.4}",
        split.train.len() as f64 / epoch.seconds,
        n_examples as f64 / epoch.seconds,
        epoch.train_loss,
        epoch.valid_loss,
    );

    let judge = Judge::new(&judges, &touched, SAMPLED_NEGATIVES, RECIPE.seed);
    let placings = judge.place(|user| predict_catalogue(&learner.model, user, n_items));
    let placings = placings.expect("the scores are numbers").sampled;
    let hits = placings.iter().map(|placing| placing.hit_ratio(K)).sum::<f64>();
    clock.tell(&format!(
        "HR@{K} among {SAMPLED_NEGATIVES} negatives: {:.3} ({JUDGES} users)",
        hits / JUDGES as f64
    ));
    if let Some(peak) = peak_memory() {
        assert!(peak <= MOST_MEMORY, "{peak:.0} MB are more than {MOST_MEMORY:.0} MB");
    }
}

/// Tells how long each stage took.
struct Clock(Instant);

impl Clock {
    fn tell(&mut self, stage: &str) {
        let seconds = self.0.elapsed().as_secs_f64();
        let peak =
            peak_memory().map_or_else(String::new, |peak| format!(", peak so far {peak:.0} MB"));
        println!("{stage} ({seconds:.1} s{peak})");
        self.0 = Instant::now();
    }
}

/// The most memory that the process has used so far, in megabytes; `None` where the system does not tell.
fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}
