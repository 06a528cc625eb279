//! Maps: points with a name each, such as films by their principal components.

use plotters::{
    coord::ranged1d::Ranged,
    element::{Circle, PathElement},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    Axis, Drawing, Figure,
    figure::{Area, Drawn},
    frame::Frame,
    labels::{Distances, Place, place},
    legend::Legend,
    style::{Ink, TYPE, grid, plain, px},
    text::{fit, width},
    window::Window,
};

/// Radius of a dot.
const DOT: f64 = 3.2;
/// How far a name lies from its dot and from the dots of others.
const DISTANCES: Distances =
    Distances { beside: DOT + 1.0, others: DOT + 6.0, tied: [DOT + 9.0, DOT + 17.0, DOT + 26.0] };
/// Longest name in print, on a wide screen as a share of the width; a longer one is cut short.
const LONGEST: f64 = 11.0 * TYPE;
const LONGEST_SHARE: f64 = 0.3;
/// Space at the left and right of a name, and above and below it.
const PADDING: (f64, f64) = (2.0, 0.5);
/// Height from the foot of a `p` to the top of a capital, and how far the middle of it lies below
/// the middle of a line on the canvas.
const LETTERS: f64 = 0.97 * TYPE;
const OFF_CENTRE: f64 = 0.085 * TYPE;
/// Height of the layout for phones, below the title; the one for wide screens has the same shape.
const HEIGHT: f64 = 430.0;
/// Share of the longer axis left free beyond the outermost points at each end.
const MARGIN: f64 = 0.05;
/// Room left of the plot, enough for the ticks of most maps.
const LEFT: f64 = 4.5 * TYPE;

/// Draws points with their names beside them, one unit as long across as up. Where there is no room
/// for a name, only its point is drawn, and the description says how many names are missing.
///
/// The document holds two layouts, one for wide screens and one for phones, where fewer names have
/// room. Both show the points in the order given.
pub fn map<S: Into<String>>(
    figure: &Figure,
    x_label: &str,
    y_label: &str,
    points: impl IntoIterator<Item = (S, (f64, f64))>,
) -> Drawing {
    let (names, points): (Vec<String>, Vec<(f64, f64)>) =
        points.into_iter().map(|(name, point)| (name.into(), point)).unzip();
    figure.assert_data(points.len());
    let axes = [Axis::linear(x_label), Axis::linear(y_label)];
    for (name, point) in names.iter().zip(&points) {
        axes[0].assert_shows(&format!("x of the point `{name}`"), [point.0]);
        axes[1].assert_shows(&format!("y of the point `{name}`"), [point.1]);
    }
    let [narrow, wide] =
        figure.two_areas(HEIGHT).map(|size| Layout::new(&axes, &names, &points, size));
    let figure = match [&narrow, &wide].map(Layout::unnamed) {
        [0, 0] => figure.clone(),
        [narrow, wide] => figure.with_remark(&format!(
            "Of the {} names, {wide} have no room on a wide screen and {narrow} on a narrow one.",
            names.len()
        )),
    };
    figure
        .document_in_two(HEIGHT, [&narrow, &wide].map(|layout| |area: &Area<'_>| layout.draw(area)))
}

/// A map laid out in some size.
struct Layout<'a> {
    names: Vec<String>,
    points: &'a [(f64, f64)],
    frame: Frame,
    places: Vec<Option<Place>>,
}

impl<'a> Layout<'a> {
    /// Lays the map out in this width and height.
    fn new(axes: &[Axis; 2], names: &[String], points: &'a [(f64, f64)], size: (f64, f64)) -> Self {
        let longest = LONGEST.max(LONGEST_SHARE * size.0);
        let names: Vec<String> = names.iter().map(|name| fit(name, TYPE, longest)).collect();
        let frame = frame_with_equal_scales(axes, points, size);
        let dots: Vec<(f64, f64)> = points.iter().map(|&point| frame.place(point)).collect();
        let box_of =
            |name: &String| (width(name, TYPE) + 2.0 * PADDING.0, LETTERS + 2.0 * PADDING.1);
        let sizes: Vec<(f64, f64)> = names.iter().map(box_of).collect();
        // Names may leave the plot at the right, up to the edge of the figure.
        let Window { x: (left, _), y } = frame.plot();
        let places = place(&dots, &sizes, DISTANCES, Window { x: (left, size.0), y });
        Layout { names, points, frame, places }
    }

    /// The number of names without room.
    fn unnamed(&self) -> usize {
        self.places.iter().filter(|place| place.is_none()).count()
    }

    /// Draws the axes, the dots, the ties and the names, in this order.
    fn draw(&self, area: &Area<'_>) -> Drawn {
        let mut chart = self.frame.draw(area)?;
        chart.draw_series(zero_lines(&self.frame).map(|line| PathElement::new(line, grid())))?;
        let ink = Ink::Series(0);
        let dot = |&point: &(f64, f64)| Circle::new(point, px(DOT), ink.fill(1.0));
        chart.draw_series(self.points.iter().map(dot))?;
        let dots = self.points.iter().map(|&point| self.frame.place(point));
        for ((name, dot), place) in self.names.iter().zip(dots).zip(&self.places) {
            let Some(Place { window, is_tied }) = place else { continue };
            let Window { x: (left, right), y: (top, bottom) } = *window;
            if *is_tied {
                let ends = [dot, window.nearest(dot)].map(|(x, y)| (px(x), px(y)));
                area.draw(&PathElement::new(ends, ink.line(1.0)))?;
            }
            // The width of a name is an estimate, so its anchor is the end towards its point.
            let (x, h_pos) = if left >= dot.0 {
                (left + PADDING.0, HPos::Left)
            } else if right <= dot.0 {
                (right - PADDING.0, HPos::Right)
            } else {
                ((left + right) / 2.0, HPos::Center)
            };
            let middle = (top + bottom) / 2.0 - OFF_CENTRE;
            area.draw_text(name, &plain(h_pos, VPos::Center), (px(x), px(middle)))?;
        }
        Ok(())
    }
}

/// A frame of this width and height in which a unit is as long across as up, with the same distance
/// between the ticks of both axes.
fn frame_with_equal_scales(axes: &[Axis; 2], points: &[(f64, f64)], size: (f64, f64)) -> Frame {
    let (xs, ys): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    let [x_ends, y_ends] = [&xs, &ys].map(|values| ends(values));
    let (mut plot, mut left) = ((size.0 - LEFT, size.1), LEFT);
    loop {
        let unit = (plot.0 / (x_ends.1 - x_ends.0)).min(plot.1 / (y_ends.1 - y_ends.0));
        let around = |(low, high): (f64, f64), length: f64| {
            let (middle, half) = ((low + high) / 2.0, length / unit / 2.0);
            (middle - half, middle + half)
        };
        let ((x0, x1), (y0, y1)) = (around(x_ends, plot.0), around(y_ends, plot.1));
        let x = axes[0].clone().range(x0, x1);
        let y = axes[1].clone().range(y0, y1);
        let frame = |y: &Axis, height| {
            let data = (xs.clone(), ys.clone());
            // Grid lines would run through the names.
            Frame::new("", Legend::default(), (&x, data.0), (y, data.1), height)
                .without_grid()
                .with_width(size.0, left)
        };
        // The labels of the x axis need more room, so its ticks decide.
        let ticks = frame(&y, plot.1).x().ticks();
        let y = match ticks[..] {
            [first, second, ..] => y.ticks_every(second - first),
            _ => y,
        };
        let laid_out = frame(&y, plot.1);
        let found = laid_out.plot();
        let room = (found.x.1 - found.x.0, plot.1 + size.1 - laid_out.height());
        if (room.0 - plot.0).abs() < 0.01 && (room.1 - plot.1).abs() < 0.01 {
            return laid_out;
        }
        // The room to the left never shrinks, so this comes to an end.
        (plot, left) = (room, laid_out.left());
    }
}

/// The ends of the values with a margin around them.
fn ends(values: &[f64]) -> (f64, f64) {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Equal values, or values that double precision hardly tells apart, still need an axis.
    let closest = 1e-9 * low.abs().max(high.abs());
    let margin = if high - low > closest { MARGIN * (high - low) } else { closest.max(0.5) };
    (low - margin, high + margin)
}

/// The lines where an axis is zero.
fn zero_lines(frame: &Frame) -> impl Iterator<Item = [(f64, f64); 2]> {
    let (x, y) = (frame.x().range(), frame.y().range());
    let upright = x.contains(&0.0).then_some([(0.0, y.start), (0.0, y.end)]);
    let level = y.contains(&0.0).then_some([(x.start, 0.0), (x.end, 0.0)]);
    upright.into_iter().chain(level)
}
