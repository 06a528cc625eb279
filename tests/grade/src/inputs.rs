//! Random inputs: the same in every run, with few digits so that feedback is easy to read.

use rand::{Rng, SeedableRng, rngs::StdRng};

/// How many random inputs each exercise is tried on.
pub const TRIES: usize = 20;

/// Random numbers that are the same in every run.
pub fn rng(seed: u64) -> StdRng {
    StdRng::seed_from_u64(seed)
}

/// A number between -2 and 2 with one decimal, never 0.
pub fn number(rng: &mut StdRng) -> f32 {
    let tenths = rng.gen_range(1..=20) as f32;
    if rng.r#gen() { tenths / 10.0 } else { -tenths / 10.0 }
}

/// A row of such numbers, shape `(n,)`.
pub fn numbers(rng: &mut StdRng, n: usize) -> Vec<f32> {
    (0..n).map(|_| number(rng)).collect()
}

/// A table of such numbers, shape `(rows, columns)`.
pub fn table(rng: &mut StdRng, rows: usize, columns: usize) -> Vec<Vec<f32>> {
    (0..rows).map(|_| numbers(rng, columns)).collect()
}

/// Row numbers below `rows`; some repeat when `n > rows`.
pub fn ids(rng: &mut StdRng, n: usize, rows: usize) -> Vec<usize> {
    (0..n).map(|_| rng.gen_range(0..rows)).collect()
}
