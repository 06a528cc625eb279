//! Dot plots: a row with a dot for each name.

use plotters::{
    coord::ranged1d::Ranged,
    element::{Circle, PathElement},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    Axis, Drawing, Figure,
    frame::Frame,
    legend::Legend,
    scale::number,
    style::{Dash, Ink, MARKER, Pen, THIN, TYPE, plain, px},
    text::width,
};

/// One row of a dot plot.
#[derive(Clone, Debug)]
pub struct Dot {
    /// What stands at its left.
    pub name: String,
    /// Where the dot lies.
    pub value: f64,
    /// How far the error bar reaches to the left and right.
    pub reach: f64,
    /// The index of its colour.
    pub colour: usize,
}

/// Height of a row.
const ROW: f64 = 1.75 * TYPE;
/// Space between the plot and the column of values.
const GAP: f64 = 0.8 * TYPE;

/// Draws a dot for each row, the first at the top, and its value at the right. An upright dotted line goes through
/// each of the dots at the indices `marked`, to compare the others with.
pub fn dot_plot(
    figure: &Figure,
    x_label: &str,
    decimals: usize,
    rows: &[Dot],
    marked: &[usize],
) -> Drawing {
    figure.assert_data(rows.len());
    let x = Axis::linear(x_label);
    for Dot { name, value, reach, .. } in rows {
        x.assert_shows(&format!("the row `{name}`"), [value - reach, value + reach]);
    }
    // Categories count upwards.
    let place = |row: usize| (rows.len() - 1 - row) as f64;
    let y = Axis::categories("", rows.iter().rev().map(|row| row.name.as_str()));
    let values = rows.iter().flat_map(|row| [row.value - row.reach, row.value + row.reach]);
    let height = ROW * rows.len() as f64;
    let printed = |row: &Dot| number(row.value, decimals);
    let longest = rows.iter().map(|row| width(&printed(row), TYPE)).fold(0.0, f64::max);
    let legend = Legend::default();
    let frame = Frame::new("", legend, (&x, values.collect()), (&y, Vec::new()), height)
        .with_room_at_right(longest + GAP);
    figure.document(frame.height(), |area| {
        let mut chart = frame.draw(area)?;
        let ends = frame.y().range();
        let dotted = Pen { ink: Ink::Text, dash: Dash::Dotted }.line(THIN);
        let upright = |&row: &usize| {
            let value = rows[row].value;
            PathElement::new([(value, ends.start), (value, ends.end)], dotted)
        };
        chart.draw_series(marked.iter().map(upright))?;
        let (_, right) = frame.plot().x;
        for (index, row) in rows.iter().enumerate() {
            let (ink, y) = (Ink::Series(row.colour), place(index));
            let bar = [(row.value - row.reach, y), (row.value + row.reach, y)];
            chart.draw_series([PathElement::new(bar, ink.line(2.2))])?;
            chart.draw_series([Circle::new((row.value, y), px(1.25 * MARKER), ink.fill(1.0))])?;
            let (_, middle) = frame.place((row.value, y));
            let corner = (px(right + GAP + longest), px(middle));
            area.draw_text(&printed(row), &plain(HPos::Right, VPos::Center), corner)?;
        }
        Ok(())
    })
}
