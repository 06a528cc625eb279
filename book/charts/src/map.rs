//! Maps: points with a name each, such as films by their principal components.

use plotters::{
    coord::ranged1d::Ranged,
    element::{Circle, PathElement},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    Axis, Drawing, Figure,
    frame::Frame,
    labels::place,
    legend::Legend,
    style::{Ink, SMALL, WIDTH, grid, px, type_style},
    text::{fit, width},
    window::Window,
};

/// Radius of a dot, and the space between it and its name.
const DOT: f64 = 2.6;
const GAP: f64 = 1.0;
/// Longest name in print; a longer one is cut short.
const LONGEST: f64 = 16.0 * SMALL;
/// Space at the left and right of a name, and above and below it.
const PADDING: (f64, f64) = (1.5, 0.5);
/// Height from the foot of a `p` to the top of a capital, and how far the middle of it lies below
/// the middle of a line on the canvas.
const LETTERS: f64 = 0.97 * SMALL;
const OFF_CENTRE: f64 = 0.085 * SMALL;
/// Height of the plot: the more names, the more room.
const LOWEST: f64 = 220.0;
const HIGHEST: f64 = 600.0;
const HEIGHT_FOR_EACH: f64 = 7.6;

/// Draws points with their names beside them. Where there is no room for a name, only its point is
/// drawn, and the description says how many names are missing.
pub fn map<S: Into<String>>(
    figure: &Figure,
    x_label: &str,
    y_label: &str,
    points: impl IntoIterator<Item = (S, (f64, f64))>,
) -> Drawing {
    let (names, points): (Vec<String>, Vec<(f64, f64)>) =
        points.into_iter().map(|(name, point)| (fit(&name.into(), SMALL, LONGEST), point)).unzip();
    figure.assert_data(points.len());
    let (x, y) = (Axis::linear(x_label), Axis::linear(y_label));
    for (name, point) in names.iter().zip(&points) {
        x.assert_shows(&format!("x of the point `{name}`"), [point.0]);
        y.assert_shows(&format!("y of the point `{name}`"), [point.1]);
    }

    let (all_x, all_y) = points.iter().copied().unzip();
    let height = (LOWEST + HEIGHT_FOR_EACH * points.len() as f64).min(HIGHEST);
    // Grid lines would run through the names.
    let frame = Frame::new("", Legend::default(), (&x, all_x), (&y, all_y), height).without_grid();
    let dots: Vec<(f64, f64)> = points.iter().map(|&point| frame.place(point)).collect();
    let size = |name: &String| (width(name, SMALL) + 2.0 * PADDING.0, LETTERS + 2.0 * PADDING.1);
    let sizes: Vec<(f64, f64)> = names.iter().map(size).collect();
    // Names may leave the plot at the right, up to the edge of the figure.
    let Window { x: (left, _), y } = frame.plot();
    let bounds = Window { x: (left, WIDTH), y };
    let places = place(&dots, &sizes, DOT + GAP, bounds);

    let without = places.iter().filter(|place| place.is_none()).count();
    let figure = match without {
        0 => figure.clone(),
        _ => figure
            .with_remark(&format!("There is no room for {without} of the {} names.", names.len())),
    };
    figure.document(frame.height(), |area| {
        let mut chart = frame.draw(area)?;
        chart.draw_series(zero_lines(&frame).map(|line| PathElement::new(line, grid())))?;
        let ink = Ink::Series(0);
        chart
            .draw_series(points.iter().map(|&point| Circle::new(point, px(DOT), ink.fill(1.0))))?;
        for ((name, dot), place) in names.iter().zip(dots).zip(places) {
            let Some(Window { x: (left, right), y: (top, bottom) }) = place else { continue };
            // The width of a name is an estimate, so its anchor is the end towards its point.
            let (x, h_pos) = if left >= dot.0 {
                (left + PADDING.0, HPos::Left)
            } else if right <= dot.0 {
                (right - PADDING.0, HPos::Right)
            } else {
                (dot.0, HPos::Center)
            };
            let middle = (top + bottom) / 2.0 - OFF_CENTRE;
            let style = type_style(SMALL, Ink::Text, h_pos, VPos::Center);
            area.draw_text(name, &style, (px(x), px(middle)))?;
        }
        Ok(())
    })
}

/// The lines where an axis is zero.
fn zero_lines(frame: &Frame) -> impl Iterator<Item = [(f64, f64); 2]> {
    let (x, y) = (frame.x().range(), frame.y().range());
    let upright = x.contains(&0.0).then_some([(0.0, y.start), (0.0, y.end)]);
    let level = y.contains(&0.0).then_some([(x.start, 0.0), (x.end, 0.0)]);
    upright.into_iter().chain(level)
}
