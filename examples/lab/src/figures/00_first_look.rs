//! Chapter 0: ratings as a matrix, and how unevenly films and users share them.

use super::counted;
use super::interpretation::short_name;
use charts::{
    Axis, Drawing, Figure, HeatMap, Matrix, Panel, Series, bar_chart, heat_map, histogram,
    line_chart,
};
use workbook::data::{Bar, Crosstab, Dataset};

/// A corner of the user-item matrix, with its gaps.
pub fn crosstab(data: &Dataset, corner: &Crosstab) -> Drawing {
    let figure = Figure::new(
        "00_crosstab",
        "Ratings as a matrix",
        "Ratings of the most rated films by the most active users. Most cells hold a rating; the \
         empty ones are what a recommender has to predict.",
    );
    let users = corner.users.iter().map(|&user| format!("user {}", data.users.name(user)));
    let films = corner.items.iter().map(|&film| short_name(data.items.name(film)));
    let values = corner.values.iter().map(|row| row.iter().map(|v| v.map(f64::from)).collect());
    let matrix = Matrix::new(users, films, values);
    let map = HeatMap::new("rating", data.scale().decimals(), [matrix]).gaps("not rated");
    heat_map(&figure, &map)
}

/// How often each rating is given, or the ratings of each bin.
pub fn rating_shares(bars: &[Bar]) -> Drawing {
    let figure = Figure::new(
        "00_ratings",
        "How often each rating is given",
        "A bar for each rating, as high as its share of all ratings.",
    );
    let n: usize = bars.iter().map(|bar| bar.ratings).sum();
    let share = |bar: &Bar| 100.0 * bar.ratings as f64 / n as f64;
    let label = "share of ratings, %";
    if bars.iter().all(|bar| bar.from == bar.to) {
        return bar_chart(
            &figure,
            "rating",
            label,
            bars.iter().map(|b| (b.label.clone(), share(b))),
        );
    }
    let edges: Vec<f64> =
        bars.iter().map(|bar| bar.from).chain([bars[bars.len() - 1].to]).collect();
    histogram(&figure, "rating", &edges, label, &[("ratings", bars.iter().map(share).collect())])
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
