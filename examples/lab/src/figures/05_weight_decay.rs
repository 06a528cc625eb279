//! Chapter 5: the parabola, the curves and the sweep.

use super::losses::{loss_panel, train_series, valid_series};
use super::{counted, series_of_means};
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::{Runs, Spread};

/// Parabolas `y = a x²`: the larger the weight `a`, the sharper the valley.
pub fn parabola() -> Drawing {
    /// The upper end of the y axis.
    const HIGHEST: f64 = 50.0;
    let figure = Figure::new(
        "05_parabola",
        "y = a x²",
        "Parabolas for a = 1, 2, 5, 10 and 50: the larger a, the steeper and narrower the valley.",
    );
    let mut panel = Panel::new(Axis::linear("x"), Axis::linear("y").range(0.0, HIGHEST));
    for (colour, a) in [1.0, 2.0, 5.0, 10.0, 50.0].into_iter().enumerate() {
        // The steep ones end at the top of the plot.
        let widest = 2.0_f64.min((HIGHEST / a).sqrt());
        let points =
            (-40..=40).map(|x| widest * f64::from(x) / 40.0).map(|x| (x, (a * x * x).min(HIGHEST)));
        panel = panel.series(Series::new(format!("a = {a}"), colour, points));
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
    let mut train = loss_panel().title("training loss");
    let mut valid = loss_panel().title("validation loss");
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
        "Training and validation loss at the end against weight decay: the training loss only rises, \
         the validation loss has a lowest point.",
    );
    let train = counted(0, runs.iter().map(|run| run.final_train().mean));
    let valid: Vec<Spread> = runs.iter().map(Runs::final_valid).collect();
    let x = Axis::categories("weight decay", weight_decays.iter().map(f64::to_string));
    let mut panel = Panel::new(x, Axis::linear("mean squared error at the end"))
        .series(Series::new("train", 0, train).marked().dashed())
        .series(series_of_means("valid", 1, &valid).marked());
    if let Some(floor) = noise_floor {
        panel = panel.reference(format!("noise floor {floor:.3}"), floor);
    }
    line_chart(&figure, &[panel])
}
