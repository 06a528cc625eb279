//! From a value to the shade of its cell.
//!
//! A shade is an ink of some strength over the ground of the page, so low values are faint on a
//! light page and on a dark one. Where there are negative values, the ink tells the sign and the
//! strength the size.

use super::theme::Ink;

/// How to fill a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    pub(super) ink: Ink,
    pub(super) strength: f64,
}

/// The shades that a range of values takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shades {
    low: f64,
    high: f64,
}

/// The faintest shade, still to be told from an empty cell.
const FAINTEST: f64 = 0.12;
/// From here on text on a cell is legible in the ground's colour rather than in the text's, on
/// either ground.
const STRONG: f64 = 0.66;

impl Shades {
    /// Shades for these values; for values of both signs the range is symmetric, so that equal
    /// strength means equal size.
    pub(super) fn over(values: impl IntoIterator<Item = f64>) -> Self {
        let ends = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let (low, high) = values.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), ends);
        let size = high.max(-low);
        if low < 0.0 { Shades { low: -size, high: size } } else { Shades { low, high } }
    }

    /// The shade of one value.
    pub(super) fn shade(&self, value: f64) -> Shade {
        let signed = self.low < 0.0;
        let share = match (signed, self.high > self.low) {
            (true, _) => value.abs() / self.high,
            (false, true) => (value - self.low) / (self.high - self.low),
            (false, false) => 0.5,
        };
        let ink = match value {
            // Zero has no sign.
            0.0 if signed => Ink::Text,
            _ if value < 0.0 => Ink::Negative,
            _ => Ink::Positive,
        };
        Shade { ink, strength: FAINTEST + share * (1.0 - FAINTEST) }
    }

    /// Five values from end to end, for the legend.
    pub(super) fn samples(&self) -> [f64; 5] {
        [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| self.low + share * (self.high - self.low))
    }
}

impl Shade {
    /// The ink of a text on this shade.
    pub(super) fn text_ink(self) -> Ink {
        if self.strength < STRONG { Ink::OnFaint } else { Ink::OnStrong }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positive_values_go_from_faint_to_full() {
        let shades = Shades::over([1.0, 5.0, 3.0]);
        assert_eq!(shades.shade(1.0), Shade { ink: Ink::Positive, strength: FAINTEST });
        assert_eq!(shades.shade(5.0), Shade { ink: Ink::Positive, strength: 1.0 });
        assert_eq!(shades.samples(), [1.0, 2.0, 3.0, 4.0, 5.0]);
    }

    #[test]
    fn values_of_both_signs_are_shaded_by_size() {
        let shades = Shades::over([-0.5, 0.0, 0.25]);
        assert_eq!(shades.shade(-0.25).strength, shades.shade(0.25).strength);
        assert_eq!(
            [-0.25, 0.0, 0.25].map(|value| shades.shade(value).ink),
            [Ink::Negative, Ink::Text, Ink::Positive]
        );
        assert_eq!(shades.samples(), [-0.5, -0.25, 0.0, 0.25, 0.5]);
    }

    #[test]
    fn equal_values_have_a_middle_shade() {
        let strength = Shades::over([2.0, 2.0]).shade(2.0).strength;
        assert!(strength > FAINTEST && strength < 1.0);
    }
}
