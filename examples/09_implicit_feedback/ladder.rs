//! From EASE to EASE in order, one idea at a time.

use crate::judged::{Judged, MEASURES};
use crate::options::EASE_LAMBDA;
use crate::rankers::{Ranker, Settings};
use crate::round::Round;
use lab::{Report, Result};
use workbook::models::OrderSettings;

/// What each idea of `SequentialEase` is worth.
pub fn climb(rounds: &[Round], report: &mut Report) -> Result<()> {
    let full = OrderSettings::default();
    let plain = OrderSettings {
        lambda: EASE_LAMBDA,
        lambda_per_user: 0.0,
        nearness: 1.0,
        anywhere: 1.0,
        recency: 1.0,
        ever: 0.0,
    };
    let recency = OrderSettings { recency: full.recency, ever: full.ever, ..plain };
    let near = OrderSettings { nearness: full.nearness, anywhere: full.anywhere, ..recency };
    let steps = [
        ("EASE", plain),
        ("+ the latest films count most", recency),
        ("+ near pairs count most", near),
        ("+ a penalty for each user", full),
    ];
    let rankers = steps.map(|(name, settings)| Ranker {
        name: name.to_owned(),
        settings: Settings::EaseInOrder(settings),
    });
    let results = Judged::all(&rankers, rounds, report)?;
    report.say("From EASE to EASE in order, one idea at a time:");
    report.table(
        &[&["ranker"], &MEASURES[..]].concat(),
        results.iter().map(|result| result.row(&format!("ladder, {}", result.name))),
    );
    Ok(())
}
