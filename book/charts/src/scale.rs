//! Turns an axis and its data into ends, ticks and coordinates, in the form that `plotters` takes.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

use crate::{
    axis::{Axis, Spread},
    style::TYPE,
    text::{fit, width},
};

/// Which way an axis runs, and how long it is in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Extent {
    Across(f64),
    Up(f64),
}

impl Extent {
    fn length(self) -> f64 {
        match self {
            Extent::Across(length) | Extent::Up(length) => length,
        }
    }

    /// Room that a tick's label needs along the axis, with a gap to the next.
    fn room(self, label: &str) -> f64 {
        match self {
            Extent::Across(_) => width(label, TYPE) + 2.0 * TYPE,
            Extent::Up(_) => 2.2 * TYPE,
        }
    }
}

/// An axis with its ends and ticks.
#[derive(Clone, Debug)]
pub(crate) struct Scale {
    log: bool,
    low: f64,
    high: f64,
    ticks: Vec<Tick>,
}

#[derive(Clone, Debug)]
struct Tick {
    value: f64,
    label: String,
}

/// Longest name beside an axis that runs up; a longer one is cut short.
const LONGEST: f64 = 15.0 * TYPE;
/// Share of the axis left free beyond the data at each end.
const MARGIN: f64 = 0.05;

impl Scale {
    /// The scale that fits `values`, with as many round ticks as there is room for.
    pub(crate) fn new(axis: &Axis, values: &[f64], extent: Extent) -> Self {
        if let Spread::Categories(names) = &axis.spread {
            return Scale::of_names(names, extent);
        }
        let log = matches!(axis.spread, Spread::Log);
        let mut scale = Scale { log, low: 0.0, high: 0.0, ticks: Vec::new() };
        let (low, high) = scale.padded(values, axis.cut());
        (scale.low, scale.high) = (axis.low.unwrap_or(low), axis.high.unwrap_or(high));
        if !axis.ticks.is_empty() {
            scale.ticks = Tick::all_at(&axis.ticks);
            return scale;
        }
        let candidates = if log {
            scale.log_ticks()
        } else {
            // There is no epoch 1.5.
            let whole = !values.is_empty() && values.iter().all(|value| value.fract() == 0.0);
            scale.linear_ticks(if whole { 1.0 } else { 0.0 })
        };
        let fitting = candidates.into_iter().find(|ticks| scale.have_room(ticks, extent));
        scale.ticks = fitting.unwrap_or_default();
        scale
    }

    /// A scale with an equal share for each name.
    fn of_names(names: &[String], extent: Extent) -> Self {
        let count = names.len() as f64;
        let room = extent.length() / count - 0.4 * TYPE;
        let room = if let Extent::Up(_) = extent { LONGEST } else { room };
        let labels = names.iter().map(|name| fit(name, TYPE, room));
        let ticks = labels.enumerate().map(|(index, label)| Tick { value: index as f64, label });
        Scale { log: false, low: -0.5, high: count - 0.5, ticks: ticks.collect() }
    }

    /// The ends of the data with a margin around them. Values above a cut do not count.
    fn padded(&self, values: &[f64], cut: Option<f64>) -> (f64, f64) {
        let ends = |(low, high): (f64, f64), position: f64| (low.min(position), high.max(position));
        let positions = values.iter().map(|&value| self.position(value.min(cut.unwrap_or(value))));
        let (low, high) = positions.fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        // A single value gets an axis as long as one unit, or one decade. So do values so close to each
        // other, or so far from zero, that double precision could not tell the ticks between them apart.
        let closest = 1e-9 * low.abs().max(high.abs());
        let margin = if high - low > closest { MARGIN * (high - low) } else { closest.max(0.5) };
        (self.value(low - margin), self.value(high + margin))
    }

    /// The value itself, or its logarithm.
    fn position(&self, value: f64) -> f64 {
        if self.log { value.log10() } else { value }
    }

    /// The inverse of [`Scale::position`].
    fn value(&self, position: f64) -> f64 {
        if self.log { 10_f64.powf(position) } else { position }
    }

    /// How far along the axis a value stands: 0 at the low end, 1 at the high end.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        let (low, high) = (self.position(self.low), self.position(self.high));
        (self.position(value) - low) / (high - low)
    }

    /// The values of the ticks.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        self.ticks.iter().map(|tick| tick.value).collect()
    }

    /// Room for the longest label of a tick.
    pub(crate) fn label_width(&self) -> f64 {
        self.ticks.iter().map(|tick| width(&tick.label, TYPE)).fold(0.0, f64::max)
    }

    fn have_room(&self, ticks: &[Tick], extent: Extent) -> bool {
        let at = |tick: &Tick| self.fraction(tick.value) * extent.length();
        ticks.windows(2).all(|pair| {
            at(&pair[1]) - at(&pair[0])
                >= (extent.room(&pair[0].label) + extent.room(&pair[1].label)) / 2.0
        })
    }

    /// Sets of ticks at multiples of 1, 2 or 5 times a power of ten, dense ones first, none
    /// denser than `finest`.
    fn linear_ticks(&self, finest: f64) -> Vec<Vec<Tick>> {
        let power = (self.high - self.low).log10().floor() as i32;
        let powers = power - 1..=power + 1;
        let steps = powers.flat_map(|power| [1.0, 2.0, 5.0].map(|factor| (factor, power)));
        steps
            .filter(|(factor, power)| factor * 10_f64.powi(*power) >= finest)
            .map(|(factor, power)| {
                let step = factor * 10_f64.powi(power);
                // Rounding may push a tick just past the end; it still belongs to the axis.
                let first = (self.low / step - 1e-9).ceil() as i64;
                let last = (self.high / step + 1e-9).floor() as i64;
                (first..=last).map(|multiple| Tick::new(multiple as f64 * step, power)).collect()
            })
            .collect()
    }

    /// Sets of ticks within each decade, then at every decade, every second and so on.
    fn log_ticks(&self) -> Vec<Vec<Tick>> {
        let (low, high) = (self.position(self.low), self.position(self.high));
        let sets: [(&[f64], usize); 5] =
            [(&[1.0, 2.0, 5.0], 1), (&[1.0, 3.0], 1), (&[1.0], 1), (&[1.0], 2), (&[1.0], 3)];
        sets.into_iter()
            .map(|(factors, stride)| {
                let powers = (low.floor() as i32..=high.ceil() as i32).step_by(stride);
                powers
                    .flat_map(|power| {
                        factors
                            .iter()
                            .map(move |factor| Tick::new(factor * 10_f64.powi(power), power))
                    })
                    .filter(|tick| (-1e-9..=1.0 + 1e-9).contains(&self.fraction(tick.value)))
                    .collect()
            })
            .collect()
    }
}

impl Tick {
    /// A tick whose label ends with the digit for this power of ten.
    fn new(value: f64, power: i32) -> Self {
        Tick { value, label: number(value, power.min(0).unsigned_abs() as usize) }
    }

    /// Ticks at these values, whose labels have as many decimals as the one that needs most.
    fn all_at(values: &[f64]) -> Vec<Self> {
        let decimals = |value: &f64| value.to_string().split_once('.').map_or(0, |(_, d)| d.len());
        let most = values.iter().map(decimals).max().unwrap_or(0);
        values.iter().map(|&value| Tick { value, label: number(value, most) }).collect()
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let (start, end) = (f64::from(limit.0), f64::from(limit.1));
        (start + self.fraction(*value) * (end - start)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Light points would draw grid lines between the ticks.
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks() }
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, value: &f64) -> String {
        self.ticks
            .iter()
            .find(|tick| tick.value == *value)
            .map(|tick| tick.label.clone())
            .unwrap_or_default()
    }
}

/// Formats a number with this many decimals, commas between thousands and a true minus sign, or in
/// scientific notation if it would be too long to read.
pub(crate) fn number(value: f64, decimals: usize) -> String {
    let size = value.abs();
    let text = if size >= 1e7 || (decimals > 5 && size > 0.0) {
        format!("{size:.1e}").replace(".0e", "e")
    } else {
        with_commas(&format!("{size:.decimals$}"))
    };
    // Minus zero, and anything that rounds to it, is plain zero.
    let is_zero = !text.contains(|digit: char| ('1'..='9').contains(&digit));
    if value < 0.0 && !is_zero { format!("−{text}") } else { text }
}

/// Puts commas between the thousands of the integer part.
fn with_commas(digits: &str) -> String {
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut text = String::new();
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, values: &[f64], extent: Extent) -> Vec<String> {
        Scale::new(axis, values, extent).ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(number(1_682.0, 0), "1,682");
        assert_eq!(number(-0.25, 2), "−0.25");
        assert_eq!(number(-0.001, 1), "0.0");
        assert_eq!(number(100_000.0, 0), "100,000");
        assert_eq!(number(999.0, 0), "999");
        assert_eq!(number(-2.5e12, 0), "−2.5e12");
        assert_eq!(number(5e-8, 8), "5e-8");
    }

    #[test]
    fn values_that_are_close_or_far_from_zero_have_an_axis() {
        for values in [[9e76, 9e76], [9e76, 9e76 * (1.0 + 1e-15)], [-1e300, -1e300], [1e17, 1e17]] {
            for extent in [Extent::Up(200.0), Extent::Across(400.0)] {
                let scale = Scale::new(&Axis::linear("loss"), &values, extent);
                assert!(scale.low < values[0] && values[1] < scale.high, "{scale:?}");
                let fractions = values.map(|value| scale.fraction(value));
                assert!(fractions.iter().all(|x| (0.0..=1.0).contains(x)), "{fractions:?}");
            }
        }
        let equal = Scale::new(&Axis::linear("loss"), &[3.0, 3.0], Extent::Up(200.0));
        assert_eq!((equal.low, equal.high), (2.5, 3.5));
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(
            labels(&Axis::linear("epoch"), &[1.0, 5.0], Extent::Across(380.0)),
            ["1", "2", "3", "4", "5"]
        );
        assert_eq!(
            labels(&Axis::linear("loss"), &[0.71, 1.12], Extent::Up(200.0)),
            ["0.7", "0.8", "0.9", "1.0", "1.1"]
        );
    }

    #[test]
    fn whole_numbers_get_whole_ticks() {
        let epochs = labels(&Axis::linear("epoch"), &[1.0, 2.0], Extent::Across(380.0));
        assert_eq!(epochs, ["1", "2"]);
        let others = labels(&Axis::linear("x"), &[1.1, 2.0], Extent::Across(380.0));
        assert!(others.len() > 2);
    }

    #[test]
    fn log_ticks_stand_at_equal_factors() {
        assert_eq!(
            labels(&Axis::log("ratings"), &[1.0, 500.0], Extent::Up(170.0)),
            ["1", "10", "100"]
        );
        let scale = Scale::new(&Axis::log("x").range(1.0, 100.0), &[], Extent::Across(380.0));
        assert_eq!(scale.map(&10.0, (0, 1000)), 500);
    }

    #[test]
    fn a_single_value_still_gets_an_axis() {
        let scale = Scale::new(&Axis::linear("x"), &[3.0], Extent::Across(380.0));
        assert_eq!(scale.map(&3.0, (0, 1000)), 500);
        assert!(!scale.ticks.is_empty());
    }

    #[test]
    fn labels_never_touch() {
        let axis = Axis::linear("x").range(0.0, 1_000_000.0);
        let scale = Scale::new(&axis, &[], Extent::Across(200.0));
        assert!(scale.ticks.len() >= 2);
        assert!(scale.have_room(&scale.ticks, Extent::Across(200.0)));
    }
}
