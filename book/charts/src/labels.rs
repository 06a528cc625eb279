//! Where to put a label beside each of many points, so that all can be read.

use crate::window::Window;

/// The eight places around a point in the order in which a label tries them: at its right, left, top
/// and bottom, then in the corners.
const SIDES: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
];

/// A place within `bounds` for each label, given the sizes of all and the points they belong to.
///
/// The labels choose in turn, outermost points first, because they tell most about the ends of the
/// axes. Each takes the first place that covers neither a label placed before nor any point with
/// this much space around it; a label that finds none gets `None`.
pub(crate) fn place(
    points: &[(f64, f64)],
    sizes: &[(f64, f64)],
    space: f64,
    bounds: Window,
) -> Vec<Option<Window>> {
    let mut taken: Vec<Window> = points.iter().map(|&point| around(point, space)).collect();
    let mut places = vec![None; points.len()];
    for label in outermost_first(points) {
        places[label] = SIDES
            .into_iter()
            .map(|side| beside(points[label], side, space, sizes[label]))
            .filter(|place| bounds.holds(place))
            .find(|place| !taken.iter().any(|other| place.overlaps(other)));
        taken.extend(places[label]);
    }
    places
}

/// The indices of the points by their distance from the middle of all.
fn outermost_first(points: &[(f64, f64)]) -> Vec<usize> {
    let count = points.len() as f64;
    let x = points.iter().map(|point| point.0).sum::<f64>() / count;
    let y = points.iter().map(|point| point.1).sum::<f64>() / count;
    let distance = |index: usize| (points[index].0 - x).hypot(points[index].1 - y);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| distance(b).total_cmp(&distance(a)));
    order
}

/// The window of this size that lies to one side of a point, at a distance from it.
fn beside(point: (f64, f64), side: (f64, f64), distance: f64, size: (f64, f64)) -> Window {
    let span = |at: f64, side: f64, size: f64| {
        let low = at + distance * side + size * (side - 1.0) / 2.0;
        (low, low + size)
    };
    Window { x: span(point.0, side.0, size.0), y: span(point.1, side.1, size.1) }
}

/// The square around a point.
fn around((x, y): (f64, f64), reach: f64) -> Window {
    Window { x: (x - reach, x + reach), y: (y - reach, y + reach) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Window = Window { x: (0.0, 400.0), y: (0.0, 400.0) };
    const SIZE: (f64, f64) = (100.0, 10.0);

    #[test]
    fn a_label_stands_right_of_its_point_where_there_is_room() {
        let places = place(&[(200.0, 200.0), (390.0, 100.0)], &[SIZE; 2], 4.0, BOUNDS);
        let right = Window { x: (204.0, 304.0), y: (195.0, 205.0) };
        let left = Window { x: (286.0, 386.0), y: (95.0, 105.0) };
        assert_eq!(places, [Some(right), Some(left)]);
    }

    #[test]
    fn no_label_covers_a_label_or_a_point() {
        let points: Vec<(f64, f64)> = (0..60)
            .map(|index| f64::from(index) * 2.4)
            .map(|turn| (200.0 + turn * turn.cos(), 200.0 + turn * turn.sin()))
            .collect();
        let places: Vec<Window> =
            place(&points, &vec![SIZE; 60], 4.0, BOUNDS).into_iter().flatten().collect();
        assert!((20..60).contains(&places.len()), "{}", places.len());
        for (index, place) in places.iter().enumerate() {
            assert!(BOUNDS.holds(place));
            assert!(places[..index].iter().all(|other| !place.overlaps(other)), "{place:?}");
            assert!(points.iter().all(|&point| !place.overlaps(&around(point, 4.0))));
        }
    }

    #[test]
    fn where_there_is_no_room_for_all_the_outermost_points_have_their_labels() {
        let points = [(10.0, 10.0), (12.0, 10.0), (14.0, 10.0)];
        let narrow = Window { x: (-200.0, 200.0), y: (0.0, 20.0) };
        let places = place(&points, &[SIZE; 3], 4.0, narrow);
        assert!(places[0].is_some() && places[1].is_none() && places[2].is_some(), "{places:?}");
    }
}
