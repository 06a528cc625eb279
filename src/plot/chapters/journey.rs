//! The introduction: the whole way at a glance.

use super::{Drawing, lines};
use crate::learn::Spread;
use crate::plot::{Axis, Figure, Panel, PlotError, Series};

/// Where each chapter's model ends: its name, and its last validation loss over the seeds.
pub fn journey(steps: &[(String, Spread)]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "journey",
        "The whole journey",
        "The last validation loss of each chapter's model, in the order of the chapters, with error bars \
         over the seeds. The lower the point, the better the predictions.",
    );
    let x = Axis::categories("chapter", steps.iter().map(|(name, _)| name.as_str()));
    let points = steps.iter().enumerate().map(|(place, (_, loss))| (place as f64, loss.mean));
    // A step without an error bar of its own, from a single seed, gets one of no length.
    let reach = steps.iter().map(|(_, loss)| loss.sd.unwrap_or(0.0));
    let panel = Panel::new(x, Axis::linear("validation loss"))
        .series(Series::new("validation loss", 1, points).marked().error_bars(reach));
    lines(&figure, &[panel])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::testing::Drawing as Parsed;

    #[test]
    fn every_step_has_its_name_its_point_and_its_error_bar() {
        let step = |name: &str, mean, sd| (name.to_owned(), Spread { mean, sd });
        let steps = [
            step("2", 0.88, Some(0.004)),
            step("3", 0.87, None),
            step("4", 0.89, Some(0.004)),
            step("5", 0.82, Some(0.001)),
            step("8", 0.86, Some(0.002)),
            step("8+", 0.84, Some(0.003)),
        ];
        let svg = journey(&steps).expect("drawable").svg;
        let drawing = Parsed::parse(&svg);
        for (name, _) in &steps {
            assert!(drawing.says(name), "{name} is missing");
        }
        assert_eq!(drawing.polylines("series-2")[0].len(), steps.len());
        drawing.assert_legible();
        drawing.assert_follows_theme();
    }
}
