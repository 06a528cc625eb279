//! The figures of the chapters, so that the examples can keep to the experiment.

mod best_model;
mod embedding;
mod first_look;
mod interpretation;
mod journey;
mod losses;
mod one_hot;
mod recommendation;
mod sigmoid_range;
mod weight_decay;

pub use best_model::averaging;
pub use embedding::{gradients, one_cycle};
pub use first_look::{crosstab, long_tail, rating_shares};
pub use interpretation::film_map;
pub use journey::journey;
pub use losses::{losses, valid_losses};
pub use one_hot::cost;
pub use recommendation::{cold_start, fans, feedback};
pub use sigmoid_range::{curve, predictions};
pub use weight_decay::{decay_losses, parabola, sweep};

use super::{Axis, Figure, Panel, PlotError, line_chart};

/// A finished figure.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its name: that of the file, without the ending.
    pub name: String,
    /// The SVG document.
    pub svg: String,
}

impl Drawing {
    fn new(figure: &Figure, svg: String) -> Self {
        Self { name: figure.name().to_owned(), svg }
    }
}

/// A figure of one panel or several.
fn lines(figure: &Figure, panels: &[Panel]) -> Result<Drawing, PlotError> {
    Ok(Drawing::new(figure, line_chart(figure, panels)?))
}

/// A panel of losses by epoch.
fn loss_panel() -> Panel {
    Panel::new(Axis::linear("epoch"), Axis::linear("mean squared error"))
}
