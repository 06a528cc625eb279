//! Chapter 7, beyond the popular: what variety costs.

use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};

/// Where a kind of lists stands: means over the seeds.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The share of the films that are on any list.
    pub coverage: f64,
    /// The share of users whose latest film is on their list.
    pub hit_ratio: f64,
    /// The mean rating of listed films that were rated; `None` if none were.
    pub stars: Option<f64>,
}

/// Accuracy in two ways against coverage: a curve for each method through its strengths, each of which
/// passes through the plain list, and kinds of lists without a strength.
pub fn price_of_coverage(curves: &[(&str, Vec<Standing>)], alone: &[(&str, Standing)]) -> Drawing {
    let figure = Figure::new(
        "07_price",
        "What coverage costs",
        "Two panels against the share of films that are on any list. Above, the share of users whose \
         latest film is on their list; below, the mean rating of listed films that their users did rate. \
         A curve for each way to change the plain lists runs through its strengths.",
    );
    let panel = |label: &str, value: fn(&Standing) -> Option<f64>| {
        let point = |standing: &Standing| Some((100.0 * standing.coverage, value(standing)?));
        let curves = curves.iter().enumerate().map(|(colour, (label, standings))| {
            Series::new(*label, colour, standings.iter().filter_map(point)).marked()
        });
        let alone = alone.iter().enumerate().map(|(i, (label, standing))| {
            Series::new(*label, curves.len() + i, point(standing)).scattered()
        });
        let panel = Panel::new(Axis::linear("films on any list, %"), Axis::linear(label));
        curves.clone().chain(alone).fold(panel, Panel::series)
    };
    let hits =
        panel("HR@10, %", |s| Some(100.0 * s.hit_ratio)).title("the latest film is on the list");
    let stars = panel("rating", |s| s.stars).title("ratings of listed films");
    let is_rated = curves.iter().flat_map(|(_, curve)| curve).any(|s| s.stars.is_some());
    if is_rated { line_chart(&figure, &[hits, stars]) } else { line_chart(&figure, &[hits]) }
}
