//! Chapter 2: one gradient two ways, and the one-cycle schedule.

use super::counted;
use charts::{Axis, Drawing, Figure, HeatMap, Matrix, Panel, Series, heat_map, line_chart};
use workbook::learn::OneCycle;

/// The gradient of a table with `factors` columns through a one-hot product and through a look-up.
pub fn gradients(by_product: &[f32], by_look_up: &[f32], factors: usize) -> Drawing {
    let figure = Figure::new(
        "02_gradients",
        "One gradient, two ways",
        "Two equal matrices: the gradient of a table through a one-hot product and through a look-up. \
         The row that was looked up most is strongest; rows that nobody looked up are zero.",
    );
    let matrix = |title: &str, gradient: &[f32]| {
        let rows = (0..gradient.len() / factors).map(|row| format!("row {row}"));
        let values = gradient.chunks(factors);
        let values = values.map(|row| row.iter().map(|&x| Some(f64::from(x))).collect());
        let columns = (1..=factors).map(|factor| factor.to_string());
        Matrix::new(rows, columns, values).title(title)
    };
    let matrices = [matrix("one-hot product", by_product), matrix("look-up", by_look_up)];
    let map = HeatMap::new("gradient", 2, matrices);
    heat_map(&figure, &map)
}

/// Learning rate and momentum over a training.
pub fn one_cycle(lr_max: f64) -> Drawing {
    let figure = Figure::new(
        "02_one_cycle",
        "One cycle",
        "The learning rate rises for the first quarter of the steps and then falls to almost zero; \
         momentum does the opposite.",
    );
    let cycle = OneCycle { steps: 100, lr_max };
    let (rates, momenta): (Vec<f64>, Vec<f64>) =
        (0..=cycle.steps).map(|step| cycle.at(step)).unzip();
    let panel = |label: &str, colour: usize, values: Vec<f64>| {
        Panel::new(Axis::linear("% of the steps"), Axis::linear(label)).series(Series::new(
            label,
            colour,
            counted(0, values),
        ))
    };
    line_chart(&figure, &[panel("learning rate", 0, rates), panel("momentum", 1, momenta)])
}
