use crate::svg::{Seen, Text};
use charts::{Figure, map};

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

fn draw(points: impl IntoIterator<Item = (String, (f64, f64))>) -> String {
    map(&Figure::new("films", "Films", "A map."), "component 1", "component 2", points).svg
}

/// The layouts of a map as figures of their own: for phones, and for wide screens.
fn layouts(svg: &str) -> [String; 2] {
    let view =
        svg.split("viewBox=\"").nth(1).expect("a viewBox").split('"').next().expect("its end");
    let scale = svg.split("scale(").nth(1).expect("a scale").split(')').next().expect("its end");
    let scale: f64 = scale.parse().expect("a number");
    let numbers: Vec<f64> = view.split(' ').map(|n| n.parse().expect("a number")).collect();
    let [left, top, width, height] = numbers[..] else { panic!("four numbers, not {view}") };
    let wide = format!("{left} {top} {} {}", width / scale, height / scale);
    let body = |start: &str| svg.split(start).nth(1).expect("a layout").split("</g>").next();
    [(view, "<g class=\"narrow\">"), (wide.as_str(), "scale(")].map(|(view, start)| {
        let body = body(start).expect("its end");
        let body = if start == "scale(" { body.split_once('>').expect("a tag").1 } else { body };
        format!("<svg viewBox=\"{view}\">{body}</svg>")
    })
}

/// Fifty films in a spiral that is dense in the middle.
fn films() -> impl Iterator<Item = (String, (f64, f64))> {
    (0..50).map(|index| {
        let (turn, reach) = (f64::from(index) * 2.4, f64::from(index).powf(0.8));
        let name = format!("{index}: {}", TITLES[index as usize % 10]);
        (name, (reach * turn.cos(), reach * turn.sin()))
    })
}

fn names<'a>(seen: &'a Seen<'_>) -> Vec<&'a Text> {
    seen.texts.iter().filter(|text| text.text.contains(':')).collect()
}

#[test]
fn names_have_room_and_none_covers_a_name_or_a_point() {
    let svg = draw(films());
    Seen::parse(&svg).assert_follows_theme();
    for (layout, at_least) in layouts(&svg).iter().zip([8, 34]) {
        let seen = Seen::parse(layout);
        let (names, circles) = (names(&seen), seen.circles());
        assert_eq!(circles.len(), 50);
        assert!(names.len() >= at_least, "{}", names.len());
        seen.assert_legible();
        for name in names {
            assert!(circles.iter().all(|circle| !circle.overlaps(&name.area)), "{name:?}");
        }
    }
}

#[test]
fn every_name_stands_closest_to_its_point_or_is_tied_to_it() {
    for layout in layouts(&draw(films())) {
        let seen = Seen::parse(&layout);
        let circles = seen.circles();
        let ties: Vec<(f64, f64)> = seen.polylines("series-1").iter().map(|tie| tie[0]).collect();
        for name in names(&seen) {
            let (index, _) = name.text.split_once(':').expect("a number");
            let own = circles[index.parse::<usize>().expect("a number")];
            let closest = circles.iter().map(|circle| circle.distance(&name.area));
            let closest = closest.fold(f64::INFINITY, f64::min);
            let is_tied = ties.iter().any(|&(x, y)| {
                (own.left..=own.right).contains(&x) && (own.top..=own.bottom).contains(&y)
            });
            assert!(is_tied || own.distance(&name.area) <= closest, "{name:?}");
        }
    }
}

#[test]
fn a_unit_is_as_long_across_as_up_and_so_are_the_steps_between_the_ticks() {
    let corners = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)];
    let points = corners.into_iter().enumerate().map(|(i, point)| (format!("{i}:"), point));
    for layout in layouts(&draw(points)) {
        let seen = Seen::parse(&layout);
        let [a, b, c] = seen.circles()[..] else { panic!("three circles") };
        let (across, up) = ((b.left - a.left) / 2.0, b.top - c.top);
        assert!((across - up).abs() < 0.2, "{across} and {up}");
        let places = |label: &str| -> Vec<(f64, f64)> {
            let found = seen.texts.iter().filter(|text| text.text == label);
            found.map(|text| text.area.middle()).collect()
        };
        // Each axis has a tick at 0 and one at 1, that of the y axis first.
        let [zeros, ones] = ["0", "1"].map(places);
        let steps = [zeros[0].1 - ones[0].1, ones[1].0 - zeros[1].0];
        assert!(steps.iter().all(|step| (step - up).abs() < 0.2), "{steps:?} and {up}");
    }
}

#[test]
fn the_description_counts_the_names_without_room() {
    let svg = draw((0..30).map(|index| (format!("{index}: {}", TITLES[3]), (0.0, 0.0))));
    let [narrow, wide] = layouts(&svg).map(|layout| {
        let seen = Seen::parse(&layout);
        seen.assert_legible();
        assert_eq!(seen.circles().len(), 30, "their points stay");
        30 - names(&seen).len()
    });
    assert!(0 < wide && wide <= narrow && narrow < 30, "{wide} and {narrow}");
    let remark = format!(
        "A map. Of the 30 names, {wide} have no room on a wide screen and {narrow} on a narrow one."
    );
    assert_eq!(Seen::parse(&svg).labelled_by()[1], remark);
}

#[test]
fn where_all_have_room_the_description_adds_nothing() {
    let svg = draw([("a: Brazil".to_owned(), (0.0, 0.0)), ("b: Harbour".to_owned(), (1.0, 1.0))]);
    assert_eq!(Seen::parse(&svg).labelled_by()[1], "A map.");
}

#[test]
fn a_long_name_is_cut_short() {
    let long = "Lighthouse: or How the Keeper Learned to Live with the Sea (1964)";
    let svg = draw([(long.to_owned(), (1.0, 1.0))]);
    for layout in layouts(&svg) {
        let seen = Seen::parse(&layout);
        let name = names(&seen)[0];
        assert!(name.text.starts_with("Lighthouse: or") && name.text.ends_with('…'), "{name:?}");
    }
}

#[test]
fn zero_is_marked_on_the_axes_that_cross_it() {
    let lines = |x: f64, y: f64| {
        // Two more points keep the axes from reaching further than the third.
        let points = [("a", (x, y)), ("b", (3.0, 3.0)), ("c", (4.0, 4.0))];
        let svg = draw(points.map(|(name, point)| (name.to_owned(), point)));
        layouts(&svg).map(|layout| layout.matches("opacity=\"0.16\"").count())
    };
    assert_eq!([lines(2.0, 2.0), lines(-2.0, 2.9), lines(-1.0, -1.0)], [[0; 2], [1; 2], [2; 2]]);
}

#[test]
#[should_panic(expected = "the figure `films` holds no data to draw")]
fn no_points_are_a_mistake() {
    draw([]);
}

#[test]
#[should_panic(expected = "y of the point `Brazil`: the value NaN has no place on its axis")]
fn a_point_without_a_place_is_a_mistake() {
    draw([("Brazil".to_owned(), (0.0, f64::NAN))]);
}
