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
    style::{
        Ink, LEADING, ROOT_CLASS, STYLE_SHEET, TITLE, UNITS, WIDE, WIDTH, bold, px, type_style,
    },
    text::{BOLD, wrap},
};

/// A region to draw in, in tenths of pixels.
pub(crate) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// What `plotters` says when drawing fails. Drawing to a string cannot, so only
/// [`Figure::document`] looks at it.
pub(crate) type Failed = DrawingAreaErrorKind<Infallible>;

/// The result of drawing with `plotters`.
pub(crate) type Drawn = Result<(), Failed>;

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
        let total = self.title_height(WIDTH) + height;
        self.around(total, &self.drawing((WIDTH, total), draw))
    }

    /// The document in two layouts of one shape: `narrow`, for phones, as wide as all figures are and
    /// `height` high below the title, and `wide`. The style sheet shows one of them.
    pub(crate) fn document_in_two(
        &self,
        height: f64,
        [narrow, wide]: [impl FnOnce(&Area<'_>) -> Drawn; 2],
    ) -> Drawing {
        let [small, large] = self.two_sizes(height);
        let scale = (WIDTH + 2.0 * MARGIN) / (WIDE + 2.0 * MARGIN);
        // Both start in the same corner, that of the margin.
        let shift = MARGIN * (scale - 1.0);
        let drawing = format!(
            "<g class=\"narrow\">\n{}</g>\n\
             <g class=\"wide\" transform=\"translate({shift:.3} {shift:.3}) scale({scale:.5})\">\n{}</g>\n",
            self.drawing(small, narrow),
            self.drawing(large, wide),
        );
        self.around(small.1, &drawing)
    }

    /// The sizes that the narrow and the wide layout leave to what is drawn below the title.
    pub(crate) fn two_areas(&self, height: f64) -> [(f64, f64); 2] {
        self.two_sizes(height).map(|(width, total)| (width, total - self.title_height(width)))
    }

    /// The sizes of both layouts, title included.
    fn two_sizes(&self, height: f64) -> [(f64, f64); 2] {
        let total = self.title_height(WIDTH) + height;
        let scale = (WIDE + 2.0 * MARGIN) / (WIDTH + 2.0 * MARGIN);
        [(WIDTH, total), (WIDE, (total + 2.0 * MARGIN) * scale - 2.0 * MARGIN)]
    }

    fn title_lines(&self, width: f64) -> Vec<String> {
        wrap(&self.title, BOLD * TITLE, width)
    }

    fn title_height(&self, width: f64) -> f64 {
        self.title_lines(width).len() as f64 * TITLE * LEADING + GAP
    }

    /// The title and the drawing below it, as SVG elements.
    fn drawing(&self, size: (f64, f64), draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
        let mut drawing = String::new();
        let draw_all = |canvas: Area<'_>| -> Drawn {
            let style = bold(type_style(TITLE, Ink::Text, HPos::Left, VPos::Top));
            for (number, line) in self.title_lines(size.0).iter().enumerate() {
                canvas.draw_text(line, &style, (0, px(number as f64 * TITLE * LEADING)))?;
            }
            draw(&canvas.split_vertically(px(self.title_height(size.0))).1)
        };
        draw_all(Canvas::new(&mut drawing, size).into_drawing_area())
            .expect("drawing to a string cannot fail");
        drawing
    }

    /// The document around a drawing of this height.
    fn around(&self, total: f64, drawing: &str) -> Drawing {
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
