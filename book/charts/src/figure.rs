//! What all figures have in common: a name, a title, a description, and the SVG document around the
//! drawing.

use std::convert::Infallible;

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea},
    style::text_anchor::{HPos, VPos},
};

use crate::{
    canvas::{Canvas, escape},
    style::{Ink, LEADING, ROOT_CLASS, STYLE_SHEET, TITLE, UNITS, WIDTH, bold, px, type_style},
    text::{BOLD, wrap},
};

/// A region to draw in, in tenths of pixels.
pub(crate) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// The result of drawing with `plotters`. Drawing to a string cannot fail, so only
/// [`Figure::document`] looks at it.
pub(crate) type Drawn = Result<(), DrawingAreaErrorKind<Infallible>>;

/// Space between the title and the drawing.
const GAP: f64 = 0.3 * TITLE;

/// Space around everything.
const MARGIN: f64 = 6.0;

/// A finished figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The name of its file, without the ending.
    pub name: String,
    /// The SVG document.
    pub svg: String,
}

/// The name, title and description of one figure.
#[derive(Clone, Debug)]
pub struct Figure {
    name: String,
    title: String,
    description: String,
}

impl Figure {
    /// A figure called `name`, which becomes its file name and the stem of its ids, so no two
    /// figures of a page may share it.
    ///
    /// The `title` stands above the drawing. The `description` says what the figure shows to readers
    /// who cannot see it.
    ///
    /// # Panics
    /// If the name has other characters than letters, digits, `-` and `_`.
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        let name = name.into();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        assert!(
            !name.is_empty() && name.chars().all(fits),
            "`{name}` cannot name a figure: use letters, digits, `-` and `_`"
        );
        Figure { name, title: title.into(), description: description.into() }
    }

    /// The same figure with a sentence added to its description.
    pub(crate) fn with_remark(&self, remark: &str) -> Self {
        Figure { description: format!("{} {remark}", self.description), ..self.clone() }
    }

    /// Panics unless there is something to draw.
    pub(crate) fn assert_data(&self, count: usize) {
        assert!(count > 0, "the figure `{}` holds no data to draw", self.name);
    }

    /// The document: the title, then whatever `draw` draws into an area of `height` below it.
    pub(crate) fn document(&self, height: f64, draw: impl FnOnce(&Area<'_>) -> Drawn) -> Drawing {
        let title = wrap(&self.title, BOLD * TITLE, WIDTH);
        let line_height = TITLE * LEADING;
        let title_height = title.len() as f64 * line_height + GAP;
        let total = title_height + height;

        let mut drawing = String::new();
        let draw_all = |canvas: Area<'_>| -> Drawn {
            let style = bold(type_style(TITLE, Ink::Text, HPos::Left, VPos::Top));
            for (number, line) in title.iter().enumerate() {
                canvas.draw_text(line, &style, (0, px(number as f64 * line_height)))?;
            }
            draw(&canvas.split_vertically(px(title_height)).1)
        };
        draw_all(Canvas::new(&mut drawing, total).into_drawing_area())
            .expect("drawing to a string cannot fail");

        let name = &self.name;
        // Even what lies at the very edge of the drawing keeps clear of the edge of an image.
        let (start, width) = (-MARGIN, WIDTH + 2.0 * MARGIN);
        let height = f64::from(px(total + 2.0 * MARGIN)) / UNITS;
        let (title, description) = (escape(&self.title), escape(&self.description));
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{ROOT_CLASS}\" \
             viewBox=\"{start} {start} {width} {height}\" role=\"img\" \
             aria-labelledby=\"figure-{name}-title figure-{name}-description\">\n\
             <title id=\"figure-{name}-title\">{title}</title>\n\
             <desc id=\"figure-{name}-description\">{description}</desc>\n\
             <style>\n{STYLE_SHEET}</style>\n\
             {drawing}</svg>\n"
        );
        Drawing { name: name.clone(), svg }
    }
}

/// Panics unless as many values were found as expected; `what` names them in the message.
pub(crate) fn assert_length(what: &str, expected: usize, found: usize) {
    assert!(expected == found, "{what}: expected {expected}, found {found}");
}
