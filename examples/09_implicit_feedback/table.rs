//! All rankers side by side.

use crate::judged::{Judged, MEASURES};
use crate::rankers::Ranker;
use crate::round::Round;
use crate::stars;
use lab::{Report, Result, Row};
use serde_json::json;
use workbook::data::builtin;
use workbook::interpret::SAMPLED_NEGATIVES;

/// Fits and judges all rankers, and tabulates them.
pub fn compare(rankers: &[Ranker], rounds: &[Round], report: &mut Report) -> Result<Vec<Judged>> {
    let results = Judged::all(rankers, rounds, report)?;
    if let Some(stars) = results.iter().find(|result| result.name == stars::NAME) {
        stars::show(stars, report);
    }
    report.say(format_args!(
        "Where the film held out stands among {SAMPLED_NEGATIVES} films that its user never touched, and \
         among all of them:"
    ));
    let header = [&["ranker"], &MEASURES[..], &["epochs", "seconds"]].concat();
    report.table(&header, results.iter().map(row));
    Ok(results)
}

/// A ranker's quality and what it took.
fn row(judged: &Judged) -> Row {
    let row = judged.row(&judged.name);
    let row = match judged.fits.last().and_then(|fit| fit.history.as_ref()) {
        Some(history) => row.number("epochs", history.epochs.len() as f64, 0),
        None => row.cell(""),
    };
    row.number("seconds", judged.seconds(), 1)
}

/// How near the best ranker comes to the truth, where it is known.
pub fn truth(results: &[Judged], rounds: &[Round], report: &mut Report) -> Result<()> {
    let Some(truth) = builtin::true_ranking(rounds[0].data) else { return Ok(()) };
    let truth = Judged::fixed("truth", rounds, |user| truth[user].clone())?;
    let truth = truth.expected_hit_ratio(SAMPLED_NEGATIVES);
    let (name, best) = (results.iter())
        .map(|result| (&result.name, result.expected_hit_ratio(SAMPLED_NEGATIVES)))
        .max_by(|(_, a), (_, b)| a.mean.total_cmp(&b.mean))
        .expect("there is a ranker");
    report.find(
        "truth",
        json!({"expected_hr10_99": truth.mean, "best": name, "best_expected_hr10_99": best.mean}),
        format_args!(
            "These interactions are invented, so it is known who would watch what. Ranking by the truth \
             itself\nwould find {:.4} of the films held out (HR@10 among {SAMPLED_NEGATIVES}, in \
             expectation); {name} finds {:.4}.",
            truth.mean, best.mean
        ),
    );
    Ok(())
}
