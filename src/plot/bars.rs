//! Bar charts and histograms.

use plotters::{
    element::{Polygon, Rectangle},
    series::LineSeries,
};

use super::{
    Axis, Figure, PlotError,
    error::{check_length, check_values},
    frame::Frame,
    geometry::Point,
    legend::{Entry, Legend, Sample},
    theme::Ink,
};

/// Heights over categories, or over the bins of a histogram.
#[derive(Clone, Debug)]
pub struct Bars {
    bins: Bins,
    x: Axis,
    y_label: String,
    series: Vec<Heights>,
}

#[derive(Clone, Debug)]
enum Bins {
    Categories(usize),
    Edges(Vec<f64>),
}

#[derive(Clone, Debug)]
struct Heights {
    label: String,
    ink: Ink,
    values: Vec<f64>,
}

impl Bars {
    /// A group of bars for each named category; the series of a group stand side by side.
    pub fn categories<S: Into<String>>(
        x_label: impl Into<String>,
        names: impl IntoIterator<Item = S>,
        y_label: impl Into<String>,
    ) -> Self {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        Bars {
            bins: Bins::Categories(names.len()),
            x: Axis::categories(x_label, names),
            y_label: y_label.into(),
            series: Vec::new(),
        }
    }

    /// A histogram whose bins lie between neighbouring `edges`; its series lie over each other.
    pub fn histogram(
        x_label: impl Into<String>,
        edges: impl IntoIterator<Item = f64>,
        y_label: impl Into<String>,
    ) -> Self {
        let edges: Vec<f64> = edges.into_iter().collect();
        Bars {
            bins: Bins::Edges(edges),
            x: Axis::linear(x_label),
            y_label: y_label.into(),
            series: Vec::new(),
        }
    }

    /// Adds one height for each category or bin. From the second series on, a legend tells them
    /// apart.
    pub fn series(
        mut self,
        label: impl Into<String>,
        colour: usize,
        heights: impl IntoIterator<Item = f64>,
    ) -> Self {
        self.series.push(Heights {
            label: label.into(),
            ink: Ink::Series(colour),
            values: heights.into_iter().collect(),
        });
        self
    }

    fn check(&self, figure: &Figure) -> Result<(), PlotError> {
        let places = match &self.bins {
            Bins::Categories(count) => *count,
            Bins::Edges(edges) => {
                check_values("the edges of the bins", edges.iter().copied(), f64::is_finite)?;
                if let Some(pair) = edges.windows(2).find(|pair| pair[0] >= pair[1]) {
                    return Err(PlotError::Value {
                        what: "the edges of the bins, which must rise".into(),
                        value: pair[1],
                    });
                }
                edges.len().saturating_sub(1)
            }
        };
        if places == 0 || self.series.is_empty() {
            return Err(PlotError::Empty(format!("the figure `{}`", figure.name())));
        }
        self.series.iter().try_for_each(|series| {
            let name = format!("heights of the series `{}`", series.label);
            check_length(&name, places, series.values.len())?;
            check_values(&name, series.values.iter().copied(), |height| {
                height.is_finite() && height >= 0.0
            })
        })
    }

    fn legend(&self) -> Legend {
        let entry = |series: &Heights| Entry {
            sample: Some(Sample::Swatch(series.ink.fill(self.opacity()))),
            label: series.label.clone(),
        };
        let shown = if self.series.len() > 1 { &self.series[..] } else { &[] };
        Legend::new(shown.iter().map(entry))
    }

    fn opacity(&self) -> f64 {
        match self.bins {
            Bins::Categories(_) => 0.9,
            Bins::Edges(_) => 0.4,
        }
    }

    /// All bars of one series.
    fn shape(&self, index: usize) -> Shape {
        let values = &self.series[index].values;
        match &self.bins {
            Bins::Categories(_) => Shape::Bars(group_bars(index, self.series.len(), values)),
            Bins::Edges(edges) => Shape::Skyline(skyline(edges, values)),
        }
    }
}

/// Two opposite corners of a rectangle.
type Corners = [Point; 2];

enum Shape {
    Bars(Vec<Corners>),
    Skyline(Vec<Point>),
}

/// The bars of series `index` of `count`, which share the room of each category.
fn group_bars(index: usize, count: usize, heights: &[f64]) -> Vec<Corners> {
    let width = GROUP / count as f64;
    let shift = index as f64 * width - GROUP / 2.0;
    let lefts = (0..heights.len()).map(|place| place as f64 + shift);
    lefts.zip(heights).map(|(left, &height)| [(left, 0.0), (left + width, height)]).collect()
}

/// The line from the ground over the tops of a histogram and back to the ground, which shows a
/// series through those that lie over it.
fn skyline(edges: &[f64], heights: &[f64]) -> Vec<Point> {
    let ground = [0.0];
    let levels: Vec<f64> = ground.iter().chain(heights).chain(&ground).copied().collect();
    // At each edge the line goes from the level on its left to the level on its right.
    let steps = edges.iter().zip(levels.windows(2));
    steps.flat_map(|(&edge, pair)| [(edge, pair[0]), (edge, pair[1])]).collect()
}

/// Width of a group of bars, as a share of the room for its category.
const GROUP: f64 = 0.76;
/// Room above the highest bar, as a share of its height.
const HEADROOM: f64 = 1.06;
const PLOT_HEIGHT: f64 = 200.0;

/// Draws bars, on an axis that starts at zero so that their areas compare.
pub fn bar_chart(figure: &Figure, bars: &Bars) -> Result<String, PlotError> {
    bars.check(figure)?;
    let heights = bars.series.iter().flat_map(|series| &series.values);
    let highest = heights.copied().fold(0.0, f64::max);
    let top = if highest > 0.0 { HEADROOM * highest } else { 1.0 };
    let y_axis = Axis::linear(&bars.y_label).range(0.0, top);
    let x_values = match &bars.bins {
        Bins::Categories(_) => Vec::new(),
        Bins::Edges(edges) => edges.clone(),
    };
    let (x, y) = ((&bars.x, x_values), (&y_axis, Vec::new()));
    let frame = Frame::new("", bars.legend(), x, y, PLOT_HEIGHT);
    figure.document(frame.height(), |area| {
        let mut chart = frame.draw(area)?;
        for (index, Heights { ink, .. }) in bars.series.iter().enumerate() {
            let fill = ink.fill(bars.opacity());
            match bars.shape(index) {
                Shape::Bars(bars) => {
                    chart.draw_series(
                        bars.into_iter().map(|corners| Rectangle::new(corners, fill)),
                    )?;
                }
                Shape::Skyline(line) => {
                    chart.draw_series([Polygon::new(line.clone(), fill)])?;
                    chart.draw_series(LineSeries::new(line, ink.line(1.8)))?;
                }
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::testing::Drawing;

    fn figure() -> Figure {
        Figure::new("ratings", "Ratings", "Bars.")
    }

    #[test]
    fn one_bar_for_each_category_and_series() {
        let bars = Bars::categories("rating", ["1 & 2", "3"], "count")
            .series("<before>", 0, [10.0, 20.0])
            .series("after", 1, [5.0, 0.0]);
        let svg = bar_chart(&figure(), &bars).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(drawing.count("rect", "series-1"), 2 + 1, "two bars and a sample");
        assert_eq!(drawing.count("rect", "series-2"), 2 + 1);
        for text in ["1 & 2", "3", "rating", "count", "<before>", "after"] {
            assert!(drawing.says(text), "{text} is missing");
        }
        drawing.assert_legible();
        drawing.assert_follows_theme();
    }

    #[test]
    fn bars_of_a_group_stand_side_by_side() {
        let groups: Vec<_> = (0..3).map(|index| group_bars(index, 3, &[1.0, 2.0])).collect();
        assert_eq!(groups[0][1][1], (groups[1][1][0].0, 2.0));
        let (left, right) = (groups[0][1][0].0, groups[2][1][1].0);
        assert!(
            (left - (1.0 - GROUP / 2.0)).abs() < 1e-12
                && (right - (1.0 + GROUP / 2.0)).abs() < 1e-12
        );
    }

    #[test]
    fn a_histogram_draws_a_skyline_from_the_ground_and_back() {
        let line = skyline(&[0.0, 1.0, 3.0], &[4.0, 2.0]);
        assert_eq!(line, [(0.0, 0.0), (0.0, 4.0), (1.0, 4.0), (1.0, 2.0), (3.0, 2.0), (3.0, 0.0)]);
        let bars = Bars::histogram("x", [0.0, 1.0, 3.0], "count").series("a", 0, [4.0, 2.0]);
        let svg = bar_chart(&figure(), &bars).expect("drawable");
        assert_eq!(Drawing::parse(&svg).polylines("series-1")[0].len(), line.len());
    }

    #[test]
    fn long_names_of_categories_are_cut_short() {
        let names = [
            "technician",
            "administrator",
            "student",
            "executive",
            "entertainment",
            "healthcare",
            "homemaker",
            "none",
        ];
        let bars = Bars::categories("occupation", names, "users").series("users", 0, [1.0; 8]);
        let svg = bar_chart(&figure(), &bars).expect("drawable");
        Drawing::parse(&svg).assert_legible();
    }

    #[test]
    fn wrong_lengths_and_falling_edges_are_errors() {
        let short = Bars::categories("rating", ["1", "2"], "count").series("a", 0, [1.0]);
        assert!(matches!(
            bar_chart(&figure(), &short),
            Err(PlotError::Length { expected: 2, found: 1, .. })
        ));
        let falling = Bars::histogram("x", [1.0, 0.0], "count").series("a", 0, [1.0]);
        assert!(matches!(bar_chart(&figure(), &falling), Err(PlotError::Value { .. })));
        let negative = Bars::histogram("x", [0.0, 1.0], "count").series("a", 0, [-1.0]);
        assert!(matches!(bar_chart(&figure(), &negative), Err(PlotError::Value { .. })));
        assert!(matches!(
            bar_chart(&figure(), &Bars::histogram("x", [], "count")),
            Err(PlotError::Empty(_))
        ));
    }
}
