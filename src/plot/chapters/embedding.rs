//! Chapter 2: one gradient two ways, and the schedule of a training.

use super::{Drawing, lines};
use crate::learn::OneCycle;
use crate::plot::{Axis, Figure, HeatMap, Matrix, Panel, PlotError, Series, heat_map};

/// The gradient of a table with `factors` columns through a one-hot product and through a look-up.
pub fn gradients(
    by_product: &[f32],
    by_look_up: &[f32],
    factors: usize,
) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "02_gradients",
        "One gradient, two ways",
        "Two equal matrices: the gradient of a table through a one-hot product and through a look-up. \
         The row that was looked up most is darkest; rows that nobody looked up are zero.",
    );
    let matrix = |title: &str, gradient: &[f32]| {
        let values: Vec<_> = (gradient.chunks(factors))
            .map(|row| row.iter().map(|&x| Some(f64::from(x))).collect())
            .collect();
        let rows = (0..values.len()).map(|row| format!("row {row}"));
        let columns = (1..=factors).map(|factor| factor.to_string());
        Matrix::new(rows, columns, values).title(title)
    };
    let matrices = [matrix("one-hot product", by_product), matrix("look-up", by_look_up)];
    let map = HeatMap::new("gradient", 2, matrices).printed();
    Ok(Drawing::new(&figure, heat_map(&figure, &map)?))
}

/// Learning rate and momentum over a training.
pub fn one_cycle(lr_max: f64) -> Result<Drawing, PlotError> {
    let figure = Figure::new(
        "02_one_cycle",
        "One cycle",
        "The learning rate rises for the first quarter of the steps and then falls to almost zero; \
         momentum does the opposite.",
    );
    let cycle = OneCycle { steps: 100, lr_max };
    let line = |value: fn((f64, f64)) -> f64| -> Vec<(f64, f64)> {
        (0..=cycle.steps).map(|step| (step as f64, value(cycle.at(step)))).collect()
    };
    let x = "% of the steps";
    let lr = Panel::new(Axis::linear(x), Axis::linear("learning rate")).series(Series::new(
        "learning rate",
        0,
        line(|(lr, _)| lr),
    ));
    let momentum = Panel::new(Axis::linear(x), Axis::linear("momentum")).series(Series::new(
        "momentum",
        1,
        line(|(_, momentum)| momentum),
    ));
    lines(&figure, &[lr, momentum])
}
