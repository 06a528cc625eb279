//! What single draws are like, from the first one that counts to the last.

use crate::models::Outcome;
use lab::{Report, Row};
use workbook::models::BayesianFactors;

/// One draw of a model.
pub struct Draw {
    /// Mean squared error on the training ratings.
    train: f64,
    /// How far its dot products scatter.
    scatter: f64,
}

impl Draw {
    pub fn new(model: &BayesianFactors) -> Self {
        Self { train: model.mean_squared_error(), scatter: model.scatter() }
    }
}

/// Compares the first draw, two on the way and the last.
pub fn compare(Outcome { name, losses, draws, .. }: &Outcome, report: &mut Report) {
    let Some(last) = draws.len().checked_sub(1) else { return };
    let mut shown = vec![0, last / 3, last * 2 / 3, last];
    shown.dedup();
    report.say(format_args!(
        "Single draws of the model `{name}`: their errors on the training ratings and on those held \
         back, and how\nfar the dot products of the draw scatter, in stars. The mean is that of all draws so far."
    ));
    report.table(
        &["draw", "training", "validation", "scatter", "the mean"],
        shown.into_iter().map(|i| {
            let draw = (i + 1).to_string();
            let [alone, of_mean] = losses[i];
            let run = if i == last { "last draw".to_owned() } else { format!("draw {draw}") };
            Row::new(run, draw)
                .number("train", draws[i].train, 4)
                .number("alone", alone, 4)
                .number("scatter", draws[i].scatter, 2)
                .number("of_mean", of_mean, 4)
                .hidden("draw", i + 1)
        }),
    );
}
