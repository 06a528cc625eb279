//! Chapter 10: what more data are worth, and what a batch costs.

use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::History;

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

/// Losses above this one are told but not drawn, because the lines that matter are far below.
const FAR_OFF: f64 = 1.3;

/// Two trainings in batches of a size.
#[derive(Clone, Debug)]
pub struct InBatches {
    /// Ratings in a batch.
    pub batch_size: usize,
    /// At the learning rate that all sizes share.
    pub same_rate: History,
    /// At one that rises with the root of the size.
    pub higher_rate: History,
}

/// Validation loss against the seconds since the training began, a line for each size of a batch.
pub fn batches(trained: &[InBatches]) -> Drawing {
    let figure = Figure::new(
        "10_batches",
        "Loss against seconds",
        "Validation loss after each epoch against the seconds of the training until then, for batches of several \
         sizes, at one learning rate for all and at one that rises with the root of the size.",
    );
    let panel = |title, history: fn(&InBatches) -> &History| {
        let loss = Axis::linear("validation loss").cut_at(FAR_OFF);
        let empty = Panel::new(Axis::log("seconds"), loss).title(title).labels_at_ends();
        trained.iter().enumerate().fold(empty, |panel, (colour, trained)| {
            let mut seconds = 0.0;
            let points = history(trained).epochs.iter().map(|epoch| {
                seconds += epoch.seconds;
                (seconds, epoch.valid_loss)
            });
            panel.series(Series::new(trained.batch_size.to_string(), colour, points).marked())
        })
    };
    let panels = [
        panel("the same learning rate", |trained| &trained.same_rate),
        panel("a rate that rises with the root of the batch", |trained| &trained.higher_rate),
    ];
    line_chart(&figure, &panels)
}
