//! What every figure has, whatever it shows: a name, a title, a description, and the SVG document
//! around the drawing.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
    style::text_anchor::{HPos, Pos, VPos},
};

use super::{
    PlotError,
    canvas::{Canvas, escape},
    text::{BOLD, wrap},
    theme::{Ink, LEADING, ROOT_CLASS, STYLE_SHEET, TITLE, UNITS, WIDTH, bold, px, type_style},
};

/// A region to draw in, in tenths of pixels.
pub(super) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// Space between the title and the drawing.
const GAP: f64 = 0.3 * TITLE;

/// Space around everything.
const MARGIN: f64 = 6.0;

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
    /// The `title` stands above the drawing. The `description` is what readers get who cannot see
    /// the figure: say what it shows.
    pub fn new(
        name: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Figure { name: name.into(), title: title.into(), description: description.into() }
    }

    /// The name to [`save`](super::save) the figure under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SVG document: the title, then whatever `draw` draws into an area of `height` below it.
    pub(super) fn document(
        &self,
        height: f64,
        draw: impl FnOnce(&Area<'_>) -> Result<(), PlotError>,
    ) -> Result<String, PlotError> {
        self.document_with_remark(height, |area| draw(area).map(|()| String::new()))
    }

    /// The same, with the remark that `draw` returns added to the description: what is known only
    /// once the drawing is done.
    pub(super) fn document_with_remark(
        &self,
        height: f64,
        draw: impl FnOnce(&Area<'_>) -> Result<String, PlotError>,
    ) -> Result<String, PlotError> {
        check_name(&self.name)?;
        let title = wrap(&self.title, BOLD * TITLE, WIDTH);
        let line_height = TITLE * LEADING;
        let title_height = title.len() as f64 * line_height + GAP;
        let total = title_height + height;

        let mut drawing = String::new();
        let canvas = Canvas::new(&mut drawing, total).into_drawing_area();
        let style = bold(type_style(TITLE, Ink::Text, Pos::new(HPos::Left, VPos::Top)));
        for (number, line) in title.iter().enumerate() {
            canvas.draw_text(line, &style, (0, px(number as f64 * line_height)))?;
        }
        let remark = draw(&canvas.split_vertically(px(title_height)).1)?;
        // The canvas borrows the string until here.
        drop(canvas);

        let name = &self.name;
        // What stands at the very edge of the drawing still keeps clear of the edge of an image.
        let (start, width) = (-MARGIN, WIDTH + 2.0 * MARGIN);
        let height = f64::from(px(total + 2.0 * MARGIN)) / UNITS;
        let description = format!("{} {remark}", self.description);
        let (title, description) = (escape(&self.title), escape(description.trim_end()));
        Ok(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{ROOT_CLASS}\" \
             viewBox=\"{start} {start} {width} {height}\" role=\"img\" \
             aria-labelledby=\"figure-{name}-title figure-{name}-description\">\n\
             <title id=\"figure-{name}-title\">{title}</title>\n\
             <desc id=\"figure-{name}-description\">{description}</desc>\n\
             <style>\n{STYLE_SHEET}</style>\n\
             {drawing}</svg>\n"
        ))
    }
}

/// Fails unless the name will do both as a file name and as an id.
pub(super) fn check_name(name: &str) -> Result<(), PlotError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(fits) {
        Ok(())
    } else {
        Err(PlotError::Name(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::testing::Drawing;

    fn blank(name: &str, title: &str) -> Result<String, PlotError> {
        Figure::new(name, title, "Nothing at all, < 1 & > 0.").document(10.0, |_| Ok(()))
    }

    #[test]
    fn title_and_description_are_wired_by_ids_of_the_figure_s_own() {
        let svg = blank("empty", "Tom & Jérôme <3").expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(drawing.labelled_by(), ["Tom & Jérôme <3", "Nothing at all, < 1 & > 0."]);
        assert!(svg.contains("id=\"figure-empty-title\"") && svg.contains("role=\"img\""));
    }

    #[test]
    fn markdown_can_inline_it() {
        let svg = blank("empty", "Two\n\nlines").expect("drawable");
        assert!(
            svg.lines().all(|line| !line.trim().is_empty()),
            "an empty line ends a block of HTML in Markdown"
        );
    }

    #[test]
    fn a_long_title_goes_over_several_lines_and_the_drawing_stays_below() {
        let title =
            "A title that says at some length what is to be seen below it, and a little more";
        let style = type_style(TITLE, Ink::Text, Pos::new(HPos::Left, VPos::Top));
        let svg = Figure::new("long", title, "A word.")
            .document(TITLE, |area| Ok(area.draw_text("below", &style, (0, 0))?))
            .expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert!(drawing.texts.len() > 2);
        drawing.assert_legible();
    }

    #[test]
    fn a_name_that_is_no_file_name_is_refused() {
        for name in ["", "../etc", "a b", "a\"b"] {
            assert!(matches!(blank(name, "title"), Err(PlotError::Name(_))), "{name}");
        }
    }
}
