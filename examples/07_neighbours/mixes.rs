//! The errors of all methods, alone and mixed.

use crate::method::Method;
use crate::round::Round;
use lab::{Report, Row, figures};
use workbook::learn::Spread;

/// A mix, with the methods that it leaves out.
const MIXES: [(&str, &[Method]); 4] = [
    ("mix", &[]),
    ("mix without the dot product", &[Method::DotProduct]),
    ("mix without neighbours", &[Method::Users, Method::Films]),
    ("mix without features", &[Method::FilmFeatures, Method::UserFeatures]),
];

/// The mean of all methods in the mix, in place of weights that are fitted.
const MEAN: &str = "plain mean";

/// Pairs of which the first is expected to have the lower error.
const PAIRS: [[&str; 2]; 11] = [
    ["user neighbours", "baseline"],
    ["film neighbours", "baseline"],
    ["film neighbours", "user neighbours"],
    ["dot product", "film neighbours"],
    ["dot product", "user neighbours"],
    ["film neighbours", "film neighbours by factors"],
    ["mix", "dot product"],
    ["mix", "plain mean"],
    ["mix", "mix without the dot product"],
    ["mix", "mix without neighbours"],
    ["mix", "mix without features"],
];

/// Predictors by name, each with its error in every round.
struct Errors(Vec<(&'static str, Vec<f64>)>);

impl Errors {
    fn of(&self, name: &str) -> Option<&[f64]> {
        self.0.iter().find(|(other, _)| *other == name).map(|(_, errors)| &errors[..])
    }
}

/// Who predicts best, what a mix adds, and which weights it gives.
pub fn compare(rounds: &[Round], report: &mut Report) {
    let mixed = rounds[0].fitted.available(&Method::MIXED);
    for method in Method::MIXED.into_iter().filter(|method| !mixed.contains(method)) {
        report.say(format_args!(
            "The data have no records for the {}, so they are left out.",
            method.name()
        ));
    }
    let alone = rounds[0].predictions.iter().map(|(method, _)| *method);
    let alone = alone.map(|method| {
        (method.name(), rounds.iter().map(|round| round.error(round.of(method))).collect())
    });
    let mean = rounds.iter().map(|round| round.error(&plain_mean(round, &mixed))).collect();
    let mixes = MIXES.iter().filter_map(|(name, without)| {
        let methods: Vec<Method> =
            mixed.iter().copied().filter(|method| !without.contains(method)).collect();
        let is_new = without.is_empty() || methods.len() < mixed.len();
        let error = |round: &Round| round.error(&round.mix(&methods).0);
        is_new.then(|| (*name, rounds.iter().map(error).collect()))
    });
    let errors = Errors(alone.chain([(MEAN, mean)]).chain(mixes).collect());
    report.say(
        "All methods on the same validation ratings (mean squared error). The weights of a mix are\n\
         fitted on one half of these, and judged on the other half:",
    );
    report.table(
        &["method", "error"],
        errors.0.iter().map(|(name, errors)| {
            let error = Spread::from_values(errors.iter().copied());
            Row::new(format!("error, {name}"), *name).spread("mse", error)
        }),
    );
    if rounds.len() > 1 {
        report.say("Two at a time, round by round: by how much the first has the lower error:");
    }
    report.paired(PAIRS.iter().filter_map(|[first, second]| {
        let gains = errors.of(second)?.iter().zip(errors.of(first)?).map(|(b, a)| b - a);
        Some((format!("{first} over {second}"), gains.collect()))
    }));
    weights(rounds, &mixed, report);
    report.figure(&figures::mixes(&errors.0));
}

/// The weight of each method in the mix.
fn weights(rounds: &[Round], mixed: &[Method], report: &mut Report) {
    let weights: Vec<Vec<f64>> = rounds.iter().map(|round| round.mix(mixed).1).collect();
    report.say("What the mix multiplies each method's step away from the baseline by:");
    report.table(
        &["method", "weight"],
        mixed.iter().enumerate().map(|(i, method)| {
            let weight = Spread::from_values(weights.iter().map(|weights| weights[i]));
            Row::new(format!("weight, {}", method.name()), method.name()).spread("weight", weight)
        }),
    );
}

/// The mean of the predictions of some methods.
fn plain_mean(round: &Round, methods: &[Method]) -> Vec<f64> {
    let mean = |i: usize| methods.iter().map(|&method| round.of(method)[i]).sum::<f64>();
    (0..round.valid.len()).map(|i| mean(i) / methods.len() as f64).collect()
}
