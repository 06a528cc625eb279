//! Line charts: one panel or several, one below the other.

use plotters::{
    coord::ranged1d::Ranged,
    element::{Circle, EmptyElement, PathElement},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    Axis, Drawing, Figure,
    figure::{Area, Drawn, assert_length},
    frame::{Chart, Frame},
    legend::{Entry, Legend, Sample},
    style::{Dash, Ink, MARKER, Pen, TYPE, plain, px},
    window::Window,
};

/// One line: its label, its colour and its points.
#[derive(Clone, Debug)]
pub struct Series {
    label: String,
    pen: Pen,
    points: Vec<(f64, f64)>,
    marked: bool,
    error_bars: Vec<f64>,
}

impl Series {
    /// A solid line through `points`, in one of six colours.
    pub fn new(
        label: impl Into<String>,
        colour: usize,
        points: impl IntoIterator<Item = (f64, f64)>,
    ) -> Self {
        let points: Vec<(f64, f64)> = points.into_iter().collect();
        // A line through a single point would be invisible without its marker.
        let marked = points.len() == 1;
        let pen = Pen::from(Ink::Series(colour));
        Series { label: label.into(), pen, points, marked, error_bars: Vec::new() }
    }

    /// Dashes the line.
    pub fn dashed(mut self) -> Self {
        self.pen.dash = Dash::Dashed;
        self
    }

    /// Marks each point.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// Adds a bar to each point, reaching this far up and down.
    pub fn error_bars(mut self, reach: impl IntoIterator<Item = f64>) -> Self {
        self.error_bars = reach.into_iter().collect();
        self
    }

    /// The ends of each error bar.
    fn whiskers(&self) -> impl Iterator<Item = [(f64, f64); 2]> {
        let bars = self.points.iter().zip(&self.error_bars);
        bars.map(|(&(x, y), reach)| [(x, y - reach), (x, y + reach)])
    }

    /// Everything that the axes must have room for: the points, and the ends of the error bars.
    fn extent(&self) -> impl Iterator<Item = (f64, f64)> {
        self.points.iter().copied().chain(self.whiskers().flatten())
    }

    fn legend_entry(&self) -> Entry {
        let sample = Sample::Line { pen: self.pen, marked: self.marked };
        Entry { sample: Some(sample), label: self.label.clone() }
    }

    fn draw(&self, chart: &mut Chart<'_>) -> Drawn {
        let ink = self.pen.ink;
        if self.points.len() > 1 {
            chart.draw_series([PathElement::new(self.points.clone(), self.pen.line(2.2))])?;
        }
        for ends in self.whiskers() {
            let cap = |end| {
                EmptyElement::at(end)
                    + PathElement::new([(-px(MARKER), 0), (px(MARKER), 0)], ink.line(THIN))
            };
            chart.draw_series([PathElement::new(ends, ink.line(THIN))])?;
            chart.draw_series(ends.map(cap))?;
        }
        if self.marked {
            let marker = |&point| Circle::new(point, px(MARKER), ink.fill(1.0));
            chart.draw_series(self.points.iter().map(marker))?;
        }
        Ok(())
    }
}

/// One panel of a line chart.
#[derive(Clone, Debug)]
pub struct Panel {
    title: String,
    x: Axis,
    y: Axis,
    series: Vec<Series>,
    references: Vec<Reference>,
}

/// A labelled horizontal line.
#[derive(Clone, Debug)]
struct Reference {
    label: String,
    y: f64,
}

impl Panel {
    /// A panel between two axes.
    pub fn new(x: Axis, y: Axis) -> Self {
        Panel { title: String::new(), x, y, series: Vec::new(), references: Vec::new() }
    }

    /// Puts a title above the panel, for figures that have more than one.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Adds a line. Several lines have a legend.
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }

    /// Adds a labelled horizontal line at `y`, to compare the others with.
    pub fn reference(mut self, label: impl Into<String>, y: f64) -> Self {
        self.references.push(Reference { label: label.into(), y });
        self
    }

    /// Panics unless there is a line, and everything in the panel has a place on its axes.
    fn assert_drawable(&self, figure: &Figure) {
        figure.assert_data(self.series.iter().map(|series| series.points.len()).sum());
        for series in &self.series {
            let name = &series.label;
            if !series.error_bars.is_empty() {
                let what = format!("error bars of the series `{name}`");
                assert_length(&what, series.points.len(), series.error_bars.len());
            }
            let (x, y): (Vec<f64>, Vec<f64>) = series.extent().unzip();
            self.x.assert_shows(&format!("x of the series `{name}`"), x);
            self.y.assert_shows(&format!("y of the series `{name}`"), y);
        }
        for Reference { label, y } in &self.references {
            self.y.assert_shows(label, [*y]);
        }
    }

    fn frame(&self, plot_height: f64) -> Frame {
        let (x, mut y): (Vec<f64>, Vec<f64>) = self.series.iter().flat_map(Series::extent).unzip();
        y.extend(self.references.iter().map(|reference| reference.y));
        let legend = Legend::unless_alone(self.series.iter().map(Series::legend_entry));
        Frame::new(&self.title, legend, (&self.x, x), (&self.y, y), plot_height)
    }

    fn draw(&self, frame: &Frame, area: &Area<'_>) -> Drawn {
        let mut chart = frame.draw(area)?;
        let ends = frame.x().range();
        let dotted = Pen { ink: Ink::Text, dash: Dash::Dotted }.line(THIN);
        for Reference { y, .. } in &self.references {
            chart.draw_series([PathElement::new([(ends.start, *y), (ends.end, *y)], dotted)])?;
        }
        for series in &self.series {
            series.draw(&mut chart)?;
        }
        let Window { x: (left, right), y: (top, _) } = frame.plot();
        for (index, Reference { label, y }) in self.references.iter().enumerate() {
            // Labels alternate between the ends, so that those of two neighbours cannot overlap.
            let (share, h_pos) =
                if index % 2 == 0 { (0.01, HPos::Left) } else { (0.99, HPos::Right) };
            let (_, line) = frame.place((ends.start, *y));
            let (edge, v_pos) = if line - FROM_LINE - TYPE >= top {
                (line - FROM_LINE, VPos::Bottom)
            } else {
                (line + FROM_LINE, VPos::Top)
            };
            let corner = (px(left + share * (right - left)), px(edge));
            area.draw_text(label, &plain(h_pos, v_pos), corner)?;
        }
        Ok(())
    }
}

/// Width of lines that are thinner than those of the data.
const THIN: f64 = 1.5;
/// Distance of a reference's label from its line.
const FROM_LINE: f64 = 3.0;
/// Height of a single plot, and of each of several.
const ALONE: f64 = 220.0;
const STACKED: f64 = 165.0;

/// Draws one panel, or several below each other; side by side they would be too small for a phone.
pub fn line_chart(figure: &Figure, panels: &[Panel]) -> Drawing {
    figure.assert_data(panels.len());
    for panel in panels {
        panel.assert_drawable(figure);
    }
    let plot_height = if panels.len() == 1 { ALONE } else { STACKED };
    let mut frames: Vec<Frame> = panels.iter().map(|panel| panel.frame(plot_height)).collect();
    Frame::align(&mut frames);
    figure.document(frames.iter().map(Frame::height).sum(), |area| {
        let mut rest = area.clone();
        for (panel, frame) in panels.iter().zip(&frames) {
            let (top, below) = rest.split_vertically(px(frame.height()));
            panel.draw(frame, &top)?;
            rest = below;
        }
        Ok(())
    })
}
