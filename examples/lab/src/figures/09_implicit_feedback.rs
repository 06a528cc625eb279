//! Chapter 9: how the order of rankers depends on the number of negatives.

use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};

/// Colours that can be told apart; after these, lines are dashed.
const COLOURS: usize = 6;

/// The order of rankers against these numbers of negatives, from the hit ratios to expect of each.
pub fn number_of_negatives(negatives: &[usize], curves: &[(&str, Vec<f64>)]) -> Drawing {
    let figure = Figure::new(
        "09_negatives",
        "More negatives, a different order",
        "How many of the other rankers each one beats by HR@10, against the number of negatives, from ten \
         to the whole catalogue. The lines cross many times.",
    );
    let mut panel = Panel::new(Axis::log("negatives"), Axis::linear("rankers beaten"));
    for (i, (name, hits)) in curves.iter().enumerate() {
        let points = negatives.iter().enumerate().map(|(at, &n)| {
            let beaten = curves.iter().filter(|(_, others)| others[at] < hits[at]).count();
            (n as f64, beaten as f64)
        });
        let series = Series::new(*name, i % COLOURS, points).marked();
        panel = panel.series(if i < COLOURS { series } else { series.dashed() });
    }
    line_chart(&figure, &[panel])
}
