use crate::svg::Seen;
use charts::{Figure, bar_chart, histogram};

fn figure() -> Figure {
    Figure::new("ratings", "Ratings", "Bars.")
}

#[test]
fn every_category_has_its_bar() {
    let svg =
        bar_chart(&figure(), "rating", "<count>", [("1 & 2", 10.0), ("3", 20.0), ("4", 0.0)]).svg;
    let seen = Seen::parse(&svg);
    assert_eq!(seen.count("rect", "fill series-1"), 3);
    for text in ["1 & 2", "3", "4", "rating", "<count>"] {
        assert!(seen.says(text), "{text} is missing");
    }
    seen.assert_legible();
    seen.assert_follows_theme();
}

#[test]
fn long_names_of_categories_are_cut_short() {
    let names = ["technician", "administrator", "executive", "entertainment", "healthcare", "none"];
    let svg = bar_chart(&figure(), "occupation", "users", names.map(|name| (name, 1.0))).svg;
    let seen = Seen::parse(&svg);
    assert!(seen.texts.iter().any(|text| text.text.ends_with('…')));
    seen.assert_legible();
}

#[test]
fn the_series_of_a_histogram_lie_over_each_other_and_a_legend_tells_them_apart() {
    let series = [("before", vec![4.0, 2.0]), ("after", vec![1.0, 5.0])];
    let svg = histogram(&figure(), "x", &[0.0, 1.0, 3.0], "count", &series).svg;
    let seen = Seen::parse(&svg);
    for class in ["series-1", "series-2"] {
        assert_eq!(seen.polylines(class)[0].len(), 6, "two points at each edge");
        assert_eq!(seen.count("polygon", class), 1);
        assert_eq!(seen.count("rect", class), 1, "a sample in the legend");
    }
    assert!(seen.says("before") && seen.says("after"));
    seen.assert_legible();
    seen.assert_follows_theme();
}

#[test]
#[should_panic(expected = "the figure `ratings` holds no data to draw")]
fn no_bars_are_a_mistake() {
    bar_chart(&figure(), "rating", "count", [("", 0.0); 0]);
}

#[test]
#[should_panic(expected = "heights of the bars: the value NaN has no place on its axis")]
fn a_bar_without_a_height_is_a_mistake() {
    bar_chart(&figure(), "rating", "count", [("1", 1.0), ("2", f64::NAN)]);
}

#[test]
#[should_panic(expected = "heights of the series `a`: the value -1 has no place on its axis")]
fn a_bar_below_the_ground_is_a_mistake() {
    histogram(&figure(), "x", &[0.0, 1.0], "count", &[("a", vec![-1.0])]);
}

#[test]
#[should_panic(expected = "heights of the series `a`: expected 2, found 1")]
fn a_height_too_few_is_a_mistake() {
    histogram(&figure(), "x", &[0.0, 1.0, 2.0], "count", &[("a", vec![1.0])]);
}

#[test]
#[should_panic(expected = "edges of the bins must rise")]
fn edges_that_fall_are_a_mistake() {
    histogram(&figure(), "x", &[1.0, 0.0], "count", &[("a", vec![1.0])]);
}
