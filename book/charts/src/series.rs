//! One line of a line chart.

use plotters::element::{Circle, EmptyElement, PathElement};

use crate::{
    figure::Drawn,
    frame::{Chart, Frame},
    legend::{Entry, Sample},
    style::{Dash, Ink, MARKER, Pen, THIN, px},
};

/// One line: its label, its colour and its points.
#[derive(Clone, Debug)]
pub struct Series {
    pub(crate) label: String,
    pub(crate) pen: Pen,
    pub(crate) points: Vec<(f64, f64)>,
    marked: bool,
    joined: bool,
    pub(crate) error_bars: Vec<f64>,
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
        Series { label: label.into(), pen, points, marked, joined: true, error_bars: Vec::new() }
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

    /// Draws the points alone, without a line through them. It suits many values without an order.
    pub fn scattered(mut self) -> Self {
        (self.marked, self.joined) = (true, false);
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
    pub(crate) fn extent(&self) -> impl Iterator<Item = (f64, f64)> {
        self.points.iter().copied().chain(self.whiskers().flatten())
    }

    pub(crate) fn legend_entry(&self) -> Entry {
        let sample = if self.joined {
            Sample::Line { pen: self.pen, marked: self.marked }
        } else {
            Sample::Dot { ink: self.pen.ink }
        };
        Entry { sample: Some(sample), label: self.label.clone() }
    }

    /// Draws the series, up to the value at which the axis is cut.
    pub(crate) fn draw(&self, chart: &mut Chart<'_>, cut: f64) -> Drawn {
        let ink = self.pen.ink;
        if self.points.len() > 1 && self.joined {
            for piece in below(cut, &self.points) {
                chart.draw_series([PathElement::new(piece, self.pen.line(2.2))])?;
            }
        }
        let bars = self.whiskers().filter(|[_, upper]| upper.1 <= cut);
        for ends in bars {
            let cap = |end| {
                EmptyElement::at(end)
                    + PathElement::new([(-px(MARKER), 0), (px(MARKER), 0)], ink.line(THIN))
            };
            chart.draw_series([PathElement::new(ends, ink.line(THIN))])?;
            chart.draw_series(ends.map(cap))?;
        }
        if self.marked {
            let marker = |&point| Circle::new(point, px(MARKER), ink.fill(1.0));
            let shown = self.points.iter().filter(|(_, y)| *y <= cut);
            chart.draw_series(shown.map(marker))?;
        }
        Ok(())
    }

    /// Points along the line where it lies on the figure, a few pixels from each other.
    pub(crate) fn on_screen(&self, frame: &Frame) -> Vec<(f64, f64)> {
        let points: Vec<_> = self.points.iter().map(|&point| frame.place(point)).collect();
        let between = |pair: &[(f64, f64)]| {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let steps = ((x1 - x0).hypot(y1 - y0) / 3.0).ceil().clamp(1.0, 1000.0);
            (0..steps as usize).map(move |step| {
                let share = step as f64 / steps;
                (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
            })
        };
        let last = points.last().copied();
        points.windows(2).flat_map(between).chain(last).collect()
    }
}

/// The pieces of a line that lie below `cut`.
fn below(cut: f64, points: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<(f64, f64)> =
        points.iter().take(1).filter(|p| p.1 <= cut).copied().collect();
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let crossing = (x0 + (x1 - x0) * (cut - y0) / (y1 - y0), cut);
        match (y0 <= cut, y1 <= cut) {
            (true, true) => piece.push((x1, y1)),
            (true, false) => {
                piece.push(crossing);
                pieces.push(std::mem::take(&mut piece));
            }
            (false, true) => piece = vec![crossing, (x1, y1)],
            (false, false) => {}
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_the_plot_where_the_axis_is_cut_and_comes_back() {
        let line = [(0.0, 9.0), (1.0, 1.0), (2.0, 3.0), (3.0, 1.0)];
        let pieces = below(2.0, &line);
        assert_eq!(
            pieces,
            [vec![(0.875, 2.0), (1.0, 1.0), (1.5, 2.0)], vec![(2.5, 2.0), (3.0, 1.0)]]
        );
        assert_eq!(below(f64::INFINITY, &line), [line.to_vec()]);
    }
}
