//! How long does an epoch take? The models of chapters 5, 8 and 9, on the built-in data (which has
//! MovieLens 100K's size), timed in turns through
//!
//! - the library's `Learner`, whose rows wait for their steps until they are looked up,
//! - the same models and optimiser with every row stepped in every step (`eager.rs`),
//! - for `DotProductBias`, a hand-derived loop in plain Rust that steps every row (`plain.rs`),
//! - with `-- --python PYTHON`, a plain PyTorch loop (`torch_epoch.py`).
//!
//! All start from the same weights and see the same batches, and their losses must agree. An epoch
//! includes its validation. `judging.rs` then times how a ranker of chapter 9 is judged, against NumPy.
//!
//! ```text
//! cargo bench --bench epoch -- --python python3
//! ```
//!
//! `--data ml-100k` takes MovieLens 100K in place of the built-in data. `--turns 1` gives each side a single
//! turn, which is enough to find out whether they agree. PyTorch uses all cores, unless `OMP_NUM_THREADS=1` is
//! set, which makes it faster on a machine that is not idle.
#![allow(unsafe_code, reason = "the processor's flag can be set in no other way")]

mod eager;
mod interactions;
mod judging;
mod plain;
mod python;
mod ratings;
mod sides;

use interactions::Interactions;
use python::Python;

fn main() {
    let python = argument("--python").map(Python);
    let data = argument("--data").unwrap_or_else(|| "builtin".to_owned());
    let data = workbook::data::Dataset::open(&data).unwrap_or_else(|error| panic!("{error}"));
    let turns = argument("--turns").map(|turns| turns.parse().expect("a number of turns"));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{}, {cores} cores; each time is a median.", data.name);
    ratings::compare(&data, turns, python.as_ref());
    let interactions = Interactions::new(&data);
    interactions.compare(turns, python.as_ref());
    judging::compare(&interactions, turns, python.as_ref());
}

/// The argument after `name`, if any.
fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.next()?;
    Some(arguments.next().unwrap_or_else(|| panic!("{name} needs a value")))
}
