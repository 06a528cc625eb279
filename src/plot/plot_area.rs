//! The inside of a chart: lines cut off at its edges, markers, error bars, and labels that keep
//! clear of them all.

use std::ops::Range;

use plotters::{
    element::{Circle, EmptyElement, PathElement, Text},
    series::LineSeries,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    PlotError,
    figure::Area,
    frame::{Chart, Frame},
    geometry::{Point, Window},
    scale::Scale,
    text::width,
    theme::{Dash, Ink, MARKER, Pen, TYPE, px, type_style},
};

/// The inside of a chart while it is being drawn.
pub(super) struct PlotArea<'a> {
    chart: Chart<'a>,
    x: Scale,
    y: Scale,
    /// What can be seen, in positions along the scales.
    window: Window,
    /// Lines that a label should keep clear of, in canvas units.
    lines: Vec<(Point, Point)>,
    /// Heights of the grid lines, in canvas units.
    grid: Vec<f64>,
    /// Labels already placed, in canvas units.
    labels: Vec<Window>,
}

/// The width of whatever is thinner than the lines of the data.
const THIN: f64 = 1.5;

impl<'a> PlotArea<'a> {
    /// Draws the frame and opens its inside.
    pub(super) fn new(frame: &Frame, area: &Area<'a>) -> Result<Self, PlotError> {
        let (x, y) = (frame.x(), frame.y().clone());
        let window = Window { x: x.ends(), y: y.ends() };
        let chart = frame.draw(area)?;
        let (left, _) = window.x;
        let height = |tick| f64::from(chart.backend_coord(&(x.value(left), tick)).1);
        let grid = y.tick_values().map(height).collect();
        Ok(PlotArea { chart, x, y, window, lines: Vec::new(), grid, labels: Vec::new() })
    }

    /// Draws what can be seen of a line.
    pub(super) fn line(&mut self, points: &[Point], pen: Pen, width: f64) -> Result<(), PlotError> {
        let positions: Vec<Point> = points.iter().map(|&point| self.position(point)).collect();
        for part in self.window.clip_line(&positions) {
            let part: Vec<Point> =
                part.into_iter().map(|(x, y)| (self.x.value(x), self.y.value(y))).collect();
            let corners: Vec<Point> = part.iter().map(|&point| self.canvas(point)).collect();
            self.lines.extend(corners.windows(2).map(|pair| (pair[0], pair[1])));
            self.chart.draw_series(LineSeries::new(part, pen.line(width)))?;
        }
        Ok(())
    }

    /// Draws a dotted line from side to side.
    pub(super) fn horizontal(&mut self, y: f64) -> Result<(), PlotError> {
        let (low, high) = self.window.x;
        let ends = [low, high].map(|position| (self.x.value(position), y));
        self.line(&ends, Pen { ink: Ink::Text, dash: Dash::Dotted }, THIN)
    }

    /// Draws a vertical bar with caps at each x, between two values of y.
    pub(super) fn whiskers(
        &mut self,
        bars: impl Iterator<Item = (f64, [f64; 2])>,
        ink: Ink,
    ) -> Result<(), PlotError> {
        for (x, ends) in bars {
            self.line(&ends.map(|y| (x, y)), ink.into(), THIN)?;
            let visible = ends.into_iter().filter(|&y| self.shows((x, y)));
            let cap = |y| {
                EmptyElement::at((x, y))
                    + PathElement::new([(-px(MARKER), 0), (px(MARKER), 0)], ink.line(THIN))
            };
            self.chart.draw_series(visible.map(cap).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// Draws a dot at every point that can be seen.
    pub(super) fn markers(&mut self, points: &[Point], ink: Ink) -> Result<(), PlotError> {
        let visible: Vec<Point> =
            points.iter().copied().filter(|&point| self.shows(point)).collect();
        self.chart.draw_series(
            visible.into_iter().map(|point| Circle::new(point, px(MARKER), ink.fill(1.0))),
        )?;
        Ok(())
    }

    /// Labels the horizontal line at `y`, above or below it, where the least is in the way.
    pub(super) fn label(&mut self, text: &str, y: f64) -> Result<(), PlotError> {
        let (low, high) = self.window.x;
        if !self.window.contains((low, self.y.position(y))) {
            return Ok(());
        }
        let steps = [
            (0.99, HPos::Right),
            (0.01, HPos::Left),
            (0.75, HPos::Center),
            (0.5, HPos::Center),
            (0.25, HPos::Center),
        ];
        let places = steps.into_iter().flat_map(|step| [(step, VPos::Bottom), (step, VPos::Top)]);
        let candidates = places.map(|((share, h_pos), v_pos)| {
            let at = (self.x.value(low + share * (high - low)), y);
            (at, Pos::new(h_pos, v_pos), label_box(text, self.canvas(at), h_pos, v_pos))
        });
        let Some((at, anchor, taken)) =
            candidates.min_by_key(|(_, _, taken)| self.hindrances(taken))
        else {
            return Ok(());
        };
        let label = Text::new(
            text.to_owned(),
            (0, offset(anchor.v_pos)),
            type_style(TYPE, Ink::Text, anchor),
        );
        self.chart.draw_series([EmptyElement::at(at) + label])?;
        self.labels.push(taken);
        Ok(())
    }

    /// How much is in the way of a label: a grid line hardly matters, a line of the data does,
    /// and nothing is worse than another label or the edge of the plot.
    fn hindrances(&self, label: &Window) -> usize {
        let (x, y) = self.chart.plotting_area().get_pixel_range();
        let ends = |range: Range<i32>| (f64::from(range.start), f64::from(range.end));
        let plot = Window { x: ends(x), y: ends(y) };
        let inside = plot.contains((label.x.0, label.y.0)) && plot.contains((label.x.1, label.y.1));

        let crosses = |height: &&f64| (label.y.0..label.y.1).contains(*height);
        let grid = self.grid.iter().filter(crosses).count();
        let lines = self.lines.iter().filter(|(a, b)| label.clip(*a, *b).is_some()).count();
        let labels = self.labels.iter().filter(|other| label.overlaps(other)).count();
        grid + 10 * lines + 1_000 * (labels + usize::from(!inside))
    }

    fn position(&self, (x, y): Point) -> Point {
        (self.x.position(x), self.y.position(y))
    }

    fn shows(&self, point: Point) -> bool {
        self.window.contains(self.position(point))
    }

    /// Where a point lies on the canvas.
    fn canvas(&self, point: Point) -> Point {
        let (x, y) = self.chart.backend_coord(&point);
        (f64::from(x), f64::from(y))
    }
}

/// How far a label stands from its line.
fn offset(v_pos: VPos) -> i32 {
    match v_pos {
        VPos::Top => px(3.0),
        VPos::Center => 0,
        VPos::Bottom => -px(3.0),
    }
}

/// The box a label takes up on the canvas when anchored at a point of its line.
fn label_box(text: &str, (x, y): Point, h_pos: HPos, v_pos: VPos) -> Window {
    let length = f64::from(px(width(text, TYPE)));
    let left = match h_pos {
        HPos::Left => x,
        HPos::Center => x - length / 2.0,
        HPos::Right => x - length,
    };
    let height = f64::from(px(TYPE));
    let edge = y + f64::from(offset(v_pos));
    let top = match v_pos {
        VPos::Top => edge,
        VPos::Center => edge - height / 2.0,
        VPos::Bottom => edge - height,
    };
    Window { x: (left, left + length), y: (top, top + height) }
}
