//! Chapter 6: how much of the truth was found.

use super::counted;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};

/// Canonical correlations with the truth, of the learned factors and of the same factors shuffled.
pub fn recovery(learned: &[f64], shuffled: &[f64]) -> Drawing {
    let figure = Figure::new(
        "06_recovery",
        "How much of the truth was found",
        "Canonical correlations of the learned factors with the true ones, from the best pair of \
         directions to the last: high for the strong true factors, and then as low as for factors that \
         were shuffled among the films.",
    );
    let directions = (1..=learned.len()).map(|direction| direction.to_string());
    let x = Axis::categories("pair of directions, best first", directions);
    let line = |label: &str, colour: usize, correlations: &[f64]| {
        Series::new(label, colour, counted(0, correlations.iter().copied())).marked()
    };
    let panel = Panel::new(x, Axis::linear("canonical correlation").range(0.0, 1.0))
        .series(line("learned", 1, learned))
        .series(line("shuffled", 0, shuffled).dashed());
    line_chart(&figure, &[panel])
}
