//! Rectangles, to tell whether two things on a figure cover each other.

/// A rectangle with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Window {
    pub(crate) x: (f64, f64),
    pub(crate) y: (f64, f64),
}

impl Window {
    /// Whether all of the other window lies in this one.
    pub(crate) fn holds(&self, other: &Window) -> bool {
        let holds = |own: (f64, f64), other: (f64, f64)| own.0 <= other.0 && other.1 <= own.1;
        holds(self.x, other.x) && holds(self.y, other.y)
    }

    /// Whether a point lies in this window.
    pub(crate) fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }

    /// The point of this window that is nearest to another.
    pub(crate) fn nearest(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (x.clamp(self.x.0, self.x.1), y.clamp(self.y.0, self.y.1))
    }

    /// Whether two windows share more than an edge.
    pub(crate) fn overlaps(&self, other: &Window) -> bool {
        let overlaps = |own: (f64, f64), other: (f64, f64)| own.0 < other.1 && other.0 < own.1;
        overlaps(self.x, other.x) && overlaps(self.y, other.y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_touch_do_not_overlap() {
        let left = Window { x: (0.0, 1.0), y: (0.0, 1.0) };
        assert!(!left.overlaps(&Window { x: (1.0, 2.0), y: (0.0, 1.0) }));
        assert!(left.overlaps(&Window { x: (0.9, 2.0), y: (0.5, 0.6) }));
    }
}
