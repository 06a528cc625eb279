//! Chapter 7: the models on splits at random and by time, and how they go on.

use super::losses::HIGH;
use super::{counted, series_of_means};
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Spread;

/// The loss of each model on each split.
pub fn past_and_future(splits: &[&str], models: &[(&str, Vec<Spread>)]) -> Drawing {
    let figure = Figure::new(
        "07_past_and_future",
        "What survives a split by time",
        "A line for each model, with its validation loss on splits at random, by each user's own time and \
         by time. On the last, the lines of all models but the mean run together.",
    );
    let x = Axis::categories("split", splits.iter().copied());
    let mut panel =
        Panel::new(x, Axis::linear("mean squared error")).height(1.5 * HIGH).labels_at_ends();
    for (colour, (name, losses)) in models.iter().enumerate() {
        panel = panel.series(series_of_means(name, colour, losses).marked());
    }
    line_chart(&figure, &[panel])
}

/// The loss of each way to go on after the split, part by part in the order of time.
pub fn as_it_goes(ways: &[(&str, Vec<f64>)]) -> Drawing {
    let figure = Figure::new(
        "07_as_it_goes",
        "Learning as it goes",
        "Losses in ten parts of the ratings after the split, in the order of time: of a model that stays as \
         it is, of the same model with every rating folded in, and of biases that go on learning.",
    );
    let mut panel = Panel::new(
        Axis::linear("tenth of the ratings after the split").ticks((1..=10).map(f64::from)),
        Axis::linear("mean squared error"),
    )
    .height(HIGH)
    .labels_at_ends();
    for (colour, (name, losses)) in ways.iter().enumerate() {
        let points = counted(1, losses.iter().copied());
        panel = panel.series(Series::new(*name, colour, points).marked());
    }
    line_chart(&figure, &[panel])
}
