use crate::svg::Seen;
use charts::{Figure, HeatMap, Matrix, heat_map};

fn figure() -> Figure {
    Figure::new("crosstab", "Who rated what", "A matrix.")
}

/// A matrix as wide as the crosstab of the first chapter, with a gap in each row and difficult
/// titles.
fn crosstab() -> Matrix {
    let users = (0..15).map(|user| format!("user {}", 37 * user));
    let titles =
        (0..15).map(|film| format!("Tom & Jérôme <{film}>: The Long Way Home to the Lighthouse"));
    let values = (0..15).map(|user| {
        (0..15).map(|film| (user != film).then_some(f64::from(1 + (user + film) % 5))).collect()
    });
    Matrix::new(users, titles, values)
}

fn gradient(rows: usize) -> Matrix {
    let values = (0..rows)
        .map(|row| (0..3).map(|column| Some(row as f64 * 0.1 - f64::from(column) * 0.2)).collect());
    let rows = (0..rows).map(|row| format!("row {row}"));
    Matrix::new(rows, ["a", "b", "c"], values).title("gradient")
}

#[test]
fn a_wide_crosstab_is_legible() {
    let svg = heat_map(&figure(), &HeatMap::new("rating", 0, [crosstab()]).gaps("not rated")).svg;
    let seen = Seen::parse(&svg);
    seen.assert_legible();
    seen.assert_follows_theme();
    let is_cut = |text: &str| text.starts_with("Tom & Jérôme") && text.ends_with('…');
    assert!(seen.texts.iter().any(|text| is_cut(&text.text)));
    assert!(seen.says("user 37") && seen.says("rating"));
}

#[test]
fn gaps_are_outlined_and_explained() {
    let svg = heat_map(&figure(), &HeatMap::new("rating", 0, [crosstab()]).gaps("not rated")).svg;
    let seen = Seen::parse(&svg);
    assert_eq!(seen.count("rect", "stroke dotted"), 15 + 1, "one in each row, and a sample");
    assert_eq!(seen.count("rect", "fill cell"), 15 * 14, "values in print need no samples");
    assert!(seen.says("not rated"));
}

#[test]
fn shades_without_values_in_print_are_explained() {
    let values = (0..3).map(|row| (0..60).map(|column| Some(f64::from(row + column))).collect());
    let matrix = Matrix::new(["a", "b", "c"], (0..60).map(|column| column.to_string()), values);
    let svg = heat_map(&figure(), &HeatMap::new("rating", 0, [matrix])).svg;
    assert_eq!(Seen::parse(&svg).count("rect", "fill cell"), 3 * 60 + 5);
}

#[test]
fn a_matrix_without_gaps_explains_none() {
    let svg =
        heat_map(&figure(), &HeatMap::new("gradient", 2, [gradient(4)]).gaps("not asked")).svg;
    assert!(!Seen::parse(&svg).says("not asked"));
}

#[test]
fn printed_values_contrast_with_their_cells() {
    let svg = heat_map(&figure(), &HeatMap::new("gradient", 2, [gradient(4)])).svg;
    let seen = Seen::parse(&svg);
    let (faint, strong) = (seen.count("text", "on-faint"), seen.count("text", "on-strong"));
    assert!(faint > 0 && strong > 0);
    assert_eq!(faint + strong, 4 * 3);
    seen.assert_legible();
}

#[test]
fn small_matrices_stand_side_by_side_and_large_ones_do_not() {
    let tops = |matrices: [Matrix; 2]| -> Vec<f64> {
        let svg =
            heat_map(&figure(), &HeatMap::new("value", 2, matrices.map(|m| m.title("own")))).svg;
        let seen = Seen::parse(&svg);
        seen.assert_legible();
        let titles = seen.texts.into_iter().filter(|text| text.text == "own");
        titles.map(|text| text.area.top).collect()
    };
    let small = tops([gradient(5), gradient(5)]);
    assert_eq!(small[0], small[1]);
    let large = tops([crosstab(), crosstab()]);
    assert!(large[0] < large[1]);
}

#[test]
#[should_panic(expected = "values in the row `second`: expected 1, found 2")]
fn a_row_too_long_is_a_mistake() {
    let ragged = Matrix::new(["first", "second"], ["a"], [vec![Some(1.0)], vec![None, None]]);
    heat_map(&figure(), &HeatMap::new("rating", 0, [ragged]));
}

#[test]
#[should_panic(expected = "the figure `crosstab` holds no data to draw")]
fn nothing_but_gaps_is_a_mistake() {
    heat_map(&figure(), &HeatMap::new("rating", 0, [Matrix::new(["first"], ["a"], [vec![None]])]));
}
