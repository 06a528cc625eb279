//! What lies where on a flat map of the films, and what the map loses.

use lab::{Report, shown};
use nalgebra::DMatrix;
use serde_json::{Value, json};
use workbook::data::Dataset;

/// Compares which films lie near each other on a map of two components with which do in all of them.
/// `scores` has a row for each film on the map.
pub fn loss(
    scores: &DMatrix<f64>,
    (a, b): (usize, usize),
    films: &[usize],
    data: &Dataset,
    report: &mut Report,
) {
    report.values("ends of the map", ends(scores, (a, b), films, data));
    let whole = by_distance(scores);
    let flat = by_distance(&scores.select_columns(&[a - 1, b - 1]));
    let Some(nearest) = whole.first() else { return };
    let title = |film: usize| data.items.name(films[film]);
    let place = |one: usize, other: usize| 1 + flat[one].iter().position(|&o| o == other).unwrap();
    let rows: Vec<(usize, usize)> =
        nearest.iter().take(5).map(|&other| (other, place(0, other))).collect();
    report.say(format_args!(
        "The films on the map that are nearest to {} in all {} dimensions,\n\
         and which neighbour each of them is on the map:",
        shown(title(0)),
        scores.ncols()
    ));
    report.list(
        &["film", "in all", "on the map"],
        rows.iter().zip(1..).map(|(&(other, on_map), rank)| {
            [title(other).to_owned(), format!("{rank}."), format!("{on_map}.")]
        }),
    );
    let same =
        whole.iter().zip(&flat).filter(|(whole, flat)| whole.first() == flat.first()).count();
    let neighbours: Vec<_> = rows
        .iter()
        .map(|&(other, on_map)| {
            json!({"title": title(other), "rank_on_map": on_map, "rank_back": place(other, 0)})
        })
        .collect();
    report.find(
        "flat map",
        json!({"of": title(0), "neighbours": neighbours, "same_nearest": same, "films": films.len()}),
        format_args!(
            "{same} of the {} films have the same nearest film on the map as in all dimensions.",
            films.len()
        ),
    );
}

/// The films at the four ends of the map, the farthest first, for programs.
fn ends(scores: &DMatrix<f64>, (a, b): (usize, usize), films: &[usize], data: &Dataset) -> Value {
    let along = |component: usize, sign: f64| {
        let place = |film: &usize| sign * scores[(*film, component - 1)];
        let mut order: Vec<usize> = (0..films.len()).collect();
        order.sort_by(|i, j| place(j).total_cmp(&place(i)));
        order.iter().take(5).map(|&film| data.items.name(films[film])).collect::<Vec<_>>()
    };
    let above =
        |component: usize| scores.column(component - 1).iter().filter(|&&x| x > 0.0).count();
    json!({
        "left": along(a, -1.0), "right": along(a, 1.0), "bottom": along(b, -1.0), "top": along(b, 1.0),
        "right_of_zero": above(a), "above_zero": above(b), "films": films.len(),
    })
}

/// For each row, the others: the nearest first.
fn by_distance(rows: &DMatrix<f64>) -> Vec<Vec<usize>> {
    let others = |one: usize| {
        let distance = |other: usize| (rows.row(one) - rows.row(other)).norm();
        let mut others: Vec<usize> = (0..rows.nrows()).filter(|&other| other != one).collect();
        others.sort_by(|&i, &j| distance(i).total_cmp(&distance(j)));
        others
    };
    (0..rows.nrows()).map(others).collect()
}
