//! How the figures look: sizes, inks and the style sheet.
//!
//! A shape is drawn with a [`Pen`], whose ink is a *name*: `series-1`, not blue. The style sheet in
//! each SVG gives every name one colour on a light ground and one on a dark one. `light-dark()`
//! picks between them by the `color-scheme` of the place where the figure stands, which is the
//! page's when it is inlined (mdBook sets it with each theme) and the reader's preference when it
//! is a document of its own.

use plotters::style::{
    Color, FontStyle, FontTransform, IntoFont, ShapeStyle, TextStyle, text_anchor::Pos,
};
use plotters_backend::BackendColor;

/// Width of every figure. Small beside the type, so that the type is still legible on a phone.
pub(super) const WIDTH: f64 = 460.0;
/// Size of the type.
pub(super) const TYPE: f64 = 14.0;
/// Size of the type where dozens of labels share a plot.
pub(super) const SMALL: f64 = 10.0;
/// Size of the figure's title.
pub(super) const TITLE: f64 = 16.0;
/// Distance between baselines, as a multiple of the size of the type.
pub(super) const LEADING: f64 = 1.3;
/// Radius of a marker.
pub(super) const MARKER: f64 = 3.2;

/// Canvas units in one pixel of the figure. `plotters` counts in whole numbers, so it gets tenths
/// of pixels to count.
pub(super) const UNITS: f64 = 10.0;

/// A length in canvas units.
pub(super) fn px(length: f64) -> i32 {
    (length * UNITS).round() as i32
}

/// How many colours there are for series; a higher index starts over.
const SERIES_COLOURS: usize = 6;

/// The name of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The colour of the text around the figure.
    Text,
    /// A colour that tells one series from the next.
    Series(usize),
    /// Positive cells of a heat map.
    Positive,
    /// Negative cells of a heat map.
    Negative,
    /// Text on a faint cell.
    OnFaint,
    /// Text on a strong cell.
    OnStrong,
}

/// How a line is interrupted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Dash {
    #[default]
    Solid,
    Dashed,
    Dotted,
}

/// What `plotters` takes for a colour: an ink and a dash, packed into the three bytes of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) dash: Dash,
}

impl From<Ink> for Pen {
    fn from(ink: Ink) -> Self {
        Pen { ink, dash: Dash::Solid }
    }
}

/// Third byte of every packed pen: black and white, the defaults of `plotters`, do not have it, so
/// none of them passes for a pen.
const SEAL: u8 = 0x5a;

impl Color for Pen {
    fn to_backend_color(&self) -> BackendColor {
        let ink = match self.ink {
            Ink::Text => 0,
            Ink::Positive => 1,
            Ink::Negative => 2,
            Ink::OnFaint => 3,
            Ink::OnStrong => 4,
            Ink::Series(index) => 5 + (index % SERIES_COLOURS) as u8,
        };
        BackendColor { rgb: (ink, self.dash as u8, SEAL), alpha: 1.0 }
    }
}

impl Pen {
    /// The pen that was packed into these bytes, if one was.
    pub(super) fn unpack(rgb: (u8, u8, u8)) -> Option<Self> {
        let ink = match rgb.0 {
            0 => Ink::Text,
            1 => Ink::Positive,
            2 => Ink::Negative,
            3 => Ink::OnFaint,
            4 => Ink::OnStrong,
            series => Ink::Series(usize::from(series) - 5),
        };
        let dash = match rgb.1 {
            0 => Dash::Solid,
            1 => Dash::Dashed,
            _ => Dash::Dotted,
        };
        (rgb.2 == SEAL).then_some(Pen { ink, dash })
    }

    /// A line of this width.
    pub(super) fn line(self, width: f64) -> ShapeStyle {
        ShapeStyle { color: self.to_rgba(), filled: false, stroke_width: px(width) as u32 }
    }
}

impl Ink {
    /// A solid line of this width.
    pub(super) fn line(self, width: f64) -> ShapeStyle {
        Pen::from(self).line(width)
    }

    /// A filled shape, from transparent (0) to opaque (1).
    pub(super) fn fill(self, opacity: f64) -> ShapeStyle {
        ShapeStyle { color: Pen::from(self).mix(opacity), filled: true, stroke_width: 0 }
    }

    /// The class that the style sheet knows this ink by; text ink is the default and needs none.
    pub(super) fn class(self) -> Option<String> {
        match self {
            Ink::Text => None,
            Ink::Series(index) => Some(format!("series-{}", index + 1)),
            Ink::Positive => Some("positive".into()),
            Ink::Negative => Some("negative".into()),
            Ink::OnFaint => Some("on-faint".into()),
            Ink::OnStrong => Some("on-strong".into()),
        }
    }
}

/// A line of the grid.
pub(super) fn grid() -> ShapeStyle {
    ShapeStyle {
        color: Pen::from(Ink::Text).mix(0.16),
        filled: false,
        stroke_width: px(1.0) as u32,
    }
}

/// An axis, or the outline of an empty cell.
pub(super) fn outline() -> ShapeStyle {
    ShapeStyle {
        color: Pen::from(Ink::Text).mix(0.45),
        filled: false,
        stroke_width: px(1.0) as u32,
    }
}

/// Type of this size, ink and anchor.
pub(super) fn type_style(size: f64, ink: Ink, anchor: Pos) -> TextStyle<'static> {
    TextStyle {
        font: ("sans-serif", size * UNITS).into_font(),
        color: Pen::from(ink).to_backend_color(),
        pos: anchor,
    }
}

/// The same type in bold.
pub(super) fn bold(style: TextStyle<'static>) -> TextStyle<'static> {
    TextStyle { font: style.font.style(FontStyle::Bold), ..style }
}

/// The same type, reading upwards.
pub(super) fn upwards(style: TextStyle<'static>) -> TextStyle<'static> {
    style.transform(FontTransform::Rotate270)
}

/// The class that scopes the style sheet.
pub(super) const ROOT_CLASS: &str = "workbook-figure";

/// The style sheet inside each SVG.
///
/// Every selector starts with [`ROOT_CLASS`], so that an inlined figure changes nothing around it.
/// `:root` holds only where the figure is a document of its own; there it needs a ground and a text
/// colour, which an inlined figure takes from its page. Each colour is given twice: browsers older
/// than `light-dark()` skip the second. The series have the colours of Okabe and Ito, told apart by
/// colour-blind readers too, with purple and orange darkened for a light ground and all of them
/// lightened for a dark one.
pub(super) const STYLE_SHEET: &str = "\
.workbook-figure{display:block;width:100%;height:auto;font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Open Sans',Arial,sans-serif}
.workbook-figure:not(:root){max-width:35rem;margin:1rem auto}
.workbook-figure:root{color-scheme:light dark;color:#1f2328;color:light-dark(#1f2328,#e6edf3);background:#fff;background:light-dark(#fff,#0d1117)}
.workbook-figure .stroke{fill:none;stroke:currentColor;stroke-linejoin:round}
.workbook-figure .fill,.workbook-figure text{fill:currentColor;stroke:none}
.workbook-figure .dashed{stroke-dasharray:7 4}
.workbook-figure .dotted{stroke-dasharray:1.5 3.5}
.workbook-figure .series-1{color:#0072b2;color:light-dark(#0072b2,#56b4e9)}
.workbook-figure .series-2{color:#d55e00;color:light-dark(#d55e00,#ff9a57)}
.workbook-figure .series-3{color:#007e5c;color:light-dark(#007e5c,#2ed3a3)}
.workbook-figure .series-4{color:#b3508c;color:light-dark(#b3508c,#eba6cd)}
.workbook-figure .series-5{color:#a87000;color:light-dark(#a87000,#f0c419)}
.workbook-figure .series-6{color:#5b6470;color:light-dark(#5b6470,#b4bdc7)}
.workbook-figure .positive{color:#00568a;color:light-dark(#00568a,#56b4e9)}
.workbook-figure .negative{color:#8f3f00;color:light-dark(#8f3f00,#ff9a57)}
.workbook-figure .on-faint{color:#1f2328;color:light-dark(#1f2328,#fff)}
.workbook-figure .on-strong{color:#fff;color:light-dark(#fff,#0d1117)}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pen_survives_the_trip_through_plotters() {
        let series = (0..SERIES_COLOURS).map(Ink::Series);
        for ink in [Ink::Text, Ink::Positive, Ink::Negative, Ink::OnFaint, Ink::OnStrong]
            .into_iter()
            .chain(series)
        {
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
        for ink in
            [Ink::Positive, Ink::Negative, Ink::OnFaint, Ink::OnStrong].into_iter().chain(series)
        {
            let rule =
                format!(".{ROOT_CLASS} .{}{{", ink.class().expect("only text ink has no class"));
            assert!(STYLE_SHEET.contains(&rule), "no rule for {rule}");
        }
        for line in STYLE_SHEET.lines() {
            let (selectors, _) = line.split_once('{').expect("one rule a line");
            assert!(
                selectors.split(',').all(|selector| selector.starts_with(".workbook-figure")),
                "{line}"
            );
        }
    }
}
