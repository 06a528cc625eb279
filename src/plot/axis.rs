//! What the caller says about an axis.

use super::{PlotError, error::check_values};

/// One axis of a chart: its label and how values spread along it.
#[derive(Clone, Debug)]
pub struct Axis {
    pub(super) label: String,
    pub(super) spread: Spread,
    pub(super) range: Option<(f64, f64)>,
}

/// How values spread along an axis.
#[derive(Clone, Debug)]
pub(super) enum Spread {
    Linear,
    Log,
    Categories(Vec<String>),
}

impl Axis {
    /// An axis on which equal steps are equally long.
    pub fn linear(label: impl Into<String>) -> Self {
        Axis { label: label.into(), spread: Spread::Linear, range: None }
    }

    /// An axis on which equal factors are equally long; its values must be positive.
    pub fn log(label: impl Into<String>) -> Self {
        Axis { label: label.into(), spread: Spread::Log, range: None }
    }

    /// An axis with a place for each name, at 0, 1, 2 and so on: for values without an order, or
    /// with one that no scale shows, such as the weight decays 0, 0.01, 0.1.
    pub fn categories<S: Into<String>>(
        label: impl Into<String>,
        names: impl IntoIterator<Item = S>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Axis { label: label.into(), spread: Spread::Categories(names), range: None }
    }

    /// Fixes the ends of the axis, which otherwise follow the data; lines are cut off there.
    pub fn range(mut self, low: f64, high: f64) -> Self {
        self.range = Some((low, high));
        self
    }

    /// Fails if the ends were fixed where no scale can have them.
    pub(super) fn check(&self) -> Result<(), PlotError> {
        let Some((low, high)) = self.range else {
            return Ok(());
        };
        let what = format!("range of the axis `{}`", self.label);
        check_values(&what, [low, high], |end| self.can_show(end))?;
        check_values(&what, [high], |high| low < high)
    }

    /// Whether a value has a place on this axis, on or beyond its ends.
    pub(super) fn can_show(&self, value: f64) -> bool {
        value.is_finite()
            && match &self.spread {
                Spread::Linear => true,
                Spread::Log => value > 0.0,
                Spread::Categories(names) => (0..names.len()).any(|index| index as f64 == value),
            }
    }
}
