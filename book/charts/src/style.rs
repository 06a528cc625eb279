//! How the figures look: sizes, inks and the style sheet.
//!
//! A shape is drawn with a [`Pen`], whose ink is the *name* of a colour, such as `series-1`. The style
//! sheet in each SVG gives every name one colour on a light background and one on a dark one.
//! `light-dark()` picks between them by the `color-scheme` around the figure: that of the page if the
//! figure is inlined (mdBook sets it with each theme), or the reader's preference if it is a document
//! of its own.

use plotters::style::{
    Color, FontStyle, FontTransform, IntoFont, ShapeStyle, TextStyle,
    text_anchor::{HPos, Pos, VPos},
};
use plotters_backend::BackendColor;

/// Width of every figure, small enough for the type to be legible on a phone.
pub(crate) const WIDTH: f64 = 460.0;
/// Width of the second layout of a figure that has one for wide screens.
pub(crate) const WIDE: f64 = 1.65 * WIDTH;
/// Size of the type.
pub(crate) const TYPE: f64 = 14.0;
/// Size of the figure's title.
pub(crate) const TITLE: f64 = 16.0;
/// Distance between baselines, as a multiple of the size of the type.
pub(crate) const LEADING: f64 = 1.3;
/// Radius of a marker.
pub(crate) const MARKER: f64 = 3.2;

/// Width of lines that are thinner than those of the data.
pub(crate) const THIN: f64 = 1.5;

/// Canvas units in one pixel of the figure. Coordinates of `plotters` are integers, so a unit is a
/// tenth of a pixel.
pub(crate) const UNITS: f64 = 10.0;

/// A length in canvas units.
pub(crate) fn px(length: f64) -> i32 {
    (length * UNITS).round() as i32
}

/// Number of colours for series; higher indices start over.
const SERIES_COLOURS: usize = 6;

/// The name of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// The colour of the text around the figure.
    Text,
    /// A colour that distinguishes one series from the next.
    Series(usize),
    /// A cell of a heat map.
    Cell,
    /// Text on a faint cell.
    OnFaint,
    /// Text on a strong cell.
    OnStrong,
}

/// How a line is broken up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dash {
    #[default]
    Solid,
    Dashed,
    Dotted,
}

/// An ink and a dash, which pass through `plotters` packed into the three bytes of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pen {
    pub(crate) ink: Ink,
    pub(crate) dash: Dash,
}

impl From<Ink> for Pen {
    fn from(ink: Ink) -> Self {
        Pen { ink, dash: Dash::Solid }
    }
}

/// Third byte of every packed pen. Black and white, the defaults of `plotters`, do not have it and so
/// cannot be mistaken for a pen.
const SEAL: u8 = 0x5a;

impl Color for Pen {
    fn to_backend_color(&self) -> BackendColor {
        let ink = match self.ink {
            Ink::Text => 0,
            Ink::Cell => 1,
            Ink::OnFaint => 2,
            Ink::OnStrong => 3,
            Ink::Series(index) => 4 + (index % SERIES_COLOURS) as u8,
        };
        BackendColor { rgb: (ink, self.dash as u8, SEAL), alpha: 1.0 }
    }
}

impl Pen {
    /// The pen that is packed into these bytes, if any.
    pub(crate) fn unpack(rgb: (u8, u8, u8)) -> Option<Self> {
        let ink = match rgb.0 {
            0 => Ink::Text,
            1 => Ink::Cell,
            2 => Ink::OnFaint,
            3 => Ink::OnStrong,
            series => Ink::Series(usize::from(series) - 4),
        };
        let dash = match rgb.1 {
            0 => Dash::Solid,
            1 => Dash::Dashed,
            _ => Dash::Dotted,
        };
        (rgb.2 == SEAL).then_some(Pen { ink, dash })
    }

    /// A line of this width.
    pub(crate) fn line(self, width: f64) -> ShapeStyle {
        ShapeStyle { color: self.to_rgba(), filled: false, stroke_width: px(width) as u32 }
    }
}

impl Ink {
    /// A solid line of this width.
    pub(crate) fn line(self, width: f64) -> ShapeStyle {
        Pen::from(self).line(width)
    }

    /// A filled shape, from transparent (0) to opaque (1).
    pub(crate) fn fill(self, opacity: f64) -> ShapeStyle {
        ShapeStyle { color: Pen::from(self).mix(opacity), filled: true, stroke_width: 0 }
    }

    /// The ink's class in the style sheet; text ink is the default and needs none.
    pub(crate) fn class(self) -> Option<String> {
        match self {
            Ink::Text => None,
            Ink::Series(index) => Some(format!("series-{}", index + 1)),
            Ink::Cell => Some("cell".into()),
            Ink::OnFaint => Some("on-faint".into()),
            Ink::OnStrong => Some("on-strong".into()),
        }
    }
}

/// A line of the grid.
pub(crate) fn grid() -> ShapeStyle {
    hairline(0.16)
}

/// An axis, or the outline of an empty cell.
pub(crate) fn outline() -> ShapeStyle {
    hairline(0.45)
}

fn hairline(opacity: f64) -> ShapeStyle {
    let color = Pen::from(Ink::Text).mix(opacity);
    ShapeStyle { color, filled: false, stroke_width: px(1.0) as u32 }
}

/// Type of this size and ink; `h_pos` and `v_pos` say which part of a text lies at its coordinates.
pub(crate) fn type_style(size: f64, ink: Ink, h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
    TextStyle {
        font: ("sans-serif", size * UNITS).into_font(),
        color: Pen::from(ink).to_backend_color(),
        pos: Pos::new(h_pos, v_pos),
    }
}

/// Type of the usual size and ink.
pub(crate) fn plain(h_pos: HPos, v_pos: VPos) -> TextStyle<'static> {
    type_style(TYPE, Ink::Text, h_pos, v_pos)
}

/// The same type in bold.
pub(crate) fn bold(style: TextStyle<'static>) -> TextStyle<'static> {
    TextStyle { font: style.font.style(FontStyle::Bold), ..style }
}

/// The same type, reading upwards.
pub(crate) fn upwards(style: TextStyle<'static>) -> TextStyle<'static> {
    style.transform(FontTransform::Rotate270)
}

/// The class that scopes the style sheet.
pub(crate) const ROOT_CLASS: &str = "workbook-figure";

/// The style sheet inside each SVG.
///
/// Every selector starts with [`ROOT_CLASS`], so that an inlined figure changes nothing around it.
/// `:root` matches only if the figure is a document of its own, which needs a background and a text
/// colour; an inlined figure takes both from its page, and the typeface too. Each colour is given twice because browsers
/// older than `light-dark()` skip the second. The series have the colours of Okabe and Ito, which
/// colour-blind readers can distinguish too, with purple, orange and yellow darkened for a light
/// background and all of them lightened for a dark one.
pub(crate) const STYLE_SHEET: &str = "\
.workbook-figure{display:block;width:100%;height:auto;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Open Sans',Arial,sans-serif}
.workbook-figure:not(:root){max-width:35rem;margin:1rem auto;font-family:inherit}
.workbook-figure:root{color-scheme:light dark;color:#1f2328;color:light-dark(#1f2328,#e6edf3);background:#fff;background:light-dark(#fff,#0d1117)}
.workbook-figure .stroke{fill:none;stroke:currentColor;stroke-linejoin:round}
.workbook-figure .fill,.workbook-figure text{fill:currentColor;stroke:none}
.workbook-figure .dashed{stroke-dasharray:7 4}
.workbook-figure .dotted{stroke-dasharray:1.5 3.5}
.workbook-figure .series-1{color:#0072b2;color:light-dark(#0072b2,#56b4e9)}
.workbook-figure .series-2{color:#d55e00;color:light-dark(#d55e00,#ff9a57)}
.workbook-figure .series-3{color:#007e5c;color:light-dark(#007e5c,#2ed3a3)}
.workbook-figure .series-4{color:#b3508c;color:light-dark(#b3508c,#eba6cd)}
.workbook-figure .series-5{color:#6b5600;color:light-dark(#6b5600,#f5e36b)}
.workbook-figure .series-6{color:#5b6470;color:light-dark(#5b6470,#b4bdc7)}
@media (max-width:620px){.workbook-figure .wide{display:none}}
@media (min-width:620.02px){.workbook-figure .narrow{display:none}}
.workbook-figure .cell{color:#00568a;color:light-dark(#00568a,#56b4e9)}
.workbook-figure .on-faint{color:#1f2328;color:light-dark(#1f2328,#fff)}
.workbook-figure .on-strong{color:#fff;color:light-dark(#fff,#0d1117)}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pen_survives_the_trip_through_plotters() {
        let series = (0..SERIES_COLOURS).map(Ink::Series);
        for ink in [Ink::Text, Ink::Cell, Ink::OnFaint, Ink::OnStrong].into_iter().chain(series) {
            for dash in [Dash::Solid, Dash::Dashed, Dash::Dotted] {
                let pen = Pen { ink, dash };
                assert_eq!(Pen::unpack(pen.rgb()), Some(pen));
            }
        }
    }

    #[test]
    fn a_colour_that_is_no_pen_is_not_taken_for_one() {
        assert_eq!(Pen::unpack((0, 0, 0)), None);
        assert_eq!(Pen::unpack((255, 255, 255)), None);
    }

    #[test]
    fn the_style_sheet_knows_every_ink_and_leaks_none() {
        let series = (0..SERIES_COLOURS).map(Ink::Series);
        for ink in [Ink::Cell, Ink::OnFaint, Ink::OnStrong].into_iter().chain(series) {
            let rule =
                format!(".{ROOT_CLASS} .{}{{", ink.class().expect("only text ink has no class"));
            assert!(STYLE_SHEET.contains(&rule), "no rule for {rule}");
        }
        for line in STYLE_SHEET.lines() {
            let rule = line.strip_prefix("@media ").and_then(|rule| rule.split_once('{'));
            let rule = rule.map_or(line, |(_, rule)| rule);
            let (selectors, _) = rule.split_once('{').expect("one rule a line");
            assert!(
                selectors.split(',').all(|selector| selector.starts_with(".workbook-figure")),
                "{line}"
            );
        }
    }
}
