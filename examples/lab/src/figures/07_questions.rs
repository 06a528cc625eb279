//! Chapter 7: what to ask a newcomer.

use super::losses::HIGH;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Spread;

/// Error of each way of asking against the number of questions, as means over the seeds. As in the figure of
/// the cold start there are no error bars, because most of the spread is who is held out.
pub fn questions(ways: &[(&str, Vec<Spread>)], asked: &[usize]) -> Drawing {
    let figure = Figure::new(
        "07_questions",
        "What to ask a newcomer",
        "Mean squared error on newcomers' other ratings against the number of questions, a line for each \
         way to choose the questions. The two ways in which every question has an answer fall furthest; \
         questions about films that hardly anyone knows change next to nothing.",
    );
    let x = Axis::linear("questions").ticks(asked.iter().map(|&n| n as f64));
    let mut panel = Panel::new(x, Axis::linear("mean squared error")).height(HIGH).labels_at_ends();
    // The last two are no questionnaires: all of their films are known.
    let policies = ways.len().saturating_sub(2);
    for (colour, (name, errors)) in ways.iter().enumerate() {
        let points = asked.iter().zip(errors).map(|(&n, error)| (n as f64, error.mean));
        let series = Series::new(*name, colour, points);
        panel = panel.series(if colour < policies { series.marked() } else { series.dashed() });
    }
    line_chart(&figure, &[panel])
}
