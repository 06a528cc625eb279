//! Chapter 0: ratings as a matrix, and how unevenly films and users share them.

use super::counted;
use charts::{
    Axis, Drawing, Figure, HeatMap, Matrix, Panel, Series, bar_chart, heat_map, line_chart,
};
use workbook::data::{Crosstab, Dataset};

/// A corner of the user-item matrix, with its gaps.
pub fn crosstab(data: &Dataset, corner: &Crosstab) -> Drawing {
    let figure = Figure::new(
        "00_crosstab",
        "Ratings as a matrix",
        "Ratings of the most rated films by the most active users. Most cells hold a rating; the \
         empty ones are what a recommender has to predict.",
    );
    let users = corner.users.iter().map(|&user| format!("user {}", data.users.name(user)));
    let films = corner.items.iter().map(|&film| data.items.name(film));
    let values = corner.values.iter().map(|row| row.iter().map(|v| v.map(f64::from)).collect());
    let matrix = Matrix::new(users, films, values);
    let map = HeatMap::new("rating", 0, [matrix]).gaps("not rated");
    heat_map(&figure, &map)
}

/// How often each rating is given; `shares` holds a rating and its share in per cent.
pub fn rating_shares(shares: &[(f32, f64)]) -> Drawing {
    let figure = Figure::new(
        "00_ratings",
        "How often each rating is given",
        "A bar for each rating, as high as its share of all ratings.",
    );
    let bars = shares.iter().map(|(rating, share)| (rating.to_string(), *share));
    bar_chart(&figure, "rating", "share of ratings, %", bars)
}

/// Ratings of each film and of each user, most first.
pub fn long_tail(films: &[usize], users: &[usize]) -> Drawing {
    let figure = Figure::new(
        "00_long_tail",
        "The long tail",
        "Ratings of each film and of each user, most first, on a logarithmic scale: a few have \
         hundreds, most have few.",
    );
    let line = |counts: &[usize]| counted(1, counts.iter().map(|&count| count as f64));
    let panel = Panel::new(Axis::linear("rank"), Axis::log("ratings"))
        .series(Series::new("films", 0, line(films)))
        .series(Series::new("users", 1, line(users)).dashed());
    line_chart(&figure, &[panel])
}
