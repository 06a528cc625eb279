//! The legend, which has rows of its own above the data so that it never covers them.

use plotters::{
    element::{Circle, PathElement, Rectangle},
    style::{
        ShapeStyle,
        text_anchor::{HPos, VPos},
    },
};

use crate::{
    figure::{Area, Drawn},
    style::{Ink, MARKER, Pen, TYPE, WIDTH, plain, px},
    text::{fit, width},
};

/// What comes before a label.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sample {
    /// A piece of line, with a marker if the line has markers.
    Line { pen: Pen, marked: bool },
    /// A marker alone.
    Dot { ink: Ink },
    /// A filled or outlined box.
    Swatch(ShapeStyle),
}

/// A label with a sample of what it stands for, or the heading of the others.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) sample: Option<Sample>,
    pub(crate) label: String,
}

/// Entries laid out in rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Legend {
    rows: Vec<Vec<Placed>>,
}

#[derive(Clone, Debug)]
struct Placed {
    left: f64,
    entry: Entry,
}

const ROW: f64 = 1.45 * TYPE;
const GAP: f64 = 0.4 * TYPE;
const BETWEEN: f64 = TYPE;

impl Legend {
    /// Lays out the entries, as many to a row as fit.
    pub(crate) fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut rows: Vec<Vec<Placed>> = Vec::new();
        let mut left = f64::INFINITY;
        for mut entry in entries {
            entry.label = fit(&entry.label, TYPE, WIDTH - entry.indent());
            let length = entry.indent() + width(&entry.label, TYPE);
            if left + length > WIDTH {
                rows.push(Vec::new());
                left = 0.0;
            }
            if let Some(row) = rows.last_mut() {
                row.push(Placed { left, entry });
            }
            left += length + BETWEEN;
        }
        Legend { rows }
    }

    /// A legend that is empty for a single entry, which there is nothing to distinguish from.
    pub(crate) fn unless_alone(entries: impl IntoIterator<Item = Entry>) -> Self {
        let legend = Legend::new(entries);
        let count: usize = legend.rows.iter().map(Vec::len).sum();
        if count > 1 { legend } else { Legend::default() }
    }

    /// Height of all rows.
    pub(crate) fn height(&self) -> f64 {
        self.rows.len() as f64 * ROW
    }

    /// Draws the rows at the top of `area`.
    pub(crate) fn draw(&self, area: &Area<'_>, top: f64) -> Drawn {
        let style = plain(HPos::Left, VPos::Center);
        for (number, row) in self.rows.iter().enumerate() {
            let middle = top + (number as f64 + 0.5) * ROW;
            for Placed { left, entry } in row {
                if let Some(sample) = entry.sample {
                    sample.draw(area, *left, middle)?;
                }
                area.draw_text(&entry.label, &style, (px(left + entry.indent()), px(middle)))?;
            }
        }
        Ok(())
    }
}

impl Entry {
    /// Distance of the label from the left end.
    fn indent(&self) -> f64 {
        self.sample.map_or(0.0, |sample| sample.width() + GAP)
    }
}

impl Sample {
    /// A line must be long enough to show its dashes.
    fn width(self) -> f64 {
        match self {
            Sample::Line { .. } => 2.0 * TYPE,
            Sample::Dot { .. } => TYPE,
            Sample::Swatch(_) => 1.4 * TYPE,
        }
    }

    fn draw(self, area: &Area<'_>, left: f64, middle: f64) -> Drawn {
        let (right, half) = (left + self.width(), 0.4 * TYPE);
        let dot = |ink: Ink| {
            Circle::new((px(left + self.width() / 2.0), px(middle)), px(MARKER), ink.fill(1.0))
        };
        match self {
            Sample::Dot { ink } => area.draw(&dot(ink))?,
            Sample::Line { pen, marked } => {
                area.draw(&PathElement::new(
                    [(px(left), px(middle)), (px(right), px(middle))],
                    pen.line(2.2),
                ))?;
                if marked {
                    area.draw(&dot(pen.ink))?;
                }
            }
            Sample::Swatch(style) => {
                area.draw(&Rectangle::new(
                    [(px(left), px(middle - half)), (px(right), px(middle + half))],
                    style,
                ))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str) -> Entry {
        Entry {
            sample: Some(Sample::Line { pen: Ink::Text.into(), marked: false }),
            label: label.into(),
        }
    }

    #[test]
    fn entries_that_do_not_fit_go_to_the_next_row() {
        let labels = ["train, no decay", "valid, no decay", "train, decay 0.1", "valid, decay 0.1"];
        let legend = Legend::new(labels.map(entry));
        assert_eq!(legend.rows.len(), 2);
        for row in &legend.rows {
            let ends = row.iter().map(|placed| {
                placed.left + placed.entry.indent() + width(&placed.entry.label, TYPE)
            });
            assert!(ends.clone().all(|end| end <= WIDTH));
            assert!(row.iter().skip(1).zip(ends).all(|(next, end)| end < next.left));
        }
    }

    #[test]
    fn a_single_entry_takes_no_room() {
        assert_eq!(Legend::unless_alone([entry("train")]).height(), 0.0);
        assert!(Legend::unless_alone(["train", "valid"].map(entry)).height() > 0.0);
    }
}
