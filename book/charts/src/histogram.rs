//! Histograms.

use plotters::element::{PathElement, Polygon};

use crate::{
    Axis, Drawing, Figure,
    bars::{PLOT_HEIGHT, heights_axis},
    figure::assert_length,
    frame::Frame,
    legend::{Entry, Legend, Sample},
    style::Ink,
};

/// Opacity of the bars, which lie over each other.
const OPACITY: f64 = 0.4;

/// Draws the heights of each labelled series over bins that lie between neighbouring `edges`. Several
/// series lie over each other and have a legend.
pub fn histogram(
    figure: &Figure,
    x_label: &str,
    edges: &[f64],
    y_label: &str,
    series: &[(&str, Vec<f64>)],
) -> Drawing {
    figure.assert_data(series.len().min(edges.len().saturating_sub(1)));
    let x = Axis::linear(x_label);
    x.assert_shows("edges of the bins", edges.iter().copied());
    assert!(edges.is_sorted_by(|a, b| a < b), "edges of the bins must rise: {edges:?}");
    let y = heights_axis(
        y_label,
        &series.iter().flat_map(|(_, heights)| heights).copied().collect::<Vec<_>>(),
    );
    for (label, heights) in series {
        let what = format!("heights of the series `{label}`");
        assert_length(&what, edges.len() - 1, heights.len());
        y.assert_shows(&what, heights.iter().copied());
    }

    let frame = Frame::new("", legend(series), (&x, edges.to_vec()), (&y, Vec::new()), PLOT_HEIGHT);
    figure.document(frame.height(), |area| {
        let mut chart = frame.draw(area)?;
        for (colour, (_, heights)) in series.iter().enumerate() {
            let line = skyline(edges, heights);
            chart.draw_series([Polygon::new(line.clone(), Ink::Series(colour).fill(OPACITY))])?;
            chart.draw_series([PathElement::new(line, Ink::Series(colour).line(1.8))])?;
        }
        Ok(())
    })
}

fn legend(series: &[(&str, Vec<f64>)]) -> Legend {
    let entry = |(colour, (label, _)): (usize, &(&str, Vec<f64>))| Entry {
        sample: Some(Sample::Swatch(Ink::Series(colour).fill(OPACITY))),
        label: (*label).to_owned(),
    };
    Legend::unless_alone(series.iter().enumerate().map(entry))
}

/// The line from the ground over the tops of the bars and back to the ground.
fn skyline(edges: &[f64], heights: &[f64]) -> Vec<(f64, f64)> {
    let ground = [0.0];
    let levels: Vec<f64> = ground.iter().chain(heights).chain(&ground).copied().collect();
    // At each edge the line goes from the level on its left to the level on its right.
    let steps = edges.iter().zip(levels.windows(2));
    steps.flat_map(|(&edge, pair)| [(edge, pair[0]), (edge, pair[1])]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skyline_goes_from_the_ground_and_back() {
        let line = skyline(&[0.0, 1.0, 3.0], &[4.0, 2.0]);
        assert_eq!(line, [(0.0, 0.0), (0.0, 4.0), (1.0, 4.0), (1.0, 2.0), (3.0, 2.0), (3.0, 0.0)]);
    }
}
