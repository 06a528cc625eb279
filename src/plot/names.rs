//! The names on a map: as much of each as there is room for, and where.

use plotters::{
    element::Text,
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    frame::Chart,
    geometry::{Point, Window},
    labels::{Anchor, Place, place},
    text::{fit, width},
    theme::{Ink, SMALL, UNITS, WIDTH, px, type_style},
};

/// A name in its place.
pub(super) struct Name {
    text: String,
    /// The point it belongs to, on the canvas, in pixels.
    at: Point,
    place: Place,
}

/// Radius of a point on a map, and the space between it and its name.
pub(super) const DOT: f64 = 2.6;
const GAP: f64 = 1.0;
/// Longest name in print: where there is room, and where there is less and less.
const LONGEST: [f64; 4] = [19.0 * SMALL, 16.0 * SMALL, 13.0 * SMALL, 10.0 * SMALL];
/// Space at the left and right of a name, and above and below it.
const PADDING: (f64, f64) = (1.5, 0.5);
/// From the top of a capital to the foot of a `p`, and how far the middle of that lies below what
/// the canvas takes for the middle of a line.
const LETTERS: f64 = 0.97 * SMALL;
const OFF_CENTRE: f64 = 0.085 * SMALL;

/// A name for each point of the chart, cut shorter until all have room; `None` for those that have
/// none even so.
pub(super) fn name_all(chart: &Chart<'_>, points: &[(&str, Point)]) -> Vec<Option<Name>> {
    let mut names = Vec::new();
    for longest in LONGEST {
        names = name_within(chart, points, longest);
        if names.iter().all(Option::is_some) {
            break;
        }
    }
    names
}

/// The names, none wider than `longest`.
fn name_within(chart: &Chart<'_>, points: &[(&str, Point)], longest: f64) -> Vec<Option<Name>> {
    let pixels = |units: i32| f64::from(units) / UNITS;
    let (x, y) = chart.plotting_area().get_pixel_range();
    // There is room at the right of the plot too, up to the edge of the figure.
    let bounds = Window { x: (pixels(x.start), WIDTH), y: (pixels(y.start), pixels(y.end)) };
    let texts: Vec<String> = points.iter().map(|(name, _)| fit(name, SMALL, longest)).collect();
    let anchor = |(text, (_, point)): (&String, &(&str, Point))| {
        let (x, y) = chart.backend_coord(point);
        let size = (width(text, SMALL) + 2.0 * PADDING.0, LETTERS + 2.0 * PADDING.1);
        Anchor { at: (pixels(x), pixels(y)), size }
    };
    let anchors: Vec<Anchor> = texts.iter().zip(points).map(anchor).collect();
    let places = place(&anchors, DOT + GAP, &bounds);
    let name = |((text, anchor), place): ((String, Anchor), Option<Place>)| {
        place.map(|place| Name { text, at: anchor.at, place })
    };
    texts.into_iter().zip(anchors).zip(places).map(name).collect()
}

impl Name {
    /// The text, on the canvas relative to its point. Its width is an estimate, so what is held is
    /// the end towards the point.
    pub(super) fn text(&self) -> Text<'static, (i32, i32), String> {
        let Window { x: (left, right), y: (top, bottom) } = self.place.window;
        let (x, h_pos) = if left >= self.at.0 {
            (left + PADDING.0, HPos::Left)
        } else if right <= self.at.0 {
            (right - PADDING.0, HPos::Right)
        } else {
            ((left + right) / 2.0, HPos::Center)
        };
        let y = (top + bottom) / 2.0 - OFF_CENTRE;
        let style = type_style(SMALL, Ink::Text, Pos::new(h_pos, VPos::Center));
        Text::new(self.text.clone(), (px(x - self.at.0), px(y - self.at.1)), style)
    }

    /// Where the line from the point ends, on the canvas relative to the point, if the name does
    /// not stand right beside it.
    pub(super) fn leader(&self) -> Option<(i32, i32)> {
        self.place.leader.map(|(from, to)| (px(to.0 - from.0), px(to.1 - from.1)))
    }
}
