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
fn two_thirds_of_fifty_films_are_named_and_no_name_covers_a_name_or_a_point() {
    let svg = draw(films());
    let seen = Seen::parse(&svg);
    let (names, circles) = (names(&seen), seen.circles());
    assert_eq!(circles.len(), 50);
    assert!(names.len() >= 34, "{}", names.len());
    seen.assert_legible();
    seen.assert_follows_theme();
    for name in names {
        assert!(circles.iter().all(|circle| !circle.overlaps(&name.area)), "{name:?}");
    }
}

#[test]
fn every_name_stands_beside_its_point() {
    let svg = draw(films());
    let seen = Seen::parse(&svg);
    let circles = seen.circles();
    for name in names(&seen) {
        let (index, _) = name.text.split_once(':').expect("a number");
        let mut around = circles[index.parse::<usize>().expect("a number")];
        for (edge, reach) in [
            (&mut around.left, -6.0),
            (&mut around.right, 6.0),
            (&mut around.top, -6.0),
            (&mut around.bottom, 6.0),
        ] {
            *edge += reach;
        }
        assert!(around.overlaps(&name.area), "{name:?}");
    }
}

#[test]
fn the_description_counts_the_names_without_room() {
    let svg = draw((0..30).map(|index| (format!("{index}: {}", TITLES[3]), (0.0, 0.0))));
    let seen = Seen::parse(&svg);
    let names = names(&seen);
    assert!((2..=8).contains(&names.len()), "{}", names.len());
    let unnamed = 30 - names.len();
    let remark = format!("A map. There is no room for {unnamed} of the 30 names.");
    assert_eq!(seen.labelled_by()[1], remark);
    assert_eq!(seen.circles().len(), 30, "their points stay");
    seen.assert_legible();
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
    let seen = Seen::parse(&svg);
    let name = names(&seen)[0];
    assert!(name.text.starts_with("Lighthouse: or How") && name.text.ends_with('…'), "{name:?}");
}

#[test]
fn zero_is_marked_on_the_axes_that_cross_it() {
    let lines = |x: f64, y: f64| {
        let svg = draw([("a".to_owned(), (x, y)), ("b".to_owned(), (1.0, 1.0))]);
        svg.matches("opacity=\"0.16\"").count()
    };
    assert_eq!([lines(0.5, 0.5), lines(-1.0, 0.5), lines(-1.0, -1.0)], [0, 1, 2]);
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
