//! How the workbook's training on many ratings compares with others.
//!
//! ```text
//! cargo run --release --manifest-path benches/peers/Cargo.toml
//! ```

mod by_hand;
mod contestant;
#[cfg(feature = "discorec")]
mod discorec_crate;
#[cfg(feature = "libmf")]
mod libmf_crate;
mod memory;
mod on_tape;
mod outcome;
mod set;
mod table;
mod torch;

use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};
use contestant::Contestant;
use outcome::Outcome;
use set::Source;
use std::env;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;

/// Speed, memory and loss of the workbook's training, of discorec, LIBMF and PyTorch, on the same ratings.
#[derive(Parser)]
struct Args {
    /// Only these ratings.
    #[arg(long, value_name = "DATA", value_delimiter = ',')]
    data: Vec<Source>,
    /// Only these contestants.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<Contestant>,
    /// Threads of those who can use several; by default as many as the machine runs at a time.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=25))]
    threads: Option<u16>,
    /// Runs the one contestant in this process, and answers with a line of JSON.
    #[arg(long, hide = true)]
    inside: bool,
    /// The loss that the contestant inside is to reach.
    #[arg(long, hide = true)]
    target: Option<f64>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let available = || available_parallelism().map_or(1, usize::from).min(25);
    let threads = args.threads.map_or_else(available, usize::from);
    if args.inside {
        let (&[source], &[contestant]) = (&args.data[..], &args.only[..]) else {
            anyhow::bail!("one set and one contestant run inside a process");
        };
        let outcome = contestant.run(source.load()?, threads, args.target)?;
        println!("{}", serde_json::to_string(&outcome)?);
        return Ok(());
    }
    let sources = if args.data.is_empty() { Source::value_variants() } else { &args.data };
    let wanted = if args.only.is_empty() { Contestant::value_variants() } else { &args.only };
    let (present, absent): (Vec<_>, Vec<_>) =
        wanted.iter().map(|&one| (one, one.lacks())).partition(|(_, lacks)| lacks.is_none());
    for (contestant, lacks) in absent {
        println!("Without {}: {}.\n", contestant.name(), lacks.unwrap_or_default());
    }
    for &source in sources {
        match source.lacks() {
            Some(lacks) => println!("Without {}: {lacks}.\n", source.name()),
            None => compare(source, present.iter().map(|&(one, _)| one), threads)?,
        }
    }
    Ok(())
}

/// Runs all on one set of ratings, first the one whose loss in the end the others are to reach.
fn compare(
    source: Source,
    contestants: impl Iterator<Item = Contestant>,
    threads: usize,
) -> Result<()> {
    let mut contestants: Vec<Contestant> = contestants.collect();
    let measure = source.measure();
    contestants.sort_by_key(|&contestant| contestant != measure);
    let mut target = None;
    let mut outcomes = Vec::new();
    for contestant in contestants {
        let outcome = outside(source, contestant, threads, target)?;
        let (name, full) = (contestant.name(), outcome.full);
        eprintln!("{}: {name}, loss {:.4} in {:.2} s", source.name(), full.loss, full.seconds);
        if contestant == measure {
            target = Some(outcome.full.loss);
        }
        outcomes.push((contestant, outcome));
    }
    outcomes.sort_by_key(|&(contestant, _)| contestant as usize);
    table::print(source, target, &outcomes);
    Ok(())
}

/// Runs a contestant in a process of its own, so that its memory is its own too.
fn outside(
    source: Source,
    contestant: Contestant,
    threads: usize,
    target: Option<f64>,
) -> Result<Outcome> {
    let mut command = Command::new(env::current_exe()?);
    let name = |value: &dyn Fn() -> Option<clap::builder::PossibleValue>| {
        value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    };
    command
        .arg("--inside")
        .args(["--data", &name(&|| source.to_possible_value())])
        .args(["--only", &name(&|| contestant.to_possible_value())])
        .args(["--threads", &threads.to_string()])
        .args(target.map(|target| format!("--target={target}")))
        // The products of a batch are too small to be shared among threads; see .cargo/config.toml.
        .env("RAYON_NUM_THREADS", "1")
        .stderr(Stdio::inherit());
    let output = command.output()?;
    ensure!(output.status.success(), "{} failed", contestant.name());
    serde_json::from_slice(&output.stdout).context("a contestant's answer is not an outcome")
}
