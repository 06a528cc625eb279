//! Bar charts.

use plotters::element::Rectangle;

use crate::{Axis, Drawing, Figure, frame::Frame, legend::Legend, style::Ink};

/// Width of a bar, as a share of the room for its category.
const BAR: f64 = 0.76;
/// Room above the highest bar, as a share of its height.
const HEADROOM: f64 = 1.06;
/// Height of the plot.
pub(crate) const PLOT_HEIGHT: f64 = 200.0;

/// Draws a bar for each category, which is a name and a height.
pub fn bar_chart<S: Into<String>>(
    figure: &Figure,
    x_label: &str,
    y_label: &str,
    bars: impl IntoIterator<Item = (S, f64)>,
) -> Drawing {
    let (names, heights): (Vec<String>, Vec<f64>) =
        bars.into_iter().map(|(name, height)| (name.into(), height)).unzip();
    figure.assert_data(names.len());
    let y = heights_axis(y_label, &heights);
    y.assert_shows("heights of the bars", heights.iter().copied());
    let x = Axis::categories(x_label, names);
    let frame = Frame::new("", Legend::default(), (&x, Vec::new()), (&y, Vec::new()), PLOT_HEIGHT);
    figure.document(frame.height(), |area| {
        let bar = |(place, height): (usize, f64)| {
            let left = place as f64 - BAR / 2.0;
            Rectangle::new([(left, 0.0), (left + BAR, height)], Ink::Series(0).fill(0.9))
        };
        frame.draw(area)?.draw_series(heights.into_iter().enumerate().map(bar))?;
        Ok(())
    })
}

/// An axis for these heights that starts at zero, so that areas compare.
pub(crate) fn heights_axis(label: &str, heights: &[f64]) -> Axis {
    let highest = heights.iter().copied().fold(0.0, f64::max);
    Axis::linear(label).range(0.0, if highest > 0.0 { HEADROOM * highest } else { 1.0 })
}
