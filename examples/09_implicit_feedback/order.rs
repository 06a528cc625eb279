//! The number of negatives decides who is ahead.

use crate::judged::Judged;
use lab::{Report, figures};
use serde_json::json;
use workbook::interpret::SAMPLED_NEGATIVES;
use workbook::learn::Spread;

/// How many negatives compete in the figure; at last, the whole catalogue does.
const NEGATIVES: [usize; 7] = [10, 20, 50, 99, 200, 400, 800];

/// The steps between them that the laboratory of the page goes through.
const IN_SMALL_STEPS: [usize; 23] = [
    10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 99, 120, 150, 200, 250, 300, 400, 500, 600, 800, 1000,
    1200, 1400,
];

/// The order of the rankers as the number of negatives grows.
pub fn show(results: &[Judged], report: &mut Report) {
    let largest = (results[0].rounds.iter().flat_map(|round| &round.all))
        .map(|placing| placing.others)
        .max()
        .expect("there is a user");
    if largest == 0 {
        report
            .say("Every user has touched everything, so nothing competes with the films held out.");
        return;
    }
    let up_to_all = |numbers: &[usize]| -> Vec<usize> {
        numbers.iter().copied().filter(|&n| n < largest).chain([largest]).collect()
    };
    let numbers = up_to_all(&NEGATIVES);
    let curves: Vec<(&str, Vec<f64>)> = (results.iter())
        .map(|result| {
            let hits = numbers.iter().map(|&n| result.expected_hit_ratio(n).mean);
            (result.name.as_str(), hits.collect())
        })
        .collect();
    for (name, hits) in &curves {
        report.values(
            &format!("negatives, {name}"),
            json!({"negatives": numbers, "expected_hr10": hits}),
        );
    }
    let steps = up_to_all(&IN_SMALL_STEPS);
    for result in results {
        let of_steps = |value: fn(&Judged, usize) -> Spread| -> Vec<f64> {
            steps.iter().map(|&n| value(result, n).mean).collect()
        };
        report.values(
            &format!("laboratory, {}", result.name),
            json!({
                "negatives": steps,
                "expected_hr10": of_steps(Judged::expected_hit_ratio),
                "expected_ndcg10": of_steps(Judged::expected_ndcg),
            }),
        );
    }
    let ranked = |negatives: usize| {
        let mut names: Vec<&Judged> = results.iter().collect();
        let hits = |result: &Judged| result.expected_hit_ratio(negatives).mean;
        names.sort_by(|a, b| hits(b).total_cmp(&hits(a)));
        names.into_iter().map(|result| result.name.clone()).collect::<Vec<_>>()
    };
    let shown = [NEGATIVES[0], SAMPLED_NEGATIVES, largest].map(ranked);
    report.say(
        "The order of the rankers by HR@10, in expectation, against ten negatives, 99, and all:",
    );
    report.list(
        &["place", "10", "99", "all"],
        (0..results.len()).map(|place| {
            let place_and_names = shown.iter().map(|names| names[place].clone());
            std::iter::once((place + 1).to_string()).chain(place_and_names).collect::<Vec<_>>()
        }),
    );
    let [few, usual, all] = &shown;
    report.values("order", json!({"10": few, "99": usual, "all": all}));
    report.figure(&figures::number_of_negatives(&numbers, &curves));
}
