//! Charts as SVG: plain numbers in, one document out.
//!
//! | function | shows |
//! |---|---|
//! | [`line_chart`] | lines over a common axis: losses by epoch, sweeps, curves |
//! | [`bar_chart`] | a bar for each category |
//! | [`dot_plot`] | a dot for each name, with its value |
//! | [`histogram`] | how values are distributed |
//! | [`heat_map`] | a matrix, with its gaps |
//! | [`map`](map()) | points with a name each |
//!
//! A figure works in three places: inlined in a page, where it takes on the page's text colour and
//! its light or dark theme; as an `<img>`; and as a file opened by itself. Shapes therefore carry
//! the names of colours (see `style`), and only the style sheet inside the SVG says what those look
//! like. `plotters` lays the charts out; `canvas` is the backend that writes its shapes down.
//!
//! The same input always gives the same bytes, so a figure can be committed and compared. Input that
//! cannot be drawn, such as an empty series or a NaN, is a mistake of the program: it panics, with a
//! message that names the input.
//!
//! ```
//! use charts::{Axis, Figure, Panel, Series, line_chart};
//!
//! let description = "Training loss falls throughout; validation loss turns after the second epoch.";
//! let figure = Figure::new("overfitting", "The model overfits", description);
//! let panel = Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
//!     .series(Series::new("train", 0, [(1.0, 1.1), (2.0, 0.8), (3.0, 0.5)]).dashed())
//!     .series(Series::new("valid", 1, [(1.0, 1.0), (2.0, 0.9), (3.0, 1.0)]).marked())
//!     .reference("noise floor 0.74", 0.74);
//! let drawing = line_chart(&figure, &[panel]);
//! assert!(drawing.svg.contains("noise floor 0.74"));
//! ```

mod axis;
mod bars;
mod canvas;
mod dots;
mod figure;
mod frame;
mod heat_map;
mod histogram;
mod labels;
mod legend;
mod line;
mod map;
mod scale;
mod series;
mod spread;
mod style;
mod text;
mod window;

pub use axis::Axis;
pub use bars::bar_chart;
pub use dots::{Dot, dot_plot};
pub use figure::{Drawing, Figure};
pub use heat_map::{HeatMap, Matrix, heat_map};
pub use histogram::histogram;
pub use line::{Panel, line_chart};
pub use map::map;
pub use series::Series;
