//! Losses by epoch, as every chapter shows them.

use super::series_of_means;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::{Runs, Spread};

/// Above this ratio of the highest loss to the lowest, the axis is logarithmic.
const SPREAD: f64 = 8.0;
/// First losses this many times as high as all others are cut off.
const FAR_OFF: f64 = 2.0;
/// Where an axis is cut, as a multiple of the highest loss that stays.
const HEADROOM: f64 = 1.12;

/// Training losses (dashed) and validation losses (solid) by epoch: those of one run in one panel, those
/// of several in a panel for each kind, with a colour for each run.
pub fn losses(figure: &Figure, runs: &[Runs]) -> Drawing {
    let train: Vec<Vec<Spread>> = runs.iter().map(Runs::train_losses).collect();
    let valid: Vec<Vec<Spread>> = runs.iter().map(Runs::valid_losses).collect();
    if let [run] = runs {
        let all: Vec<_> = train.into_iter().chain(valid).collect();
        let panel = Panel::new(Axis::linear("epoch"), loss_axis(&all))
            .series(train_series(run, "train", 0))
            .series(valid_series(run, "valid", 1));
        return line_chart(figure, &[panel]);
    }
    let panel = |losses: &[Vec<Spread>], title: &str| {
        Panel::new(Axis::linear("epoch"), loss_axis(losses)).title(title).labels_at_ends()
    };
    let mut panels = [panel(&train, "training loss"), panel(&valid, "validation loss")];
    for (colour, run) in runs.iter().enumerate() {
        let [train, valid] = panels;
        panels = [
            train.series(train_series(run, &run.name, colour)),
            valid.series(valid_series(run, &run.name, colour)),
        ];
    }
    line_chart(figure, &panels)
}

/// The losses of one run in a panel each, because the validation loss turns by far less than the
/// training loss falls; `baseline` has a line of its own.
pub fn overfitting(figure: &Figure, run: &Runs, baseline: f64) -> Drawing {
    let train =
        loss_panel().title("training loss").height(LOW).series(train_series(run, "train", 0));
    let valid = loss_panel()
        .title("validation loss")
        .height(HIGH)
        .series(valid_series(run, "valid", 1))
        .reference(baseline_label(baseline), baseline);
    line_chart(figure, &[train, valid])
}

/// Validation losses of several runs by epoch, with the baseline.
pub fn valid_losses(figure: &Figure, runs: &[Runs], baseline: f64) -> Drawing {
    let mut panel = loss_panel().reference(baseline_label(baseline), baseline);
    for (colour, run) in runs.iter().enumerate() {
        panel = panel.series(valid_series(run, &run.name, colour));
    }
    line_chart(figure, &[panel])
}

/// Heights of a panel that is there for comparison, and of the one that shows the point.
pub(super) const LOW: f64 = 150.0;
pub(super) const HIGH: f64 = 210.0;

fn baseline_label(baseline: f64) -> String {
    format!("biases alone: {baseline:.4}")
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

/// An axis on which the losses of some lines can be told apart. A first epoch far above everything else
/// would flatten the rest, so it is cut off; losses that differ that much later on, too, have a
/// logarithmic axis.
fn loss_axis(lines: &[Vec<Spread>]) -> Axis {
    let label = "mean squared error";
    let highest = |losses: &mut dyn Iterator<Item = f64>| losses.fold(0.0, f64::max);
    let mut all = lines.iter().flatten().map(|loss| loss.mean);
    let lowest = lines.iter().flatten().map(|loss| loss.mean).fold(f64::INFINITY, f64::min);
    let top = highest(&mut all);
    // The highest loss after the first epoch, and then all that are not far above it.
    let later =
        highest(&mut lines.iter().flat_map(|line| line.iter().skip(1)).map(|loss| loss.mean));
    let near = highest(
        &mut lines.iter().flatten().map(|loss| loss.mean).filter(|&loss| loss <= FAR_OFF * later),
    );
    if near > SPREAD * lowest || (later == 0.0 && top > SPREAD * lowest) {
        Axis::log(label)
    } else if top > near && near > 0.0 {
        Axis::linear(label).cut_at(HEADROOM * near)
    } else {
        Axis::linear(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(lines: &[&[f64]]) -> String {
        let line = |losses: &&[f64]| -> Vec<Spread> {
            losses.iter().map(|&loss| Spread::from_values([loss])).collect()
        };
        let lines: Vec<Vec<Spread>> = lines.iter().map(line).collect();
        let mut panel = Panel::new(Axis::linear("epoch"), loss_axis(&lines));
        for line in &lines {
            panel = panel.series(series_of_means("loss", 0, line));
        }
        line_chart(&Figure::new("losses", "Losses", "Lines."), &[panel]).svg
    }

    #[test]
    fn a_first_loss_far_above_the_others_is_named_at_the_edge_and_flattens_nothing() {
        let svg = drawn(&[&[8.27, 1.14, 1.0, 0.78], &[1.31, 1.1, 0.98, 0.88]]);
        assert!(svg.contains(">8.27<") && svg.contains(">1.4<") && !svg.contains(">2.0<"), "{svg}");
    }

    #[test]
    fn losses_that_are_close_keep_their_axis_and_losses_that_explode_get_a_logarithmic_one() {
        assert!(!drawn(&[&[1.4, 0.9, 0.7]]).contains(">1.40<"));
        assert!(drawn(&[&[1.0, 100.0, 10_000.0]]).contains(">10,000<"));
        assert!(drawn(&[&[9.0], &[0.9]]).contains(">5<"), "one epoch has nothing to be cut from");
    }
}
