//! The backend that turns the shapes of `plotters` into SVG.
//!
//! `plotters` has an SVG backend of its own, which writes fixed colours and whole pixels. This one
//! writes the class of a pen instead of a colour, and tenths of pixels.

use std::{
    convert::Infallible,
    fmt::{self, Write},
};

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, FontTransform,
    text_anchor::{HPos, VPos},
};

use crate::style::{Dash, Pen, UNITS, px};

/// Writing to a string cannot fail.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes everything that is drawn to a string, one element a line.
pub(crate) struct Canvas<'a> {
    svg: &'a mut String,
    size: (f64, f64),
}

impl<'a> Canvas<'a> {
    /// A canvas of this width and height.
    pub(crate) fn new(svg: &'a mut String, size: (f64, f64)) -> Self {
        Canvas { svg, size }
    }

    /// Appends one element; `geometry` is its name and all attributes that place it.
    fn element(
        &mut self,
        geometry: fmt::Arguments<'_>,
        style: &impl BackendStyle,
        filled: bool,
    ) -> Drawn {
        let color = style.color();
        if color.alpha == 0.0 {
            return Ok(());
        }
        let pen = unpack(color);
        let mut line = format!("<{geometry} class=\"{}", if filled { "fill" } else { "stroke" });
        line.push_str(match pen.dash {
            Dash::Solid => "",
            Dash::Dashed => " dashed",
            Dash::Dotted => " dotted",
        });
        if let Some(class) = pen.ink.class() {
            line.push(' ');
            line.push_str(&class);
        }
        line.push('"');
        if !filled {
            push_attribute(&mut line, "stroke-width", decimal(style.stroke_width() as i32));
        }
        if color.alpha < 1.0 {
            push_attribute(&mut line, "opacity", (color.alpha * 100.0).round() / 100.0);
        }
        self.svg.push_str(&line);
        self.svg.push_str("/>\n");
        Ok(())
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (px(self.size.0) as u32, px(self.size.1) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        let (x1, y1, x2, y2) = (decimal(from.0), decimal(from.1), decimal(to.0), decimal(to.1));
        self.element(
            format_args!("line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""),
            style,
            false,
        )
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (x, y) = (decimal(upper_left.0), decimal(upper_left.1));
        let (width, height) =
            (decimal(bottom_right.0 - upper_left.0), decimal(bottom_right.1 - upper_left.1));
        self.element(
            format_args!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""),
            style,
            fill,
        )
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points = coordinates(path);
        self.element(format_args!("polyline points=\"{points}\""), style, false)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let points = coordinates(corners);
        self.element(format_args!("polygon points=\"{points}\""), style, true)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (cx, cy, r) = (decimal(center.0), decimal(center.1), decimal(radius as i32));
        self.element(format_args!("circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\""), style, fill)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let pen = unpack(style.color());
        let size = style.size() / UNITS;
        // SVG places the baseline, `plotters` the top, middle or bottom of the line.
        let baseline = size
            * match style.anchor().v_pos {
                VPos::Top => 0.8,
                VPos::Center => 0.35,
                VPos::Bottom => -0.25,
            };
        let mut line = String::from("<text");
        match degrees(style.transform()) {
            0 => {
                push_attribute(&mut line, "x", decimal(x));
                push_attribute(&mut line, "y", decimal(y + px(baseline)));
            }
            degrees => {
                push_attribute(
                    &mut line,
                    "transform",
                    format!("translate({} {}) rotate({degrees})", decimal(x), decimal(y)),
                );
                push_attribute(&mut line, "y", decimal(px(baseline)));
            }
        }
        push_attribute(&mut line, "font-size", decimal(px(size)));
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => push_attribute(&mut line, "text-anchor", "middle"),
            HPos::Right => push_attribute(&mut line, "text-anchor", "end"),
        }
        if matches!(style.style(), FontStyle::Bold) {
            push_attribute(&mut line, "font-weight", "bold");
        }
        if let Some(class) = pen.ink.class() {
            push_attribute(&mut line, "class", class);
        }
        self.svg.push_str(&line);
        self.svg.push('>');
        self.svg.push_str(&escape(text));
        self.svg.push_str("</text>\n");
        Ok(())
    }
}

fn unpack(color: BackendColor) -> Pen {
    Pen::unpack(color.rgb)
        .unwrap_or_else(|| panic!("the colour {:?} would not follow the reader's theme", color.rgb))
}

fn degrees(transform: FontTransform) -> i32 {
    match transform {
        FontTransform::None => 0,
        FontTransform::Rotate90 => 90,
        FontTransform::Rotate180 => 180,
        FontTransform::Rotate270 => -90,
    }
}

fn push_attribute(element: &mut String, name: &str, value: impl fmt::Display) {
    write!(element, " {name}=\"{value}\"").expect("a string takes whatever is written to it");
}

/// Canvas units as pixels. After a division by ten, `Display` prints at most one decimal.
fn decimal(units: i32) -> f64 {
    f64::from(units) / UNITS
}

fn coordinates(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let pairs: Vec<_> =
        points.into_iter().map(|(x, y)| format!("{},{}", decimal(x), decimal(y))).collect();
    pairs.join(" ")
}

/// The text as XML, for a place between two tags or in an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // A figure inlined in Markdown would end at an empty line, and XML allows hardly any
            // other control character.
            hidden if hidden.is_control() || is_invisible(hidden) => escaped.push(' '),
            // These are no characters, and XML allows them nowhere.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Whether a character is not seen but turns the direction of writing, ends a line or takes no room.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use plotters::{
        element::{Circle, PathElement, Rectangle},
        prelude::IntoDrawingArea,
        style::{BLACK, Color},
    };

    use super::*;
    use crate::{figure::Area, style::Ink};

    fn drawn(draw: impl FnOnce(&Area<'_>)) -> String {
        let mut svg = String::new();
        draw(&Canvas::new(&mut svg, (460.0, 100.0)).into_drawing_area());
        svg
    }

    #[test]
    fn shapes_carry_classes_and_tenths_of_pixels() {
        let pen = Pen { ink: Ink::Series(1), dash: Dash::Dashed };
        let line = PathElement::new([(5, 10), (123, 7)], pen.line(2.0));
        assert_eq!(
            drawn(|area| area.draw(&line).unwrap()),
            "<polyline points=\"0.5,1 12.3,0.7\" class=\"stroke dashed series-2\" stroke-width=\"2\"/>\n"
        );
        let cell = Rectangle::new([(0, 0), (25, 10)], Ink::Cell.fill(0.5));
        assert_eq!(
            drawn(|area| area.draw(&cell).unwrap()),
            "<rect x=\"0\" y=\"0\" width=\"2.5\" height=\"1\" class=\"fill cell\" opacity=\"0.5\"/>\n"
        );
    }

    #[test]
    #[should_panic(expected = "the colour (0, 0, 0) would not follow the reader's theme")]
    fn a_fixed_colour_panics() {
        drawn(|area| area.draw(&Circle::new((1, 1), 5, BLACK.filled())).unwrap());
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("Tom & <Jérôme>\n\"2\""), "Tom &amp; &lt;Jérôme&gt; &quot;2&quot;");
        assert_eq!(
            escape("a\u{0}b\u{1b}c\u{9b}d\u{202e}e\u{2028}f\u{ffff}أ"),
            "a b c d e f\u{fffd}أ"
        );
    }
}
