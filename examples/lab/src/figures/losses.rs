//! Losses by epoch, as every chapter shows them.

use super::series_of_means;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Runs;

/// Above this ratio of the highest loss to the lowest, the axis is logarithmic.
const SPREAD: f64 = 8.0;

/// Training losses (dashed) and validation losses (solid) by epoch, of one run or several.
pub fn losses(figure: &Figure, runs: &[Runs]) -> Drawing {
    let all = || runs.iter().flat_map(|run| [run.train_losses(), run.valid_losses()]).flatten();
    let highest = all().map(|loss| loss.mean).fold(0.0, f64::max);
    let lowest = all().map(|loss| loss.mean).fold(f64::INFINITY, f64::min);
    // On a linear axis, a first epoch that starts far off would flatten all others.
    let label = "mean squared error";
    let y = if highest > SPREAD * lowest { Axis::log(label) } else { Axis::linear(label) };
    let mut panel = Panel::new(Axis::linear("epoch"), y);
    for (i, run) in runs.iter().enumerate() {
        // The two lines of a single run have a colour each; those of several share the run's colour.
        let (name, colours) = match runs {
            [_] => (String::new(), [0, 1]),
            _ => (format!("{}, ", run.name), [i, i]),
        };
        panel = panel
            .series(train_series(run, &format!("{name}train"), colours[0]))
            .series(valid_series(run, &format!("{name}valid"), colours[1]));
    }
    line_chart(figure, &[panel])
}

/// Validation losses of several runs by epoch.
pub fn valid_losses(figure: &Figure, runs: &[Runs]) -> Drawing {
    let mut panel = loss_panel();
    for (colour, run) in runs.iter().enumerate() {
        panel = panel.series(valid_series(run, &run.name, colour));
    }
    line_chart(figure, &[panel])
}

/// The training losses of a run, dashed.
pub(super) fn train_series(run: &Runs, label: &str, colour: usize) -> Series {
    series_of_means(label, colour, &run.train_losses()).dashed()
}

/// The validation losses of a run, solid.
pub(super) fn valid_series(run: &Runs, label: &str, colour: usize) -> Series {
    series_of_means(label, colour, &run.valid_losses()).marked()
}

/// A panel of losses by epoch.
pub(super) fn loss_panel() -> Panel {
    Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
}
