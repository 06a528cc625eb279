//! Chapter 6: the films on a map.

use charts::{Drawing, Figure, map};

/// Films by title on two principal components, whose labels are given.
pub fn film_map(films: &[(String, f64, f64)], (x_label, y_label): (&str, &str)) -> Drawing {
    let figure = Figure::new(
        "06_map",
        "The best known films on a map",
        "Films as points on two principal components of their learned factors: films that the same \
         people like lie close to each other.",
    );
    // The year would take a quarter of the room that a name has.
    let name = |title: &str| title.rsplit_once(" (").map_or(title, |(name, _)| name).to_owned();
    let points = films.iter().map(|(title, x, y)| (name(title), (*x, *y)));
    map(&figure, x_label, y_label, points)
}
