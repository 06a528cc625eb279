//! Windows, the parts of lines seen through them, and lines that cross.

/// A point of the plane, in whatever unit the caller counts.
pub(super) type Point = (f64, f64);

/// A rectangle with sides along the axes: `low..high` on each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
}

impl Window {
    /// The part of the line from `a` to `b` that lies in the window.
    ///
    /// Liang and Barsky's method: walk along the line with `t` from 0 to 1 and let each side of the
    /// window narrow the span of `t` that is inside.
    pub(super) fn clip(&self, a: Point, b: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, (low, high)) in [(a.0, dx, self.x), (a.1, dy, self.y)] {
            if step == 0.0 {
                if start < low || start > high {
                    return None;
                }
                continue;
            }
            let (t_low, t_high) = ((low - start) / step, (high - start) / step);
            enter = enter.max(t_low.min(t_high));
            leave = leave.min(t_low.max(t_high));
        }
        let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
        (enter <= leave).then(|| (at(enter), at(leave)))
    }

    /// The parts of a line through `points` that lie in the window, each as a line of its own.
    pub(super) fn clip_line(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let mut unbroken = false;
        for pair in points.windows(2) {
            let Some((from, to)) = self.clip(pair[0], pair[1]) else {
                unbroken = false;
                continue;
            };
            match parts.last_mut() {
                Some(part) if unbroken => part.push(to),
                _ => parts.push(vec![from, to]),
            }
            unbroken = self.contains(pair[1]);
        }
        parts
    }

    /// Whether a point lies in the window or on its edge.
    pub(super) fn contains(&self, (x, y): Point) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }

    /// Whether two windows share more than an edge.
    pub(super) fn overlaps(&self, other: &Window) -> bool {
        self.x.0 < other.x.1 && other.x.0 < self.x.1 && self.y.0 < other.y.1 && other.y.0 < self.y.1
    }
}

/// Whether two lines cross; lines that only touch do not.
pub(super) fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    // Positive on one side of the line through `from` and `to`, negative on the other.
    let side = |from: Point, to: Point, point: Point| {
        (to.0 - from.0) * (point.1 - from.1) - (to.1 - from.1) * (point.0 - from.0)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Window = Window { x: (0.0, 1.0), y: (0.0, 1.0) };

    #[test]
    fn a_line_is_cut_at_the_edges() {
        assert_eq!(UNIT.clip((-1.0, 0.5), (3.0, 0.5)), Some(((0.0, 0.5), (1.0, 0.5))));
        assert_eq!(UNIT.clip((0.5, 0.5), (0.5, 2.5)), Some(((0.5, 0.5), (0.5, 1.0))));
    }

    #[test]
    fn a_line_outside_is_not_seen() {
        assert_eq!(UNIT.clip((-1.0, 2.0), (2.0, 2.0)), None);
        assert_eq!(UNIT.clip((0.0, 1.5), (-1.5, 0.0)), None);
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_has_two_parts() {
        let parts = UNIT.clip_line(&[(0.0, 0.5), (0.25, 0.5), (0.5, 2.0), (0.75, 0.5), (1.0, 0.5)]);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].len(), 3);
        assert!(parts.iter().flatten().all(|&point| UNIT.contains(point)));
    }

    #[test]
    fn neighbours_that_touch_do_not_overlap() {
        let right = Window { x: (1.0, 2.0), y: (0.0, 1.0) };
        assert!(!UNIT.overlaps(&right));
        assert!(UNIT.overlaps(&Window { x: (0.9, 2.0), y: (0.5, 0.6) }));
    }

    #[test]
    fn lines_cross_where_each_passes_between_the_ends_of_the_other() {
        let rising = ((0.0, 0.0), (2.0, 2.0));
        assert!(cross(rising, ((0.0, 2.0), (2.0, 0.0))));
        assert!(!cross(rising, ((0.0, 2.0), (0.9, 1.1))), "too short to reach it");
        assert!(!cross(rising, ((0.0, 0.0), (2.0, 0.0))), "from the same point");
    }
}
