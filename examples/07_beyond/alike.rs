//! Why everyone gets the same ones.

use crate::fitted::{Fitted, LENGTH};
use crate::methods::Method;
use crate::round::Round;
use lab::{Report, Row};
use std::cmp::Reverse;
use workbook::interpret::lists::mean_overlap;
use workbook::learn::Spread;

/// How much of everyone's plain list is on lists that know less than the model.
pub fn overlaps(rounds: &[Round], report: &mut Report) {
    let overlap = |method| {
        Spread::from_values(rounds.iter().map(|round| {
            let made = |method| round.without_latest.of_everyone(method);
            mean_overlap(&made(Method::PLAIN), &made(method))
        }))
    };
    report.say(format_args!(
        "How many of the {LENGTH} films on a user's plain list are also on another list for the \
         same user:"
    ));
    let others = [Method::WITHOUT_BIAS, Method::BiasAlone, Method::MostRated, Method::Random];
    report.table(
        &["other list", "films"],
        others.map(|method| {
            let name = method.name();
            Row::new(format!("overlap, {name}"), name).spread("films", overlap(method))
        }),
    );
}

/// What the model has learned of films that many have rated, and of those that few have.
pub fn tenths(rounds: &[Round], report: &mut Report) {
    let of_rounds: Vec<_> = rounds.iter().map(|round| by_tenth(&round.without_latest)).collect();
    let n = of_rounds.iter().map(Vec::len).min().unwrap_or(0);
    report.say(
        "The films by how many have rated them, a tenth at a time: the mean number of raters, the \
         highest\nbias, and the mean length of the factors:",
    );
    report.table(
        &["tenth", "raters", "highest bias", "factors"],
        (0..n).map(|tenth| {
            let mean = |value: usize| {
                Spread::from_values(of_rounds.iter().map(|tenths| tenths[tenth][value])).mean
            };
            Row::new(format!("tenth {}", tenth + 1), (tenth + 1).to_string())
                .number("raters", mean(0), 1)
                .number("highest_bias", mean(1), 2)
                .number("length", mean(2), 2)
        }),
    );
}

/// Mean number of raters, highest bias and mean length of the factors, the most rated tenth first.
fn by_tenth(Fitted { model, raters, .. }: &Fitted) -> Vec<[f64; 3]> {
    let mut films: Vec<usize> = (1..raters.len()).filter(|&film| raters[film] > 0).collect();
    films.sort_by_key(|&film| Reverse(raters[film]));
    let values = |films: &[usize]| {
        let mean = |value: &dyn Fn(usize) -> f64| {
            Spread::from_values(films.iter().map(|&film| value(film))).mean
        };
        let biases = films.iter().map(|&film| model.item_bias[film]);
        [
            mean(&|film| raters[film] as f64),
            biases.fold(f64::NEG_INFINITY, f64::max),
            mean(&|film| model.item_factors.row(film).norm()),
        ]
    };
    films.chunks(films.len().div_ceil(10).max(1)).map(values).collect()
}
