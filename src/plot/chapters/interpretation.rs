//! Chapter 6: the films on a map.

use super::Drawing;
use crate::plot::{Axis, Figure, Map, PlotError, map};

/// Films by title on two principal components, whose labels are given.
pub fn film_map(
    films: &[(String, f64, f64)],
    (x_label, y_label): (&str, &str),
) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "06_map",
        "The best known films on a map",
        "Films as points on two principal components of their learned factors: films that the same \
         people like lie close to each other.",
    );
    let points = films.iter().map(|(title, x, y)| (title, (*x, *y)));
    let films = Map::new(Axis::linear(x_label), Axis::linear(y_label)).points("films", 0, points);
    Ok(Drawing::new(&figure, map(&figure, &films)?))
}
