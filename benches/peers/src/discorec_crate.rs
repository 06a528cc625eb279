//! The crate `discorec`.

use crate::contestant::FACTORS;
use crate::memory;
use crate::outcome::{Outcome, Point};
use crate::set::Set;
use anyhow::{Context, Result};
use discorec::RecommenderBuilder;
use std::cell::RefCell;
use std::time::Instant;
use workbook::data::Ratings;

/// Trains once with discorec's defaults. Its steps do not depend on how many iterations are to come, so the
/// training of 20 iterations holds the shorter ones.
///
/// # Errors
/// If it reports no iteration.
pub fn run(set: &Set) -> Result<Outcome> {
    let points = RefCell::new(Vec::new());
    memory::forget_the_peak();
    let start = Instant::now();
    RecommenderBuilder::new()
        .factors(FACTORS as u32)
        .seed(0)
        .callback(|info| {
            let seconds = start.elapsed().as_secs_f64();
            let loss = f64::from(info.valid_loss).powi(2);
            points.borrow_mut().push(Point { passes: info.iteration as usize, seconds, loss });
        })
        .fit_eval_explicit(triples(&set.train), triples(&set.valid));
    let peak_memory_mb = memory::peak();
    let mut shorter = points.into_inner();
    let full = shorter.pop().context("discorec reports no iteration")?;
    let settings =
        "its defaults: rate 0.1, L2 0.1, validation within its time; one thread".to_owned();
    Ok(Outcome { full, shorter, ratings: set.train.len(), peak_memory_mb, settings })
}

fn triples(ratings: &Ratings) -> impl Iterator<Item = (u32, u32, f32)> {
    let pairs = ratings.users.iter().zip(&ratings.items);
    pairs.zip(&ratings.values).map(|((&user, &item), &value)| (user, item, value))
}
