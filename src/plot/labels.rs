//! Where to put a label beside each of many points, so that all can be read.
//!
//! Every label has a list of places, from right beside its point to far off at the end of a line,
//! and every place has a cost, to which the labels in its way add. Moving labels at random, at
//! first against their interest and then ever more rarely so, finds a cheap arrangement of them all
//! (threshold accepting, a plain relative of simulated annealing).

use std::f64::consts::TAU;

use rand::{Rng, SeedableRng, rngs::StdRng};

use super::geometry::{Point, Window, cross};

/// A point, and the size of the label it wants.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) at: Point,
    pub(super) size: (f64, f64),
}

/// A place for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) window: Window,
    /// The line from the point to the label, if the label does not stand beside the point.
    pub(super) leader: Option<(Point, Point)>,
    /// What holds the label and its leader: places whose reaches keep apart do not clash.
    reach: Window,
    /// What speaks against the place, wherever the other labels stand.
    cost: f64,
}

/// What a place costs. A leader costs its length besides.
const LEADER: f64 = 12.0;
const POINT_NEAR: f64 = 8.0;
const POINT_CROSSED: f64 = 120.0;
const LEADERS_CROSS: f64 = 150.0;
const STRUCK_THROUGH: f64 = 400.0;
const OVERLAP: f64 = 2_000.0;

/// How near a label may come to the point of another before it seems to belong there.
const NEAR: f64 = 3.0;
/// Lengths of leaders, and the number of their directions.
const LENGTHS: [f64; 12] =
    [9.0, 14.0, 20.0, 27.0, 36.0, 47.0, 60.0, 75.0, 95.0, 120.0, 150.0, 190.0];
const DIRECTIONS: u32 = 48;
/// A leader that runs less than this share of its length sideways meets its label from above or
/// below.
const STEEP: f64 = 0.3;

/// Random moves in all, and how much worse the first of them may make things.
const MOVES: usize = 200_000;
const PATIENCE: f64 = 1_000.0;
/// How often each label goes to its best place, at most; some ten times will do.
const TURNS: usize = 40;

/// A place within `bounds` for each label, in the order of the anchors; `None` where there is no
/// place left. No label comes closer to a point than `distance`.
pub(super) fn place(anchors: &[Anchor], distance: f64, bounds: &Window) -> Vec<Option<Place>> {
    let choices: Vec<Vec<Place>> =
        anchors.iter().map(|anchor| choices(anchor, anchors, distance, bounds)).collect();
    let mut places = vec![None; anchors.len()];
    settle(&choices, &mut places);
    shake(&choices, &mut places);
    settle(&choices, &mut places);
    leave_out_overlapping(&mut places);
    places
}

impl Place {
    fn beside(window: Window, cost: f64) -> Self {
        Place { window, leader: None, reach: window, cost }
    }

    fn led(window: Window, (from, to): (Point, Point), cost: f64) -> Self {
        let hull = |(low, high): (f64, f64), at: f64| (low.min(at), high.max(at));
        let reach = Window { x: hull(window.x, from.0), y: hull(window.y, from.1) };
        Place { window, leader: Some((from, to)), reach, cost }
    }

    /// Whether the leader runs into or through another label.
    fn strikes(&self, other: &Place) -> bool {
        self.leader.is_some_and(|(from, to)| other.window.clip(from, to).is_some())
    }

    /// What it costs that two labels stand where they do.
    fn clash(&self, other: &Place) -> f64 {
        if !self.reach.overlaps(&other.reach) {
            return 0.0;
        }
        let leaders_cross = self.leader.zip(other.leader).is_some_and(|(a, b)| cross(a, b));
        let price = |due: bool, price: f64| if due { price } else { 0.0 };
        price(self.window.overlaps(&other.window), OVERLAP)
            + price(self.strikes(other), STRUCK_THROUGH)
            + price(other.strikes(self), STRUCK_THROUGH)
            + price(leaders_cross, LEADERS_CROSS)
    }

    fn cost_among(&self, others: &[Option<Place>]) -> f64 {
        self.cost + others.iter().flatten().map(|other| self.clash(other)).sum::<f64>()
    }
}

/// The places for one label that lie within the bounds and cover no point, the cheapest first.
fn choices(anchor: &Anchor, all: &[Anchor], distance: f64, bounds: &Window) -> Vec<Place> {
    let inside = |place: &Place| {
        let Window { x, y } = place.window;
        bounds.contains((x.0, y.0)) && bounds.contains((x.1, y.1))
    };
    let dot = |other: &Anchor, reach: f64| square(other.at, distance + reach);
    let covers = |place: &Place| all.iter().any(|other| place.window.overlaps(&dot(other, 0.0)));
    let mut places: Vec<Place> = beside(anchor, distance)
        .into_iter()
        .chain(at_a_distance(anchor, distance))
        .filter(|place| inside(place) && !covers(place))
        .collect();
    for place in &mut places {
        let strangers = || all.iter().filter(|other| other.at != anchor.at);
        let near = strangers().filter(|other| place.window.overlaps(&dot(other, NEAR))).count();
        let crossed = place.leader.map_or(0, |(from, to)| {
            strangers().filter(|other| dot(other, 0.0).clip(from, to).is_some()).count()
        });
        place.cost += POINT_NEAR * near as f64 + POINT_CROSSED * crossed as f64;
    }
    places.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    places
}

/// The eight places right beside the point, those at its right and left for choice.
fn beside(anchor: &Anchor, distance: f64) -> [Place; 8] {
    let sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];
    let mut cost = 0.0;
    sides.map(|side: (i8, i8)| {
        cost += 1.0;
        let (x, y) = (f64::from(side.0), f64::from(side.1));
        let edge = (anchor.at.0 + distance * x, anchor.at.1 + distance * y);
        Place::beside(window(edge, side, anchor.size), cost)
    })
}

/// Places at the ends of leaders, which meet the label in the middle of a side.
fn at_a_distance(anchor: &Anchor, distance: f64) -> impl Iterator<Item = Place> {
    let turns = |length| (0..DIRECTIONS).map(move |turn| (length, turn));
    LENGTHS.into_iter().flat_map(turns).map(move |(length, turn)| {
        let (y, x) = (f64::from(turn) / f64::from(DIRECTIONS) * TAU).sin_cos();
        let away = distance + length;
        let end = (anchor.at.0 + away * x, anchor.at.1 + away * y);
        let side = if x.abs() < STEEP { (0, y.signum() as i8) } else { (x.signum() as i8, 0) };
        Place::led(window(end, side, anchor.size), (anchor.at, end), LEADER + length)
    })
}

/// The window of this size that touches a point and lies to its `side`: at its left, centred on it
/// or at its right (-1, 0, 1), and likewise above it or below.
fn window(at: Point, side: (i8, i8), size: (f64, f64)) -> Window {
    let span = |at: f64, side: i8, size: f64| {
        let low = at + size * (f64::from(side) - 1.0) / 2.0;
        (low, low + size)
    };
    Window { x: span(at.0, side.0, size.0), y: span(at.1, side.1, size.1) }
}

/// The square around a point.
fn square((x, y): Point, reach: f64) -> Window {
    Window { x: (x - reach, x + reach), y: (y - reach, y + reach) }
}

/// Lets the labels take turns to go to the cheapest place until none wants to move.
fn settle(choices: &[Vec<Place>], places: &mut [Option<Place>]) {
    for _ in 0..TURNS {
        let before = places.to_vec();
        for (label, choices) in choices.iter().enumerate() {
            places[label] = None;
            places[label] = cheapest(choices, places);
        }
        if *places == before {
            break;
        }
    }
}

/// The cheapest of these places where the other labels stand now.
fn cheapest(choices: &[Place], others: &[Option<Place>]) -> Option<Place> {
    let mut best: Option<(f64, Place)> = None;
    for choice in choices {
        let lowest = best.map_or(f64::INFINITY, |(cost, _)| cost);
        // They are sorted: from here on each costs more by itself.
        if choice.cost >= lowest {
            break;
        }
        let cost = choice.cost_among(others);
        if cost < lowest {
            best = Some((cost, *choice));
        }
    }
    best.map(|(_, place)| place)
}

/// Moves labels at random. At first a move may make things a good deal worse, so that labels get
/// past each other, then less and less.
fn shake(choices: &[Vec<Place>], places: &mut [Option<Place>]) {
    let mut rng = StdRng::seed_from_u64(0);
    let rounds = MOVES / places.len().max(1);
    for round in 0..rounds {
        let left = 1.0 - round as f64 / rounds as f64;
        let patience = PATIENCE * left.powi(3);
        for (label, choices) in choices.iter().enumerate() {
            let Some(old) = places[label].take() else {
                continue;
            };
            // The square favours the front of the list, where the cheap places are.
            let share = rng.gen_range(0.0..1.0_f64).powi(2);
            let new = choices[(share * choices.len() as f64) as usize];
            let worse = new.cost_among(places) - old.cost_among(places);
            places[label] = Some(if worse < patience { new } else { old });
        }
    }
}

/// Takes labels out until none overlaps another, those first that overlap the most.
fn leave_out_overlapping(places: &mut [Option<Place>]) {
    let overlaps = |places: &[Option<Place>], label: usize| {
        let others = places.iter().enumerate().filter(|(other, _)| *other != label);
        let windows = others.filter_map(|(_, place)| place.map(|place| place.window));
        places[label].map_or(0, |own| windows.filter(|window| own.window.overlaps(window)).count())
    };
    while let Some((count, worst)) =
        (0..places.len()).map(|label| (overlaps(places, label), label)).max()
        && count > 0
    {
        places[worst] = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Window = Window { x: (0.0, 400.0), y: (0.0, 400.0) };
    const DISTANCE: f64 = 4.0;

    fn anchor(x: f64, y: f64) -> Anchor {
        Anchor { at: (x, y), size: (100.0, 10.0) }
    }

    #[test]
    fn a_label_stands_right_of_its_point_where_there_is_room() {
        let windows = place(&[anchor(200.0, 200.0), anchor(390.0, 100.0)], DISTANCE, &BOUNDS)
            .into_iter()
            .map(|place| place.map(|place| place.window));
        let right = Window { x: (204.0, 304.0), y: (195.0, 205.0) };
        let left = Window { x: (286.0, 386.0), y: (95.0, 105.0) };
        assert_eq!(windows.collect::<Vec<_>>(), [Some(right), Some(left)]);
    }

    #[test]
    fn a_label_walled_in_by_points_goes_off_at_a_leader() {
        let wall = (-2..=2)
            .flat_map(|x| (-2..=2).map(move |y| (10.0 * f64::from(x), 10.0 * f64::from(y))));
        let mut anchors: Vec<Anchor> = wall
            .filter(|&point| point != (0.0, 0.0))
            .map(|(x, y)| Anchor { at: (200.0 + x, 200.0 + y), size: (0.0, 0.0) })
            .collect();
        anchors.push(anchor(200.0, 200.0));
        let places = place(&anchors, DISTANCE, &BOUNDS);
        let (from, to) = places[24].expect("a place").leader.expect("a leader");
        assert_eq!(from, (200.0, 200.0));
        assert!((to.0 - from.0).hypot(to.1 - from.1) > 20.0);
    }

    #[test]
    fn leaders_of_neighbours_in_a_row_do_not_cross() {
        let anchors: Vec<Anchor> =
            (0..12).map(|index| anchor(180.0 + 4.0 * f64::from(index), 200.0)).collect();
        let places: Vec<Place> = place(&anchors, DISTANCE, &BOUNDS).into_iter().flatten().collect();
        assert_eq!(places.len(), anchors.len());
        let leaders: Vec<_> = places.iter().filter_map(|place| place.leader).collect();
        assert!(leaders.len() > 4);
        for (index, leader) in leaders.iter().enumerate() {
            assert!(leaders[..index].iter().all(|other| !cross(*leader, *other)), "{leader:?}");
        }
    }

    #[test]
    fn where_there_is_room_for_one_only_the_other_is_left_out() {
        let narrow = Window { x: (0.0, 110.0), y: (0.0, 18.0) };
        let places = place(&[anchor(2.0, 9.0), anchor(2.0, 9.0)], DISTANCE, &narrow);
        assert_eq!(places.iter().flatten().count(), 1);
    }
}
