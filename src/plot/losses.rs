//! Losses by epoch, as every chapter shows them.

use super::Series;
use crate::learn::{Runs, Spread};

/// The training losses of a run by epoch, dashed; with error bars if there are several seeds.
pub fn train_series(run: &Runs, label: &str, colour: usize) -> Series {
    series(run.train_losses(), label, colour).dashed()
}

/// The validation losses of a run by epoch, solid; with error bars if there are several seeds.
pub fn valid_series(run: &Runs, label: &str, colour: usize) -> Series {
    series(run.valid_losses(), label, colour).marked()
}

fn series(losses: Vec<Spread>, label: &str, colour: usize) -> Series {
    let points = losses.iter().enumerate().map(|(epoch, loss)| (epoch as f64, loss.mean));
    let reach: Vec<f64> = losses.iter().filter_map(|loss| loss.sd).collect();
    Series::new(label, colour, points).error_bars(reach)
}
