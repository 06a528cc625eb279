//! Chapter 7: how many neighbours it takes, and what a mix gains.

use super::losses::HIGH;
use charts::{Axis, Dot, Drawing, Figure, Panel, dot_plot, line_chart};
use workbook::learn::Spread;

/// The error of user neighbours and of film neighbours by their number, beside the `levels` of other methods.
pub fn by_k(ks: &[usize], errors: &[[Spread; 2]], levels: &[(&str, f64)]) -> Drawing {
    let figure = Figure::new(
        "07_neighbours_by_k",
        "How many neighbours",
        "Mean squared error against the number of neighbours that have a say, for user neighbours and for \
         film neighbours. Both fall steeply at first and are level later.",
    );
    let x = Axis::categories("neighbours with a say, at most", ks.iter().map(usize::to_string));
    let mut panel = Panel::new(x, Axis::linear("mean squared error")).height(HIGH);
    for (colour, name) in ["user neighbours", "film neighbours"].into_iter().enumerate() {
        let of_one: Vec<Spread> = errors.iter().map(|pair| pair[colour]).collect();
        panel = panel.series(super::series_of_means(name, colour, &of_one).marked());
    }
    for (name, level) in levels {
        panel = panel.reference(format!("{name} {level:.3}"), *level);
    }
    line_chart(&figure, &[panel])
}

/// The error of each method and mix, as a mean over the rounds.
pub fn mixes(errors: &[(&str, Vec<f64>)]) -> Drawing {
    let figure = Figure::new(
        "07_mixes",
        "Alone and mixed",
        "A dot for the mean squared error of each method, alone and in mixes, with the spread over the \
         rounds. The mix of everything lies farthest to the left.",
    );
    let rows: Vec<Dot> = (errors.iter())
        .map(|(name, errors)| {
            let Spread { mean, sd } = Spread::from_values(errors.iter().copied());
            let colour = usize::from(name.contains("mix") || name.contains("mean"));
            Dot { name: (*name).to_owned(), value: mean, reach: sd.unwrap_or(0.0), colour }
        })
        .collect();
    let dot_product = rows.iter().position(|row| row.name == "dot product");
    dot_plot(&figure, "mean squared error", 4, &rows, dot_product.as_slice())
}
