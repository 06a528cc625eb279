//! Chapter 5: the parabola, the curves and the sweep.

use super::losses::{HIGH, LOW, loss_panel, train_series, valid_series};
use super::series_of_means;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::{Runs, Spread};

/// What a weight pays for its size: parabolas `wd · p²`, the steeper the greater the strength `wd`.
pub fn parabola() -> Drawing {
    /// The farthest weight drawn, and the upper end of the other axis.
    const WIDEST: f64 = 3.2;
    const HIGHEST: f64 = 3.2;
    let figure = Figure::new(
        "05_parabola",
        "The price of a weight",
        "Parabolas wd · p² over the weight p, for wd = 0.03, 0.1 and 0.3: nothing to pay at 0, and the \
         steeper the farther from it, the more so the greater wd is.",
    );
    let mut panel =
        Panel::new(Axis::linear("weight p"), Axis::linear("penalty, wd · p²").range(0.0, HIGHEST));
    for (colour, wd) in [0.03, 0.1, 0.3].into_iter().enumerate() {
        let points = (-40..=40).map(|x| WIDEST * f64::from(x) / 40.0).map(|p| (p, wd * p * p));
        panel = panel.series(Series::new(format!("wd = {wd}"), colour, points));
    }
    line_chart(&figure, &[panel])
}

/// Losses by epoch for every strength of decay, training above validation.
pub fn decay_losses(runs: &[Runs]) -> Drawing {
    let figure = Figure::new(
        "05_losses",
        "More decay, less overfitting",
        "Losses by epoch for each weight decay: the more decay, the higher the training loss ends, \
         and up to a point the lower the validation loss.",
    );
    let panel = || loss_panel().height(HIGH).labels_at_ends();
    let [mut train, mut valid] =
        ["training loss", "validation loss"].map(|title| panel().title(title));
    for (colour, run) in runs.iter().enumerate() {
        train = train.series(train_series(run, &run.name, colour));
        valid = valid.series(valid_series(run, &run.name, colour));
    }
    line_chart(&figure, &[train, valid])
}

/// The last losses for every strength of decay, and the noise floor if it is known.
pub fn sweep(weight_decays: &[f64], runs: &[Runs], noise_floor: Option<f64>) -> Drawing {
    let figure = Figure::new(
        "05_sweep",
        "How much decay",
        "Two panels against weight decay. Above, the training loss at the end, which only rises; below, \
         the validation loss at the end, which has a lowest point.",
    );
    let panel = |title: &str, height: f64| {
        let x = Axis::categories("weight decay", weight_decays.iter().map(f64::to_string));
        Panel::new(x, Axis::linear("mean squared error")).title(title).height(height)
    };
    let train: Vec<Spread> = runs.iter().map(Runs::final_train).collect();
    let valid: Vec<Spread> = runs.iter().map(Runs::final_valid).collect();
    let mut above = panel("training loss at the end", LOW)
        .series(series_of_means("train", 0, &train).marked().dashed());
    let mut below = panel("validation loss at the end", HIGH)
        .series(series_of_means("valid", 1, &valid).marked());
    if let Some(floor) = noise_floor {
        let label = format!("noise floor {floor:.3}");
        above = above.reference(&label, floor);
        below = below.reference(&label, floor);
    }
    line_chart(&figure, &[above, below])
}
