//! Chapter 0: ratings as a matrix, and how unevenly they fall.

use super::{Drawing, lines};
use crate::data::{Crosstab, Dataset};
use crate::plot::{
    Axis, Bars, Figure, HeatMap, Matrix, Panel, PlotError, Series, bar_chart, heat_map,
};

/// A corner of the user-item matrix, with its gaps.
pub fn crosstab(data: &Dataset, corner: &Crosstab) -> Result<Drawing, PlotError> {
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
    let map = HeatMap::new("rating", 0, [matrix]).printed().gaps("not rated");
    Ok(Drawing::new(&figure, heat_map(&figure, &map)?))
}

/// How often each rating is given; `shares` holds a rating and its share in per cent.
pub fn rating_shares(shares: &[(f32, f64)]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "00_ratings",
        "How often each rating is given",
        "A bar for each rating, as high as its share of all ratings.",
    );
    let names = shares.iter().map(|(rating, _)| rating.to_string());
    let bars = Bars::categories("rating", names, "share of ratings, %").series(
        "ratings",
        0,
        shares.iter().map(|&(_, share)| share),
    );
    Ok(Drawing::new(&figure, bar_chart(&figure, &bars)?))
}

/// Ratings of each film and of each user, most first.
pub fn long_tail(films: &[usize], users: &[usize]) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "00_long_tail",
        "The long tail",
        "Ratings of each film and of each user, most first, on a logarithmic scale: a few have \
         hundreds, most have few.",
    );
    let line = |counts: &[usize]| -> Vec<(f64, f64)> {
        counts.iter().enumerate().map(|(i, &count)| (i as f64 + 1.0, count as f64)).collect()
    };
    let panel = Panel::new(Axis::linear("rank"), Axis::log("ratings"))
        .series(Series::new("films", 0, line(films)))
        .series(Series::new("users", 1, line(users)).dashed());
    lines(&figure, &[panel])
}
