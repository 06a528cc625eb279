//! How long does an epoch take? `DotProductBias` and `CollabNn` with the recipe, on the built-in data
//! (which has MovieLens 100K's size), timed in turns through
//!
//! - the library's `Learner`, whose rows wait for their steps until they are looked up,
//! - the same models and optimiser with every row stepped in every step (`eager.rs`),
//! - for `DotProductBias`, a hand-derived loop in plain Rust that steps every row (`plain.rs`),
//! - with `-- --python PYTHON`, a plain PyTorch loop (`torch_epoch.py`).
//!
//! All start from the same weights and see the same batches, and their losses must agree. An epoch
//! includes its validation.
//!
//! ```text
//! cargo bench --bench epoch -- --python python3
//! ```
#![allow(unsafe_code, reason = "the processor's flag can be set in no other way")]

mod eager;
mod plain;

use dfdx::prelude::HasShape;
use eager::Eager;
use plain::Plain;
use serde_json::{Value, json};
use std::ops::Range;
use std::process::Command;
use std::time::Instant;
use workbook::data::{Batches, Ratings, Split, builtin};
use workbook::learn::{Learner, OneCycle, Recipe};
use workbook::models::{CollabNn, CollabNnConfig, DotProductBias, Model};

/// Each side trains this often, in turns.
const REPEATS: usize = 5;
/// Epochs of a training; each is a measurement.
const EPOCHS: usize = 3;
/// How far apart the training losses of two sides may be in each epoch. They round differently.
type Agreement = [f64; EPOCHS];
/// A dot product hardly amplifies rounding.
const OF_DOT_PRODUCTS: Agreement = [1e-5; EPOCHS];
/// A network soon does, as the last losses of `Learner` and its eager twin show.
const OF_NETWORKS: Agreement = [1e-4, 1e-3, 1e-2];

fn main() {
    let python = python();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("Medians of {} epochs on {cores} cores.", REPEATS * EPOCHS);
    let common = Common::new();
    let (n_users, n_items) = common.tables;

    println!("\nDotProductBias:");
    let model = DotProductBias::new(n_users, n_items, common.recipe.factors, 0);
    let start = json!({
        "user_factors": model.user_factors.weight.as_vec(),
        "item_factors": model.item_factors.weight.as_vec(),
        "user_bias": model.user_bias.weight.as_vec(),
        "item_bias": model.item_bias.weight.as_vec(),
    });
    let job = Job::new(&common, "dot_product_bias", &start, &model.y_range);
    compare(
        OF_DOT_PRODUCTS,
        &[
            ("Learner", &|| Some(common.learner(&model))),
            ("every row, every step", &|| Some(common.eager(&model))),
            ("plain Rust", &|| Some(common.plain(&model))),
            ("PyTorch", &|| Some(job.torch(python.as_ref()?))),
        ],
    );

    println!("\nCollabNn with one hidden layer of 100:");
    let model = CollabNn::new(n_users, n_items, &CollabNnConfig::default(), 0);
    let layers = model
        .layers
        .iter()
        .map(|layer| json!({"weight": layer.weight.as_vec(), "bias": layer.bias.as_vec()}));
    let start = json!({
        "widths": [model.user_factors.weight.shape().1, model.item_factors.weight.shape().1],
        "user_factors": model.user_factors.weight.as_vec(),
        "item_factors": model.item_factors.weight.as_vec(),
        "layers": layers.collect::<Vec<_>>(),
    });
    let job = Job::new(&common, "collab_nn", &start, &model.y_range);
    compare(
        OF_NETWORKS,
        &[
            ("Learner", &|| Some(common.learner(&model))),
            ("every row, every step", &|| Some(common.eager(&model))),
            ("PyTorch", &|| Some(job.torch(python.as_ref()?))),
        ],
    );
}

/// One way to train: its name, and what trains once, unless it is left out.
type Way<'a> = (&'static str, &'a dyn Fn() -> Option<Timing>);

/// Times the ways in turns and prints how they compare with the first; their losses must agree.
fn compare(agreement: Agreement, ways: &[Way]) {
    let mut sides: Vec<Side> = ways.iter().map(|(name, _)| Side::new(name)).collect();
    for _ in 0..REPEATS {
        for (side, (_, train)) in sides.iter_mut().zip(ways) {
            side.add(train());
        }
    }
    let first = sides[0].median();
    for side in sides.iter().filter(|side| !side.seconds.is_empty()) {
        side.check(&sides[0], agreement);
        println!(
            "{:<24}{:>8.4} s   Learner / it: {:.2}   it / Learner: {:.2}   last loss: {:.6}",
            side.name,
            side.median(),
            first / side.median(),
            side.median() / first,
            side.losses[EPOCHS - 1],
        );
    }
}

/// What all trainings have in common.
struct Common {
    recipe: Recipe,
    split: Split,
    /// Rows of the user tables and of the item tables.
    tables: (usize, usize),
    /// The batches of each epoch, end to end.
    orders: Vec<Vec<usize>>,
}

/// Seconds and training loss of each epoch of one training.
struct Timing {
    seconds: Vec<f64>,
    losses: Vec<f64>,
}

impl Common {
    fn new() -> Self {
        let data = builtin::dataset();
        let split = data.split_random(0.2, 42).expect("the built-in data can be split");
        let recipe = Recipe { epochs: EPOCHS, ..Recipe::default() };
        let mut batches = Batches::new(split.train.len(), recipe.batch_size, recipe.seed);
        let orders = (0..EPOCHS).map(|_| batches.epoch().flatten().copied().collect()).collect();
        Self { recipe, split, tables: (data.n_users(), data.n_items()), orders }
    }

    fn learner(&self, model: &(impl Model + Clone)) -> Timing {
        let train = &self.split.train;
        let valid = &self.split.valid;
        let mut learner = Learner::new(model.clone(), train, valid, self.recipe);
        let history = learner.fit_one_cycle().expect("the training converges");
        let epochs = &history.epochs;
        Timing {
            seconds: epochs.iter().map(|epoch| epoch.seconds).collect(),
            losses: epochs.iter().map(|epoch| epoch.train_loss).collect(),
        }
    }

    fn schedule(&self) -> OneCycle {
        let steps = EPOCHS * (self.split.train.len() / self.recipe.batch_size);
        OneCycle { steps, lr_max: self.recipe.lr }
    }

    fn eager(&self, model: &(impl Model + Clone)) -> Timing {
        let mut eager = Eager::new(model.clone(), self.schedule(), self.recipe);
        let train = &self.split.train;
        let valid = &self.split.valid;
        let epochs = self.orders.iter().map(|order| {
            let start = Instant::now();
            let loss = eager.epoch(order, train);
            let learner = Learner::new(eager.model.clone(), train, valid, self.recipe);
            std::hint::black_box(learner.mean_squared_error(valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }

    fn plain(&self, model: &DotProductBias) -> Timing {
        let mut plain = Plain::new(model, self.schedule(), self.recipe.weight_decay);
        let epochs = self.orders.iter().map(|order| {
            let start = Instant::now();
            let loss = plain.epoch(order, &self.split.train, self.recipe.batch_size);
            // Keeps the compiler from dropping the validation loss, which is not used.
            std::hint::black_box(plain.mean_squared_error(&self.split.valid));
            (start.elapsed().as_secs_f64(), loss)
        });
        let (seconds, losses) = epochs.unzip();
        Timing { seconds, losses }
    }
}

/// A training as a file that PyTorch can read.
struct Job(tempfile::NamedTempFile);

impl Job {
    fn new(common: &Common, model: &str, start: &Value, y_range: &Range<f32>) -> Self {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let content = json!({
            "model": model, "start": start, "y_range": [y_range.start, y_range.end],
            "train": columns(&common.split.train), "valid": columns(&common.split.valid),
            "orders": common.orders, "batch_size": common.recipe.batch_size,
            "lr_max": common.recipe.lr, "weight_decay": common.recipe.weight_decay,
        });
        serde_json::to_writer(&file, &content).expect("the job fits on the disk");
        Self(file)
    }

    fn torch(&self, python: &str) -> Timing {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/epoch/torch_epoch.py");
        let output = Command::new(python)
            .arg(script)
            .arg(self.0.path())
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

    fn add(&mut self, timing: Option<Timing>) {
        let Some(timing) = timing else { return };
        self.seconds.extend(timing.seconds);
        self.losses = timing.losses;
    }

    fn median(&self) -> f64 {
        let mut seconds = self.seconds.clone();
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    }

    /// Panics unless this side and the other did the same training.
    fn check(&self, other: &Self, agreement: Agreement) {
        let losses = self.losses.iter().zip(&other.losses);
        for (epoch, ((a, b), agreement)) in losses.zip(agreement).enumerate() {
            let here = self.name;
            let there = other.name;
            assert!(
                (a - b).abs() < agreement,
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
