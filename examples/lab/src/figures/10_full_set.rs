//! Chapter 10: what more data are worth.

use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};

/// How far above the noise floor two models end that have learned from this many ratings.
#[derive(Clone, Copy, Debug)]
pub struct Grown {
    /// Ratings, those for validation included.
    pub ratings: usize,
    /// The validation loss of biases alone, less the noise floor.
    pub biases: f64,
    /// That of the dot product with biases, less the noise floor.
    pub dot_product: f64,
}

/// Distance from the noise floor against the number of ratings.
pub fn more_data(grown: &[Grown]) -> Drawing {
    let figure = Figure::new(
        "10_more_data",
        "More data, less guessing",
        "How far above the noise floor the validation loss ends, against the number of generated ratings: \
         both lines fall and flatten, and that of biases alone stays far above that of the dot product.",
    );
    let line = |label, colour, above: fn(&Grown) -> f64| {
        let points = grown.iter().map(|grown| (grown.ratings as f64 / 1e3, above(grown)));
        Series::new(label, colour, points).marked()
    };
    let panel = Panel::new(
        Axis::log("thousands of ratings"),
        Axis::linear("above the noise floor").starting_at(0.0),
    )
    .series(line("biases alone", 1, |grown| grown.biases))
    .series(line("dot product with biases", 0, |grown| grown.dot_product));
    line_chart(&figure, &[panel])
}
