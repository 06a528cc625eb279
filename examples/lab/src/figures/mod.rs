//! The chapters' figures, so that an example can stick to its experiment.

#[path = "08_best_model.rs"]
mod best_model;
#[path = "07_beyond.rs"]
mod beyond;
#[path = "02_embedding.rs"]
mod embedding;
#[path = "00_first_look.rs"]
mod first_look;
#[path = "10_full_set.rs"]
mod full_set;
#[path = "09_implicit_feedback.rs"]
mod implicit_feedback;
#[path = "06_interpretation.rs"]
mod interpretation;
mod journey;
mod losses;
#[path = "07_neighbours.rs"]
mod neighbours;
#[path = "07_new_films.rs"]
mod new_films;
#[path = "01_one_hot.rs"]
mod one_hot;
#[path = "07_past_and_future.rs"]
mod past_and_future;
#[path = "07_questions.rs"]
mod questions;
#[path = "07_recommendation.rs"]
mod recommendation;
#[path = "06_recovery.rs"]
mod recovery;
#[path = "03_sigmoid_range.rs"]
mod sigmoid_range;
#[path = "05_weight_decay.rs"]
mod weight_decay;
#[path = "07_who_is_heard.rs"]
mod who_is_heard;

pub use best_model::averaging;
pub use beyond::{Standing, price_of_coverage};
pub use embedding::{gradients, one_cycle};
pub use first_look::{crosstab, long_tail, rating_shares};
pub use full_set::{Grown, InBatches, batches, more_data};
pub use implicit_feedback::number_of_negatives;
pub use interpretation::{article_first, film_map, short_name};
pub use journey::{Step, journey};
pub use losses::{losses, overfitting, valid_losses};
pub use neighbours::{by_k, mixes};
pub use new_films::{Arrived, arrivals, cold_start_of_both};
pub use one_hot::cost;
pub use past_and_future::{as_it_goes, past_and_future};
pub use questions::questions;
pub use recommendation::{cold_start, fans, feedback};
pub use recovery::recovery;
pub use sigmoid_range::{curve, predictions};
pub use weight_decay::{decay_losses, parabola, sweep};
pub use who_is_heard::{balanced_errors, exploring, muted_fans};

use charts::Series;
use workbook::learn::Spread;

/// The values as points whose x count from `first`.
fn counted(first: u32, values: impl IntoIterator<Item = f64>) -> Vec<(f64, f64)> {
    (first..).map(f64::from).zip(values).collect()
}

/// The means as points whose x count from 0, with error bars if there are several seeds.
fn series_of_means(label: &str, colour: usize, spreads: &[Spread]) -> Series {
    let points = counted(0, spreads.iter().map(|spread| spread.mean));
    Series::new(label, colour, points).error_bars(spreads.iter().filter_map(|spread| spread.sd))
}
