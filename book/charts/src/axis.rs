//! What the caller says about an axis.

/// One axis of a chart: its label and how values are spread along it.
#[derive(Clone, Debug)]
pub struct Axis {
    pub(crate) label: String,
    pub(crate) spread: Spread,
    pub(crate) range: Option<(f64, f64)>,
}

/// How values are spread along an axis.
#[derive(Clone, Debug)]
pub(crate) enum Spread {
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
        Axis { spread: Spread::Log, ..Axis::linear(label) }
    }

    /// An axis with a place for each name, at 0, 1, 2 and so on. It suits values without an order,
    /// and values such as the weight decays 0, 0.01 and 0.1, whose order no scale shows well.
    pub fn categories<S: Into<String>>(
        label: impl Into<String>,
        names: impl IntoIterator<Item = S>,
    ) -> Self {
        let names = names.into_iter().map(Into::into).collect();
        Axis { spread: Spread::Categories(names), ..Axis::linear(label) }
    }

    /// Fixes the ends of the axis, which otherwise follow the data. All values must lie between them.
    pub fn range(mut self, low: f64, high: f64) -> Self {
        self.assert_shows(&format!("range of the axis `{}`", self.label), [low, high]);
        assert!(low < high, "range of the axis `{}`: {high} is not above {low}", self.label);
        self.range = Some((low, high));
        self
    }

    /// Panics unless every value has a place on this axis; `what` names them in the message.
    pub(crate) fn assert_shows(&self, what: &str, values: impl IntoIterator<Item = f64>) {
        let (low, high) = self.range.unwrap_or((f64::MIN, f64::MAX));
        for value in values {
            let has_place = (low..=high).contains(&value)
                && match &self.spread {
                    Spread::Linear => true,
                    Spread::Log => value > 0.0,
                    Spread::Categories(names) => (0..names.len()).any(|i| i as f64 == value),
                };
            assert!(has_place, "{what}: the value {value} has no place on its axis");
        }
    }
}
