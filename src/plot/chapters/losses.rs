//! Losses by epoch, as every chapter shows them.

use super::{Drawing, lines, loss_panel};
use crate::learn::{Runs, Spread};
use crate::plot::{Axis, Figure, Panel, PlotError, Series};

/// From this ratio of the highest loss to the lowest on, the losses stand on a logarithmic axis.
const SPREAD: f64 = 8.0;

/// Training losses (dashed) and validation losses (solid) of a run or several, by epoch.
pub fn losses(figure: &Figure, runs: &[Runs]) -> Result<Drawing, PlotError> {
    let all = || runs.iter().flat_map(|run| [run.train_losses(), run.valid_losses()]).flatten();
    let highest = all().map(|loss| loss.mean).fold(0.0, f64::max);
    let lowest = all().map(|loss| loss.mean).fold(f64::INFINITY, f64::min);
    // A first epoch that starts far off would press all others flat.
    let spread_out = highest > SPREAD * lowest;
    let mut panel = if spread_out {
        Panel::new(Axis::linear("epoch"), Axis::log("mean squared error"))
    } else {
        loss_panel()
    };
    for (i, run) in runs.iter().enumerate() {
        // A single run has two colours to spare; several share one each between their two lines.
        let (name, colours) = match runs {
            [_] => (String::new(), [0, 1]),
            _ => (format!("{}, ", run.name), [i, i]),
        };
        panel = panel
            .series(train_series(run, &format!("{name}train"), colours[0]))
            .series(valid_series(run, &format!("{name}valid"), colours[1]));
    }
    lines(figure, &[panel])
}

/// Validation losses of several runs by epoch.
pub fn valid_losses(figure: &Figure, runs: &[Runs]) -> Result<Drawing, PlotError> {
    let panel = (runs.iter().enumerate())
        .fold(loss_panel(), |panel, (i, run)| panel.series(valid_series(run, &run.name, i)));
    lines(figure, &[panel])
}

/// The training losses of a run, dashed; with error bars if there are several seeds.
pub(super) fn train_series(run: &Runs, label: &str, colour: usize) -> Series {
    series(run.train_losses(), label, colour).dashed()
}

/// The validation losses of a run, solid; with error bars if there are several seeds.
pub(super) fn valid_series(run: &Runs, label: &str, colour: usize) -> Series {
    series(run.valid_losses(), label, colour).marked()
}

fn series(losses: Vec<Spread>, label: &str, colour: usize) -> Series {
    let points = losses.iter().enumerate().map(|(epoch, loss)| (epoch as f64, loss.mean));
    let reach: Vec<f64> = losses.iter().filter_map(|loss| loss.sd).collect();
    Series::new(label, colour, points).error_bars(reach)
}
