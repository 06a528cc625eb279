//! Two measures that do not tell good lists from bad ones.

use crate::judged::{Judged, K, mean};
use crate::round::Round;
use lab::{Report, Result, Row};

/// How the networks do by accuracy and by RMSE, beside a model that always says no.
pub fn show(results: &[Judged], rounds: &[Round], report: &mut Report) -> Result<()> {
    let round = rounds.last().expect("there is a round");
    let n_items = round.data.n_items();
    let never = |_| vec![f64::NEG_INFINITY; n_items];
    let measured = |result: &Judged| result.fits.last()?.as_classifier;
    let networks = results.iter().filter_map(|result| Some((result, measured(result)?)));
    let never = (&Judged::fixed("always no", rounds, never)?, as_classifier(round, never));
    report.say("The same networks by two measures that are wrong here. A yes is a probability above a half:");
    report.table(
        &["network", "accuracy", "RMSE", "HR@10 (99)"],
        std::iter::once(never).chain(networks).map(|(result, [accuracy, rmse])| {
            let hits = result.spread(|placings| mean(&placings.sampled, |p| p.hit_ratio(K)));
            Row::new(format!("accuracy, {}", result.name), &result.name)
                .number("accuracy", accuracy, 4)
                .number("rmse", rmse, 4)
                .number("hr10_99", hits.mean, 4)
        }),
    );
    Ok(())
}

/// Accuracy and RMSE of the probabilities that the candidates get: 1 is right for what is held out, and 0
/// for the negatives.
pub fn as_classifier(round: &Round, scores: impl Fn(usize) -> Vec<f64>) -> [f64; 2] {
    let (mut right, mut squares, mut n) = (0.0, 0.0, 0.0);
    for (user, held_out, sampled) in round.judge().candidates() {
        let scores = scores(user);
        let negatives = sampled.iter().map(|&item| (item as usize, 0.0));
        for (item, label) in negatives.chain([(held_out, 1.0)]) {
            let probability = 1.0 / (1.0 + (-scores[item]).exp());
            right += f64::from(u8::from((probability > 0.5) == (label > 0.5)));
            squares += f64::powi(probability - label, 2);
            n += 1.0;
        }
    }
    [right / n, f64::sqrt(squares / n)]
}
