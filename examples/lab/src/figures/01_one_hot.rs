//! Chapter 1: what a one-hot product costs.

use charts::{Axis, Drawing, Figure, Panel, Series, line_chart};
use std::collections::BTreeMap;

/// Seconds a batch takes by one-hot product and by look-up, for tables of several sizes.
pub fn cost(times: &BTreeMap<usize, [f64; 2]>) -> Drawing {
    let figure = Figure::new(
        "01_cost",
        "What a batch of rows costs",
        "Time to fetch a batch of rows against the number of rows in the table: the one-hot product \
         takes longer the larger the table, the look-up always the same.",
    );
    let line = |way: usize| -> Vec<(f64, f64)> {
        times.iter().map(|(rows, seconds)| (*rows as f64, seconds[way] * 1e6)).collect()
    };
    let panel = Panel::new(Axis::log("rows of the table"), Axis::log("microseconds a batch"))
        .series(Series::new("one-hot product", 0, line(0)).marked())
        .series(Series::new("look-up", 1, line(1)).marked());
    line_chart(&figure, &[panel])
}
