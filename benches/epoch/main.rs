//! How long does an epoch take? `DotProductBias` with the recipe, on the built-in data (which has
//! MovieLens 100K's size), timed in turns through
//!
//! - the library's `Learner`,
//! - a hand-derived loop of the same arithmetic in plain Rust, the floor (`plain.rs`),
//! - with `-- --python PYTHON`, a plain PyTorch loop (`torch_epoch.py`).
//!
//! All start from the same weights and see the same batches, and their losses must agree. An epoch
//! includes its validation.
//!
//! ```text
//! cargo bench --bench epoch -- --python python3
//! ```

mod plain;

use dfdx::prelude::Cpu;
use plain::Plain;
use serde_json::{Value, json};
use std::process::Command;
use std::time::Instant;
use workbook::data::{Batches, Ratings, Split, builtin};
use workbook::learn::{Learner, OneCycle, recipe};
use workbook::models::DotProductBias;

/// Each side trains this often, in turns.
const REPEATS: usize = 5;
/// Epochs of a training; each is a measurement.
const EPOCHS: usize = 3;
/// How far the training losses of two sides may lie apart: they round differently.
const AGREEMENT: f64 = 1e-3;

fn main() {
    let job = Job::new();
    let python = python();
    let mut sides = vec![Side::new("Learner"), Side::new("plain Rust, the floor")];
    sides.extend(python.iter().map(|_| Side::new("PyTorch")));
    for _ in 0..REPEATS {
        sides[0].add(job.learner());
        sides[1].add(job.plain());
        if let Some(python) = &python {
            sides[2].add(job.torch(python));
        }
    }

    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("Median of {} epochs on {cores} cores:", REPEATS * EPOCHS);
    let learner = sides[0].median();
    for side in &sides {
        side.check(&sides[0]);
        println!(
            "{:<24}{:>8.4} s   Learner / it: {:.2}   it / Learner: {:.2}",
            side.name,
            side.median(),
            learner / side.median(),
            side.median() / learner,
        );
    }
}

/// The training that all sides do.
struct Job {
    split: Split,
    model: DotProductBias<Cpu>,
    /// The batches of each epoch, end to end.
    orders: Vec<Vec<usize>>,
    /// `orders` and all else that PyTorch needs, as a file.
    for_python: tempfile::NamedTempFile,
}

/// Seconds and training loss of each epoch of one training.
struct Timing {
    seconds: Vec<f64>,
    losses: Vec<f64>,
}

impl Job {
    fn new() -> Self {
        let data = builtin::dataset();
        let split = data.split_random(0.2, 42).expect("the built-in data can be split");
        let (n_users, n_items) = (data.n_users(), data.n_items());
        let model = DotProductBias::new(&Cpu::default(), n_users, n_items, recipe::FACTORS, 0);
        let mut batches = Batches::new(split.train.len(), recipe::BATCH_SIZE, 0);
        let orders: Vec<Vec<usize>> =
            (0..EPOCHS).map(|_| batches.epoch().flatten().copied().collect()).collect();
        let for_python = tempfile::NamedTempFile::new().expect("a temporary file");
        let content = json!({
            "train": columns(&split.train), "valid": columns(&split.valid), "orders": orders,
            "start": {
                "user_factors": model.user_factors.weight.as_vec(),
                "item_factors": model.item_factors.weight.as_vec(),
                "user_bias": model.user_bias.weight.as_vec(),
                "item_bias": model.item_bias.weight.as_vec(),
            },
            "y_range": [model.y_range.start, model.y_range.end],
            "batch_size": recipe::BATCH_SIZE, "lr_max": recipe::LR_MAX,
            "weight_decay": recipe::WEIGHT_DECAY,
        });
        serde_json::to_writer(&for_python, &content).expect("the job fits on the disk");
        Self { split, model, orders, for_python }
    }

    fn learner(&self) -> Timing {
        let history = Learner::new(self.model.clone(), &self.split.train, &self.split.valid)
            .fit_one_cycle(EPOCHS, recipe::LR_MAX)
            .expect("the training converges");
        let epochs = &history.epochs;
        Timing {
            seconds: epochs.iter().map(|epoch| epoch.seconds).collect(),
            losses: epochs.iter().map(|epoch| epoch.train_loss).collect(),
        }
    }

    fn plain(&self) -> Timing {
        let schedule = OneCycle {
            steps: EPOCHS * (self.split.train.len() / recipe::BATCH_SIZE),
            lr_max: recipe::LR_MAX,
        };
        let mut plain = Plain::new(&self.model, schedule, recipe::WEIGHT_DECAY);
        let epochs = self.orders.iter().map(|order| {
            let start = Instant::now();
            let loss = plain.epoch(order, &self.split.train, recipe::BATCH_SIZE);
            // The optimiser must not find out that nobody reads the validation loss.
            std::hint::black_box(plain.mean_squared_error(&self.split.valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }

    fn torch(&self, python: &str) -> Timing {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/epoch/torch_epoch.py");
        let output = Command::new(python)
            .arg(script)
            .arg(self.for_python.path())
            .output()
            .unwrap_or_else(|error| panic!("{python}: {error}"));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{python} {script} failed:\n{complaint}");
        let answer: Value = serde_json::from_slice(&output.stdout).expect("a line of JSON");
        let numbers = |key: &str| serde_json::from_value(answer[key].clone()).expect("numbers");
        Timing { seconds: numbers("seconds"), losses: numbers("train_losses") }
    }
}

fn columns(ratings: &Ratings) -> Value {
    json!({"users": ratings.users, "items": ratings.items, "ratings": ratings.values})
}

/// One way to train, with what was measured of it.
struct Side {
    name: &'static str,
    seconds: Vec<f64>,
    losses: Vec<f64>,
}

impl Side {
    fn new(name: &'static str) -> Self {
        Self { name, seconds: Vec::new(), losses: Vec::new() }
    }

    fn add(&mut self, timing: Timing) {
        self.seconds.extend(timing.seconds);
        self.losses = timing.losses;
    }

    fn median(&self) -> f64 {
        let mut seconds = self.seconds.clone();
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    }

    /// Panics unless this side and the other did the same training.
    fn check(&self, other: &Self) {
        for (epoch, (a, b)) in self.losses.iter().zip(&other.losses).enumerate() {
            let (here, there) = (self.name, other.name);
            assert!(
                (a - b).abs() < AGREEMENT,
                "training loss of epoch {epoch}: {a} by {here}, {b} by {there}"
            );
        }
    }
}

/// The interpreter after `--python`, if any.
fn python() -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--python");
    arguments.next()?;
    Some(arguments.next().expect("--python needs the name of an interpreter"))
}
