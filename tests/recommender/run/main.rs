//! Runs the reader's recommender as of a chapter on the built-in data. `cargo grade run` starts it, and has
//! said which pieces are borrowed from the solutions.

mod by_hand;
mod network;
mod ranker;
mod reading;
mod training;

use anyhow::{Result, bail};
use grade::recommender::Model;
use recommender::Data;
use std::env;

/// The reader's answers, and ours where they are borrowed.
#[allow(unused, clippy::all)] // a half-written answer may well deserve warnings
mod answers {
    include!(concat!(env!("OUT_DIR"), "/answers.rs"));
}

fn main() -> Result<()> {
    let chapter: usize = env::args().nth(1).unwrap_or_default().parse()?;
    let data = Data::built_in()?;
    match chapter {
        2..=5 => training::run(&data, chapter),
        6 => reading::look(&data, &trained(&data)),
        7 => reading::recommend(&data, &trained(&data)),
        8 => network::run(&data),
        9 => ranker::run(&data),
        10 => by_hand::run(&data),
        _ => bail!("chapters 2 to 10 have a checkpoint"),
    }
}

/// The reader's model as of chapter 5.
fn trained(data: &Data) -> Model {
    println!("Training your model of chapter 5 …");
    training::train(data, 5).0
}
