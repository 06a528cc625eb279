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

/// How far from a point its label may lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Distances {
    /// Between a point and a label right beside it.
    pub(crate) beside: f64,
    /// Between a label and the points of others, so that it is clear whose it is.
    pub(crate) others: f64,
    /// Between a point and a label that is tied to it by a line, nearest first.
    pub(crate) tied: [f64; 3],
}

/// Where a label lies, and whether it is so far from its point that a line should tie them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) window: Window,
    pub(crate) is_tied: bool,
}

/// A place within `bounds` for each label, given the sizes of all and the points they belong to.
///
/// The labels choose in turn, outermost points first, because they tell most about the ends of the
/// axes. Each takes the first place that covers neither a label nor a tie placed before, and keeps
/// its distance from the points of others; a label that finds none gets `None`.
pub(crate) fn place(
    points: &[(f64, f64)],
    sizes: &[(f64, f64)],
    distances: Distances,
    bounds: Window,
) -> Vec<Option<Place>> {
    let mut taken: Vec<Window> = Vec::new();
    let mut places = vec![None; points.len()];
    // Places beside the points first, for all: a tie is the second choice.
    for is_tied in [false, true] {
        let reaches: &[f64] = if is_tied { &distances.tied } else { &[distances.beside] };
        for label in outermost_first(points) {
            if places[label].is_some() {
                continue;
            }
            let own = points[label];
            let candidates = reaches.iter().flat_map(|&reach| {
                SIDES.into_iter().map(move |side| beside(own, side, reach, sizes[label]))
            });
            let is_free = |window: &Window| {
                let tie = if is_tied { tie(own, distances.beside, window) } else { Vec::new() };
                let mut others = points.iter().enumerate().filter(|(index, _)| *index != label);
                bounds.holds(window)
                    && !taken.iter().any(|other| window.overlaps(other))
                    && !tie.iter().any(|spot| taken.iter().any(|other| other.contains(*spot)))
                    && others.all(|(_, point)| {
                        !around(*point, distances.others).overlaps(window)
                            && !tie
                                .iter()
                                .any(|&spot| around(*point, distances.beside).contains(spot))
                    })
                    && (!is_tied || !around(own, distances.beside).overlaps(window))
            };
            let found = candidates.into_iter().find(is_free);
            if let Some(window) = found {
                places[label] = Some(Place { window, is_tied });
                taken.push(window);
                if is_tied {
                    taken.extend(
                        tie(own, distances.beside, &window)
                            .into_iter()
                            .map(|spot| around(spot, 1.0)),
                    );
                }
            }
        }
    }
    places
}

/// Spots along the line that ties a label to its point, from the edge of the point to the label.
fn tie(point: (f64, f64), beside: f64, label: &Window) -> Vec<(f64, f64)> {
    const SPOTS: u32 = 12;
    let (start, end) = (around(point, beside), label.nearest(point));
    let share = |spot: u32| f64::from(spot) / f64::from(SPOTS);
    let spot =
        |share: f64| (point.0 + share * (end.0 - point.0), point.1 + share * (end.1 - point.1));
    (0..SPOTS).map(|index| spot(share(index))).filter(|spot| !start.contains(*spot)).collect()
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
    const DISTANCES: Distances = Distances { beside: 4.0, others: 8.0, tied: [10.0, 16.0, 22.0] };

    fn windows(places: &[Option<Place>]) -> Vec<Option<Window>> {
        places.iter().map(|place| place.map(|place| place.window)).collect()
    }

    #[test]
    fn a_label_stands_right_of_its_point_where_there_is_room() {
        let places = place(&[(200.0, 200.0), (390.0, 100.0)], &[SIZE; 2], DISTANCES, BOUNDS);
        let right = Window { x: (204.0, 304.0), y: (195.0, 205.0) };
        let left = Window { x: (286.0, 386.0), y: (95.0, 105.0) };
        assert_eq!(windows(&places), [Some(right), Some(left)]);
        assert!(places.iter().flatten().all(|place| !place.is_tied));
    }

    #[test]
    fn a_label_that_could_be_taken_for_another_points_is_tied_to_its_own() {
        // Whatever lies close to one of these lies close to the other, too.
        let points = [(200.0, 200.0), (206.0, 200.0)];
        let places = place(&points, &[SIZE; 2], DISTANCES, BOUNDS);
        for (index, label) in places.iter().enumerate() {
            let Place { window, is_tied } = label.expect("there is room");
            let [own, other] = [points[index], points[1 - index]].map(|point| {
                let (x, y) = window.nearest(point);
                (x - point.0).hypot(y - point.1)
            });
            assert!(is_tied || own < other, "{label:?}");
            assert!(other >= DISTANCES.others, "{label:?}");
        }
    }

    #[test]
    fn no_label_covers_a_label_or_a_point() {
        let points: Vec<(f64, f64)> = (0..60)
            .map(|index| f64::from(index) * 2.4)
            .map(|turn| (200.0 + turn * turn.cos(), 200.0 + turn * turn.sin()))
            .collect();
        let places = place(&points, &vec![SIZE; 60], DISTANCES, BOUNDS);
        let places: Vec<Window> = windows(&places).into_iter().flatten().collect();
        assert!((20..60).contains(&places.len()), "{}", places.len());
        for (index, place) in places.iter().enumerate() {
            assert!(BOUNDS.holds(place));
            assert!(places[..index].iter().all(|other| !place.overlaps(other)), "{place:?}");
            assert!(points.iter().all(|&point| !place.overlaps(&around(point, 4.0))));
        }
    }

    #[test]
    fn where_there_is_no_room_for_all_the_outermost_points_have_their_labels() {
        let points = [(0.0, 10.0), (20.0, 10.0), (40.0, 10.0)];
        let narrow = Window { x: (-200.0, 200.0), y: (0.0, 20.0) };
        let places = place(&points, &[SIZE; 3], DISTANCES, narrow);
        assert!(places[0].is_some() && places[1].is_none() && places[2].is_some(), "{places:?}");
    }
}
