//! The figures: plain data in, one string of SVG out.
//!
//! | kind | function | shows |
//! |---|---|---|
//! | lines | [`line_chart`] | losses per epoch, sweeps, curves |
//! | bars | [`bar_chart`] | counts per category, histograms |
//! | heat map | [`heat_map`] | a matrix, with its gaps |
//! | map | [`map`](map()) | points with a name each |
//!
//! Every figure works in three places: inlined in a page of the book, where it takes on the page's
//! own text colour and light or dark theme; as an `<img>`; and as a file opened by itself. The
//! colours therefore are names here (see `theme`), and only the style sheet inside the SVG says
//! what they look like. The charts are built by `plotters`; `canvas` is the backend that writes its
//! shapes down.
//!
//! The same input always gives the same bytes, so a figure can be committed and compared.
//!
//! ```
//! use workbook::plot::{Axis, Figure, Panel, Series, line_chart, save};
//!
//! let description = "Training loss falls throughout; validation loss turns after the second epoch.";
//! let figure = Figure::new("overfitting", "The model overfits", description);
//! let panel = Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
//!     .series(Series::new("train", 0, [(1.0, 1.1), (2.0, 0.8), (3.0, 0.5)]).dashed())
//!     .series(Series::new("valid", 1, [(1.0, 1.0), (2.0, 0.9), (3.0, 1.0)]).marked())
//!     .reference("noise floor 0.74", 0.74);
//! let svg = line_chart(&figure, &[panel])?;
//!
//! let path = save(&std::env::temp_dir().join("workbook-figures"), figure.name(), "svg", &svg)?;
//! assert!(path.ends_with("overfitting.svg"));
//! # Ok::<(), workbook::plot::PlotError>(())
//! ```

mod axis;
mod bars;
mod canvas;
pub mod chapters;
mod error;
mod figure;
mod frame;
mod geometry;
mod grid;
mod heat_map;
mod labels;
mod legend;
mod line;
mod map;
mod names;
mod plot_area;
mod save;
mod scale;
mod shade;
mod text;
mod theme;

#[cfg(test)]
mod testing;

pub use axis::Axis;
pub use bars::{Bars, bar_chart};
pub use error::PlotError;
pub use figure::Figure;
pub use heat_map::{HeatMap, Matrix, heat_map};
pub use line::{Panel, Series, line_chart};
pub use map::{Map, map};
pub use save::save;
