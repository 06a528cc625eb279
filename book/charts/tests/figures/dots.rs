use crate::svg::Seen;
use charts::{Dot, Figure, dot_plot};

fn rows() -> Vec<Dot> {
    let names = ["knows nothing: the mean", "baseline", "2 dot product", "8 network, told more"];
    let values = [(1.2634, 0.0), (0.8859, 0.0), (0.8785, 0.0036), (0.8382, 0.02)];
    let row =
        |(name, (value, reach)): (&str, _)| Dot { name: name.into(), value, reach, colour: 1 };
    names.into_iter().zip(values).map(row).collect()
}

fn draw(rows: &[Dot]) -> String {
    dot_plot(&Figure::new("journey", "Journey", "Dots."), "validation loss", 3, rows, &[1]).svg
}

#[test]
fn every_row_has_its_name_its_dot_and_its_value_and_the_first_is_at_the_top() {
    let svg = draw(&rows());
    let seen = Seen::parse(&svg);
    for text in ["knows nothing: the mean", "8 network, told more", "1.263", "0.886", "0.838"] {
        assert!(seen.says(text), "{text} is missing");
    }
    let circles = seen.circles();
    assert_eq!(circles.len(), 4);
    assert!(circles.windows(2).all(|pair| pair[0].top < pair[1].top), "{circles:?}");
    assert!(circles[3].left < circles[0].left, "lower values lie further left");
    seen.assert_legible();
    seen.assert_follows_theme();
}

#[test]
fn a_line_goes_through_the_row_that_is_marked() {
    let svg = draw(&rows());
    let seen = Seen::parse(&svg);
    let marked = &seen.polylines("dotted")[0];
    let (middle, _) = seen.circles()[1].middle();
    assert!(marked.iter().all(|(x, _)| (x - middle).abs() < 0.2), "{marked:?}");
}

#[test]
fn an_error_bar_reaches_to_both_sides() {
    let svg = draw(&rows());
    let seen = Seen::parse(&svg);
    let bar = &seen.polylines("series-2")[3];
    let (middle, _) = seen.circles()[3].middle();
    assert!(bar[0].0 < middle - 5.0 && middle + 5.0 < bar[1].0, "{bar:?}");
}

#[test]
#[should_panic(expected = "the figure `journey` holds no data to draw")]
fn no_rows_are_a_mistake() {
    draw(&[]);
}
