//! The introduction: all chapters at a glance.

use super::counted;
use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use workbook::learn::Spread;

/// Where each chapter's model ends: its name, and its last validation loss over the seeds.
pub fn journey(steps: &[(String, Spread)]) -> Drawing {
    let figure = Figure::new(
        "journey",
        "The whole journey",
        "The last validation loss of each chapter's model, in the order of the chapters, with error bars \
         over the seeds. The lower the point, the better the predictions.",
    );
    let x = Axis::categories("chapter", steps.iter().map(|(name, _)| name.as_str()));
    let points = counted(0, steps.iter().map(|(_, loss)| loss.mean));
    // A step from a single seed gets an error bar of no length.
    let reach = steps.iter().map(|(_, loss)| loss.sd.unwrap_or(0.0));
    let panel = Panel::new(x, Axis::linear("validation loss"))
        .series(Series::new("validation loss", 1, points).marked().error_bars(reach));
    line_chart(&figure, &[panel])
}
