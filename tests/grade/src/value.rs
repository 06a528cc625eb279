//! What an exercise may return: how two results are compared, and what may be wrong with one.

use std::fmt::Debug;

/// How far a number may be off, absolutely and relative to its size.
pub const TOLERANCE: f32 = 1e-5;

/// A result of an exercise.
pub trait Value: Clone + Debug + Send + 'static {
    /// Whether both are the same up to rounding. Whole numbers must be equal; NaN
    /// counts as equal to NaN.
    fn agrees(&self, other: &Self, tolerance: f32) -> bool;

    /// What is wrong with its form, independent of the exercise.
    fn fault(&self, expected: &Self) -> Option<String> {
        let _ = expected;
        None
    }
}

macro_rules! rounded {
    ($($kind:ty),+) => {
        $(impl Value for $kind {
            fn agrees(&self, other: &Self, tolerance: f32) -> bool {
                let tolerance = <$kind>::from(tolerance);
                self == other
                    || (self.is_nan() && other.is_nan())
                    || (other.is_finite() && (self - other).abs() <= tolerance * (1.0 + other.abs()))
            }

            fn fault(&self, expected: &Self) -> Option<String> {
                (self.is_nan() && !expected.is_nan()).then(|| {
                    "NaN results from 0 / 0, or from the root or logarithm of a negative number"
                        .into()
                })
            }
        })+
    };
}
rounded!(f32, f64);

macro_rules! exact {
    ($($kind:ty),+) => {
        $(impl Value for $kind {
            fn agrees(&self, other: &Self, _: f32) -> bool {
                self == other
            }
        })+
    };
}
exact!(usize, u64, bool);

impl<T: Value> Value for Vec<T> {
    fn agrees(&self, other: &Self, tolerance: f32) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.agrees(b, tolerance))
    }

    fn fault(&self, expected: &Self) -> Option<String> {
        if self.len() != expected.len() {
            return Some(format!(
                "the list should have {} entries, and it has {}",
                expected.len(),
                self.len()
            ));
        }
        self.iter().zip(expected).find_map(|(a, b)| a.fault(b))
    }
}

impl<T: Value> Value for Option<T> {
    fn agrees(&self, other: &Self, tolerance: f32) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.agrees(b, tolerance),
            (None, None) => true,
            _ => false,
        }
    }

    fn fault(&self, expected: &Self) -> Option<String> {
        self.as_ref()?.fault(expected.as_ref()?)
    }
}

macro_rules! tuple {
    ($($kind:ident $place:tt),+) => {
        impl<$($kind: Value),+> Value for ($($kind),+) {
            fn agrees(&self, other: &Self, tolerance: f32) -> bool {
                $(self.$place.agrees(&other.$place, tolerance))&&+
            }

            fn fault(&self, expected: &Self) -> Option<String> {
                None$(.or_else(|| self.$place.fault(&expected.$place)))+
            }
        }
    };
}
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
