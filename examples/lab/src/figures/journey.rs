//! The introduction: all chapters at a glance.

use charts::{Dot, Drawing, Figure, dot_plot};
use workbook::learn::Spread;

/// One model of the journey.
pub struct Step {
    /// The chapter, and what the model is, in words.
    pub name: String,
    /// Its validation loss over the seeds.
    pub loss: Spread,
    /// Whether nothing is learned for it, so that the others can be compared with it.
    pub is_mark: bool,
}

/// Where each model ends, in the order of the chapters.
pub fn journey(steps: &[Step]) -> Drawing {
    let figure = Figure::new(
        "journey",
        "The whole journey",
        "A row for each model, in the order of the chapters, with a dot at its last validation loss and \
         error bars over the seeds. The further left, the better the predictions.",
    );
    let rows = steps.iter().map(|Step { name, loss, is_mark }| Dot {
        name: name.clone(),
        value: loss.mean,
        // A loss from a single seed has no spread.
        reach: loss.sd.unwrap_or(0.0),
        colour: if *is_mark { 5 } else { 1 },
    });
    // A line through the best of the marks: a model that has learned something lies left of it.
    let marks = (0..steps.len()).filter(|&step| steps[step].is_mark);
    let best = marks.min_by(|&a, &b| steps[a].loss.mean.total_cmp(&steps[b].loss.mean));
    let marked: Vec<usize> = best.into_iter().collect();
    dot_plot(&figure, "validation loss", 3, &rows.collect::<Vec<_>>(), &marked)
}
