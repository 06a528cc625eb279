//! Chapter 5: the parabola, the curves and the sweep.

use super::losses::{train_series, valid_series};
use super::{Drawing, lines, loss_panel};
use crate::learn::{Runs, Spread};
use crate::plot::{Axis, Figure, Panel, PlotError, Series};

/// Parabolas `y = a x²`: the larger the weight `a`, the sharper the valley.
pub fn parabola() -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "05_parabola",
        "y = a x²",
        "Parabolas for a = 1, 2, 5, 10 and 50: the larger a, the steeper and narrower the valley.",
    );
    let mut panel = Panel::new(Axis::linear("x"), Axis::linear("y").range(0.0, 50.0));
    for (colour, a) in [1.0, 2.0, 5.0, 10.0, 50.0].into_iter().enumerate() {
        let points = (-40..=40).map(|x| f64::from(x) / 20.0).map(|x| (x, a * x * x));
        panel = panel.series(Series::new(format!("a = {a}"), colour, points));
    }
    lines(&figure, &[panel])
}

/// Losses by epoch for every strength of decay, training above validation.
pub fn decay_losses(runs: &[Runs]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "05_losses",
        "More decay, less overfitting",
        "Losses by epoch for each weight decay: the more decay, the higher the training loss ends, \
         and up to a point the lower the validation loss.",
    );
    let mut train = loss_panel().title("training loss");
    let mut valid = loss_panel().title("validation loss");
    for (colour, run) in runs.iter().enumerate() {
        train = train.series(train_series(run, &run.name, colour));
        valid = valid.series(valid_series(run, &run.name, colour));
    }
    lines(&figure, &[train, valid])
}

/// Where each strength of decay ends, and the noise floor if it is known.
pub fn sweep(
    weight_decays: &[f64],
    runs: &[Runs],
    noise_floor: Option<f64>,
) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "05_sweep",
        "How much decay",
        "Training and validation loss at the end against weight decay: the training loss only rises, \
         the validation loss has a lowest point.",
    );
    let ends = |end: fn(&Runs) -> Spread| -> Vec<(f64, f64)> {
        runs.iter().enumerate().map(|(place, run)| (place as f64, end(run).mean)).collect()
    };
    let reach: Vec<f64> = runs.iter().filter_map(|run| run.final_valid().sd).collect();
    let x = Axis::categories("weight decay", weight_decays.iter().map(f64::to_string));
    let mut panel = Panel::new(x, Axis::linear("mean squared error at the end"))
        .series(Series::new("train", 0, ends(Runs::final_train)).marked().dashed())
        .series(Series::new("valid", 1, ends(Runs::final_valid)).marked().error_bars(reach));
    if let Some(floor) = noise_floor {
        panel = panel.reference(format!("noise floor {floor:.3}"), floor);
    }
    lines(&figure, &[panel])
}
