//! What the caller says about an axis.

/// One axis of a chart: its label and how values are spread along it.
#[derive(Clone, Debug)]
pub struct Axis {
    pub(crate) label: String,
    pub(crate) spread: Spread,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) ticks: Vec<f64>,
    pub(crate) is_cut: bool,
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
        Axis {
            label: label.into(),
            spread: Spread::Linear,
            low: None,
            high: None,
            ticks: Vec::new(),
            is_cut: false,
        }
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
        (self.low, self.high) = (Some(low), Some(high));
        self
    }

    /// Lets the axis start here; its other end still follows the data. No value may lie below.
    pub fn starting_at(mut self, low: f64) -> Self {
        self.assert_shows(&format!("start of the axis `{}`", self.label), [low]);
        self.low = Some(low);
        self
    }

    /// Ends the axis here although some values lie above. Such a point is drawn as a mark at the upper
    /// end that names its value, and the lines to it leave the plot.
    pub fn cut_at(mut self, high: f64) -> Self {
        self.assert_shows(&format!("cut of the axis `{}`", self.label), [high]);
        self.high = Some(high);
        self.is_cut = true;
        self
    }

    /// Puts the ticks at these values and nowhere else.
    pub fn ticks(mut self, values: impl IntoIterator<Item = f64>) -> Self {
        self.ticks = values.into_iter().collect();
        self
    }

    /// Puts the ticks at multiples of this step, between ends that are fixed already.
    pub(crate) fn ticks_every(self, step: f64) -> Self {
        let (Some(low), Some(high)) = (self.low, self.high) else { return self };
        // The product of a whole number and the step is not always its closest double, and its
        // digits would show.
        let round = |value: f64| {
            let digits = 10_f64.powi(6 - step.log10().floor() as i32);
            (value * digits).round() / digits
        };
        let multiples = (low / step).ceil() as i64..=(high / step).floor() as i64;
        // Far from zero, multiples of a small step run together; a map has room for few anyway.
        self.ticks(multiples.take(100).map(|multiple| round(multiple as f64 * step)))
    }

    /// The end that cuts values off, if there is one.
    pub(crate) fn cut(&self) -> Option<f64> {
        self.high.filter(|_| self.is_cut)
    }

    /// Panics unless every value has a place on this axis; `what` names them in the message.
    pub(crate) fn assert_shows(&self, what: &str, values: impl IntoIterator<Item = f64>) {
        let low = self.low.unwrap_or(f64::MIN);
        let high = self.high.filter(|_| !self.is_cut).unwrap_or(f64::MAX);
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
