//! Maps: points with a name each, such as films by their principal components.

use plotters::element::{Circle, EmptyElement, PathElement};

use super::{
    Axis, Figure, PlotError,
    axis::Spread,
    error::check_values,
    figure::Area,
    frame::Frame,
    geometry::{Point, Window},
    legend::{Entry, Legend, Sample},
    names::{DOT, Name, name_all},
    scale::Scale,
    theme::{Ink, grid, px},
};

/// Points with a name each: a map.
#[derive(Clone, Debug)]
pub struct Map {
    x: Axis,
    y: Axis,
    groups: Vec<Group>,
}

/// Points of one colour.
#[derive(Clone, Debug)]
struct Group {
    label: String,
    ink: Ink,
    points: Vec<(String, Point)>,
}

impl Map {
    /// An empty map between two axes.
    pub fn new(x: Axis, y: Axis) -> Self {
        Map { x, y, groups: Vec::new() }
    }

    /// Adds points with their names, in the colour with index `colour`. From the second group of
    /// points on, a legend tells the groups apart. A long name is cut short; some fifty names
    /// have room.
    pub fn points<S: Into<String>>(
        mut self,
        label: impl Into<String>,
        colour: usize,
        points: impl IntoIterator<Item = (S, (f64, f64))>,
    ) -> Self {
        self.groups.push(Group {
            label: label.into(),
            ink: Ink::Series(colour),
            points: points.into_iter().map(|(name, point)| (name.into(), point)).collect(),
        });
        self
    }

    fn check(&self, figure: &Figure) -> Result<(), PlotError> {
        self.x.check()?;
        self.y.check()?;
        if self.all().next().is_none() {
            return Err(PlotError::Empty(format!("the figure `{}`", figure.name())));
        }
        self.all().try_for_each(|(_, name, (x, y))| {
            check_values(&format!("x of the point `{name}`"), [x], |x| self.x.can_show(x))?;
            check_values(&format!("y of the point `{name}`"), [y], |y| self.y.can_show(y))
        })
    }

    /// All points, with their inks and names.
    fn all(&self) -> impl Iterator<Item = (Ink, &str, Point)> {
        self.groups.iter().flat_map(|group| {
            group.points.iter().map(|(name, point)| (group.ink, name.as_str(), *point))
        })
    }

    fn legend(&self) -> Legend {
        let entry = |group: &Group| Entry {
            sample: Some(Sample::Swatch(group.ink.fill(1.0))),
            label: group.label.clone(),
        };
        let shown = if self.groups.len() > 1 { &self.groups[..] } else { &[] };
        Legend::new(shown.iter().map(entry))
    }

    fn frame(&self) -> Frame {
        let (x, y): (Vec<f64>, Vec<f64>) = self.all().map(|(_, _, point)| point).unzip();
        let height = (LOWEST + HEIGHT_FOR_EACH * x.len() as f64).min(HIGHEST);
        // Lines of the grid would run through the names.
        Frame::new("", self.legend(), (&self.x, x), (&self.y, y), height).without_grid()
    }

    /// The lines where an axis is zero.
    fn zero_lines(&self, x: &Scale, y: &Scale) -> impl Iterator<Item = [Point; 2]> {
        let crosses = |axis: &Axis, scale: &Scale| {
            let (low, high) = scale.ends();
            matches!(axis.spread, Spread::Linear) && low < 0.0 && high > 0.0
        };
        let ends = |scale: &Scale| [scale.ends().0, scale.ends().1].map(|end| scale.value(end));
        let upright = crosses(&self.x, x).then(|| ends(y).map(|y| (0.0, y)));
        let level = crosses(&self.y, y).then(|| ends(x).map(|x| (x, 0.0)));
        upright.into_iter().chain(level)
    }

    /// Draws the map and returns what has to be said about it.
    fn draw(&self, frame: &Frame, area: &Area<'_>) -> Result<String, PlotError> {
        let (x, y) = (frame.x(), frame.y());
        let window = Window { x: x.ends(), y: y.ends() };
        let shows = |point: Point| window.contains((x.position(point.0), y.position(point.1)));
        let (inks, points): (Vec<Ink>, Vec<(&str, Point)>) = self
            .all()
            .filter(|(_, _, point)| shows(*point))
            .map(|(ink, name, point)| (ink, (name, point)))
            .unzip();
        let mut chart = frame.draw(area)?;
        let names = name_all(&chart, &points);

        chart.draw_series(self.zero_lines(&x, y).map(|line| PathElement::new(line, grid())))?;
        // Dots cover the ends of the lines, and nothing covers a name.
        for ((ink, (_, point)), name) in inks.iter().zip(&points).zip(&names) {
            if let Some(end) = name.as_ref().and_then(Name::leader) {
                let line = PathElement::new([(0, 0), end], ink.line(LEADER));
                chart.draw_series([EmptyElement::at(*point) + line])?;
            }
        }
        for (ink, (_, point)) in inks.iter().zip(&points) {
            chart.draw_series([Circle::new(*point, px(DOT), ink.fill(1.0))])?;
        }
        for ((_, point), name) in points.iter().zip(&names) {
            if let Some(name) = name {
                chart.draw_series([EmptyElement::at(*point) + name.text()])?;
            }
        }
        Ok(remark(&names))
    }
}

/// Says how many names are left out, if any are.
fn remark(names: &[Option<Name>]) -> String {
    match names.iter().filter(|name| name.is_none()).count() {
        0 => String::new(),
        count => format!("Names left out for want of room: {count} of {}.", names.len()),
    }
}

/// Height of the plot: the more names, the more room.
const LOWEST: f64 = 220.0;
const HIGHEST: f64 = 600.0;
const HEIGHT_FOR_EACH: f64 = 7.6;
/// Width of the line from a point to its name.
const LEADER: f64 = 0.6;

/// Draws points with their names: beside them where there is room, else at the end of a line.
pub fn map(figure: &Figure, map: &Map) -> Result<String, PlotError> {
    map.check(figure)?;
    let frame = map.frame();
    figure.document_with_remark(frame.height(), |area| map.draw(&frame, area))
}

#[cfg(test)]
mod tests {
    use rand::{Rng, SeedableRng, rngs::StdRng};

    use super::*;
    use crate::plot::testing::{Drawing, Label};

    const TITLES: [&str; 10] = [
        "Brazil (1985)",
        "Lantern Street (1993)",
        "Return to the Lighthouse (1983)",
        "Tom & Jérôme: The Movie (1997)",
        "Clockmaker, The (1972)",
        "Night Train to the Far North (1996)",
        "Harbour (1995)",
        "Seven Letters from Lisbon (1994)",
        "When the River Froze... (1989)",
        "Orchard, The (1998)",
    ];

    fn figure() -> Figure {
        Figure::new("films", "Films", "A map.")
    }

    fn between(points: Vec<(String, Point)>) -> Map {
        Map::new(Axis::linear("component 1"), Axis::linear("component 2"))
            .points("films", 0, points)
    }

    /// Fifty films, most of them in three clusters.
    fn films() -> Vec<(String, Point)> {
        let mut rng = StdRng::seed_from_u64(5);
        let mut film = |index: usize| {
            let mut spread = || (0..4).map(|_| rng.gen_range(-0.4..0.4)).sum::<f64>();
            let (x, y) = [(-0.7, 0.3), (0.4, 0.5), (0.3, -0.6)][index % 3];
            (format!("{index}: {}", TITLES[index % 10]), (x + spread(), y + spread()))
        };
        (0..50).map(&mut film).collect()
    }

    fn names<'a>(drawing: &'a Drawing<'_>) -> Vec<&'a Label> {
        drawing.texts.iter().filter(|text| text.text.contains(':')).collect()
    }

    #[test]
    fn fifty_films_in_clusters_are_all_named_and_legible() {
        let svg = map(&figure(), &between(films())).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(names(&drawing).len(), 50);
        assert_eq!(drawing.labelled_by()[1], "A map.", "there is nothing to add");
        drawing.assert_legible();
        drawing.assert_follows_theme();
    }

    #[test]
    fn no_name_covers_a_point() {
        let svg = map(&figure(), &between(films())).expect("drawable");
        let drawing = Drawing::parse(&svg);
        let circles = drawing.circles();
        assert_eq!(circles.len(), 50);
        for name in names(&drawing) {
            let window = Window { x: (name.left, name.right), y: (name.top, name.bottom) };
            for ((x, y), r) in &circles {
                let dot = Window { x: (x - r, x + r), y: (y - r, y + r) };
                assert!(!window.overlaps(&dot), "{name:?} covers ({x}, {y})");
            }
        }
    }

    #[test]
    fn every_name_stands_beside_its_point_or_at_the_end_of_its_leader() {
        let films = films();
        let svg = map(&figure(), &between(films.clone())).expect("drawable");
        let drawing = Drawing::parse(&svg);
        let circles = drawing.circles();
        let leaders = drawing.polylines("series-1");
        assert!((5..40).contains(&leaders.len()), "{}", leaders.len());
        for ((name, _), (dot, _)) in films.iter().zip(circles) {
            let start: String = name.chars().take(8).collect();
            let printed = drawing.texts.iter().find(|text| text.text.starts_with(&start));
            let printed = printed.expect("the name");
            let end = leaders.iter().find(|leader| leader[0] == dot).map_or(dot, |line| line[1]);
            let reach = if end == dot { DOT + 4.0 } else { 2.0 };
            let near = Window {
                x: (printed.left - reach, printed.right + reach),
                y: (printed.top - reach, printed.bottom + reach),
            };
            assert!(near.contains(end), "{printed:?} is not at {end:?}");
        }
        for leader in &leaders {
            assert!(drawing.circles().iter().any(|(dot, _)| *dot == leader[0]), "{leader:?}");
        }
    }

    #[test]
    fn films_at_the_same_point_are_all_named() {
        let films = TITLES.map(|title| (format!("at zero: {title}"), (0.0, 0.0)));
        let svg = map(&figure(), &between(films.to_vec())).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(names(&drawing).len(), TITLES.len());
        drawing.assert_legible();
    }

    #[test]
    fn a_long_name_is_cut_short() {
        let long = "Lighthouse: or How the Keeper Learned to Live with the Sea (1964)";
        let svg = map(&figure(), &between(vec![(long.into(), (1.0, 1.0))])).expect("drawable");
        let drawing = Drawing::parse(&svg);
        let name = names(&drawing)[0];
        assert!(name.text.starts_with("Lighthouse: or How") && name.text.ends_with('…'));
    }

    #[test]
    fn names_too_long_to_stand_together_are_cut_shorter() {
        let longer = |(name, point)| (format!("{name}, or the Keeper and the Sea"), point);
        let films = films().into_iter().map(longer).collect();
        let svg = map(&figure(), &between(films)).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert_eq!(names(&drawing).len(), 50);
        drawing.assert_legible();
    }

    #[test]
    fn names_without_room_are_counted_in_the_description() {
        let crowd = (0..150).map(|index| (format!("{index}: {}", TITLES[3]), (0.0, 0.0)));
        let svg = map(&figure(), &between(crowd.collect())).expect("drawable");
        let drawing = Drawing::parse(&svg);
        let left_out = 150 - names(&drawing).len();
        assert!(left_out > 0);
        assert_eq!(
            drawing.labelled_by()[1],
            format!("A map. Names left out for want of room: {left_out} of 150.")
        );
        assert_eq!(drawing.circles().len(), 150, "their points stay");
        drawing.assert_legible();
    }

    #[test]
    fn zero_is_marked_on_the_axes_that_cross_it() {
        let lines = |x: f64, y: f64| {
            let films = vec![("a".to_owned(), (x, y)), ("b".to_owned(), (1.0, 1.0))];
            let svg = map(&figure(), &between(films)).expect("drawable");
            svg.matches("opacity=\"0.16\"").count()
        };
        assert_eq!([lines(0.5, 0.5), lines(-1.0, 0.5), lines(-1.0, -1.0)], [0, 1, 2]);
    }

    #[test]
    fn groups_are_told_apart_by_a_legend() {
        let old = vec![("Brazil (1985)", (0.0, 1.0))];
        let two = between(films()).points("older films", 1, old);
        let svg = map(&figure(), &two).expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert!(drawing.says("films") && drawing.says("older films"));
        assert_eq!(drawing.count("circle", "series-2"), 1);
        let one = map(&figure(), &between(films())).expect("drawable");
        assert!(!Drawing::parse(&one).says("films"));
    }

    #[test]
    fn a_point_beyond_the_range_is_not_drawn() {
        let x = Axis::linear("x").range(0.0, 1.0);
        let points = [("inside", (0.5, 0.5)), ("beyond", (1.5, 0.5))];
        let svg = map(&figure(), &Map::new(x, Axis::linear("y")).points("films", 0, points))
            .expect("drawable");
        let drawing = Drawing::parse(&svg);
        assert!(drawing.says("inside") && !drawing.says("beyond"));
        assert_eq!(drawing.circles().len(), 1);
    }

    #[test]
    fn nothing_to_draw_and_a_value_without_a_place_are_errors() {
        assert!(matches!(map(&figure(), &between(Vec::new())), Err(PlotError::Empty(_))));
        let nan = between(vec![("Brazil".into(), (0.0, f64::NAN))]);
        let error = map(&figure(), &nan).expect_err("no place");
        assert!(
            matches!(&error, PlotError::Value { what, .. } if what.contains("`Brazil`")),
            "{error}"
        );
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let draw = || map(&figure(), &between(films())).expect("drawable");
        assert_eq!(draw(), draw());
    }
}
